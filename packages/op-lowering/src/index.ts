export type { AttributeValue, AttributeValues } from './custom-ops/attributes.js';
export type { AttributeSpec, CheckedAttributes, CustomOp, CustomOpCall } from './custom-ops/custom-op.js';
export { customOp } from './custom-ops/custom-op.js';
export type { Policy, PolicyChoice } from './custom-ops/policy.js';
export { isPolicy, parsePolicy, policies } from './custom-ops/policy.js';
export { rmsNorm } from './custom-ops/rms-norm.js';
export type { FiredRewrite, LowerOptions } from './lower.js';
export { lower } from './lower.js';
export { StableHloBuilder } from './stablehlo-builder.js';
