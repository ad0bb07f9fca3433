export { browserLoader } from './browser.js';
export type { Elements, Kernel, KernelOptions, KernelSource, KernelTensor, LoadableKernel, TensorInfo } from './kernel.js';
export type { FactoryOptions, LiteRtFiles, LiteRtLoader } from './litert.js';
export type { LoadOptions } from './load.js';
export type { Inputs, NamedInfo } from './ports.js';
export { Runtime } from './runtime.js';
export { separateCustomCodes } from './separate-codes.js';
export type { Session } from './session.js';
export { scriptName } from './variant.js';
