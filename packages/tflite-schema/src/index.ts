export { checkScalar } from './check.js';
export type { Field, FieldValue, ScalarType, ScalarValue, TableValue, UnionValue } from './descriptor.js';
export { defaultOf, Encoded, elementTypeOf, enumMembers, fieldsOf, isTable, scalarBytes, scalarValue, unionMembers } from './descriptor.js';
export { decodeFlexBuffer } from './flexbuffer/decode.js';
export { encodeFlexBuffer } from './flexbuffer/encode.js';
export type { FlexMap, FlexValue } from './flexbuffer/value.js';
export { Float } from './flexbuffer/value.js';
export type { KernelSupport } from './kernel-types.js';
export { hasKernel, kernelRanks, kernelSupport } from './kernel-types.js';
export type {
  Metadata,
  Model,
  NamedTensor,
  Operator,
  Options,
  OptionValue,
  Quantization,
  Signature,
  Subgraph,
  Tensor,
} from './model.js';
export type { OperatorName } from './operators.js';
export { greatestOperatorCode, isOperatorName, operatorOf, operators, optionsTableOf } from './operators.js';
export type { OptionFields, OptionsTable, OptionsTableOf } from './options.js';
export { operatorOptions, options } from './options.js';
export { printModel } from './print.js';
export { encodeTable } from './table.js';
export type { TensorType } from './tensor-type.js';
export { contentSize, tensorTypes } from './tensor-type.js';
export { minimumRuntime, ruledVersion, versionOf } from './versions.js';
