export type { LoadOptions } from './load.js';
export type { KernelTensor, RmsNormOptions, TensorInfo } from './options.js';
export { rmsNormReference } from './reference.js';
export type { RmsNormKernel } from './rms-norm.js';
export { loadRmsNorm, rmsNorm } from './rms-norm.js';
