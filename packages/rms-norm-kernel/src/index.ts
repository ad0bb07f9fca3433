export type { LoadableRmsNorm, RmsNormKernel } from './kernels.js';
export { addRmsNorm, rmsNorm, rmsNormGelu, rmsNormKernels } from './kernels.js';
export type { RmsNormOptions } from './options.js';
export type { ReferenceNorm } from './reference.js';
export { rmsNormReference } from './reference.js';
export type { KernelTensor, Quantization, TensorInfo } from './tensor.js';
