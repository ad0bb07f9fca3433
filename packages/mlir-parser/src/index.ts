export type { BytecodeFile, ReadBytecodeOptions } from './bytecode/read.js';
export { readBytecode, readBytecodeLater } from './bytecode/read.js';
export { isBytecode } from './bytecode/sections.js';
export type { WriteBytecodeOptions } from './bytecode/write.js';
export { writeBytecode } from './bytecode/write.js';
export { arith, builtin, func } from './dialects/builtin.js';
export type { RaggedDotDimensionNumbers } from './dialects/chlo.js';
export { chlo } from './dialects/chlo.js';
export type { Reader } from './dialects/readers.js';
export { checkStructure, dialects, recordOf, specOf } from './dialects/registry.js';
export type { Dialect, OpSpec, View } from './dialects/spec.js';
export { dialect, view } from './dialects/spec.js';
export type {
  Bounds,
  ChannelHandle,
  ConvDimensionNumbers,
  DotAlgorithm,
  DotDimensionNumbers,
  GatherDimensionNumbers,
  OutputOperandAlias,
  ReplicaGroupMeshAxes,
  ResultAccuracy,
  ScatterDimensionNumbers,
} from './dialects/stablehlo/attributes.js';
export { stablehlo } from './dialects/stablehlo.js';
export type {
  ArrayAttribute,
  Attribute,
  Attributes,
  BoolAttribute,
  DenseArrayAttribute,
  DenseAttribute,
  DenseResourceAttribute,
  DenseStringAttribute,
  DictionaryAttribute,
  EnumAttribute,
  FloatAttribute,
  IntegerAttribute,
  LocationAttribute,
  OpaqueAttribute,
  StringAttribute,
  StructAttribute,
  StructValue,
  SymbolAttribute,
  TypeAttribute,
  UnitAttribute,
} from './ir/attributes.js';
export type { OperationParts } from './ir/build.js';
export { block, noAttributes, operation } from './ir/build.js';
export type { Location } from './ir/location.js';
export { locationTrail, unknownLocation } from './ir/location.js';
export type { Block, Module, Operation, Region, Successor, Value } from './ir/module.js';
export { placeOf } from './ir/module.js';
export { sameAttribute, sameType } from './ir/same.js';
export { elementName } from './ir/type-names.js';
export type {
  ComplexType,
  DialectType,
  FloatType,
  FunctionType,
  IndexType,
  IntegerType,
  NoneType,
  QuantizedType,
  TensorType,
  TupleType,
  Type,
  UnrankedTensorType,
  VectorType,
} from './ir/types.js';
export { DYNAMIC, f32, float, hasStaticShape, i1, i32, i64, integer, isTensor, tensor } from './ir/types.js';
export { symbolName, topLevel, walk } from './ir/walk.js';
export { attributeText, typeText } from './print/attributes.js';
export type { PrintOptions } from './print/printer.js';
export { print, printTo } from './print/printer.js';
export type { ParseOptions } from './text/parser.js';
export { parse } from './text/parser.js';
