export { checkScalar } from './check.js';
export type { Field, FieldValue, ScalarType, ScalarValue, TableValue, UnionValue } from './descriptor.js';
export { defaultOf, Encoded, elementTypeOf, enumMembers, fieldsOf, isTable, scalarBytes, scalarValue, unionMembers } from './descriptor.js';
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
export { encodeTable } from './table.js';
export type { TensorType } from './tensor-type.js';
export { tensorTypes } from './tensor-type.js';
export { minimumRuntime, ruledVersion, versionOf } from './versions.js';
