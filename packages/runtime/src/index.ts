export { browserLoader } from './browser.js';
export type { Elements, Kernel, KernelOptions, KernelSource, KernelTensor, LoadableKernel, TensorInfo } from './kernels/kernel.js';
export type { FactoryOptions, LiteRtFiles, LiteRtLoader } from './lite-rt/lite-rt.js';
export { scriptName } from './lite-rt/variant.js';
export type { LoadOptions } from './load.js';
export type { Inputs, NamedInfo } from './ports.js';
export { Runtime } from './runtime.js';
export { separateCustomCodes } from './separate-codes.js';
export type { Session, SignatureRunner } from './session.js';
