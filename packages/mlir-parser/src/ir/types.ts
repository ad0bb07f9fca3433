// MLIR types as plain data. A type is a value: two types are the same when they print the same.
import type { Attribute } from './attributes.js';

/** The size of an unknown dimension, as in `tensor<?xf32>`. */
export const DYNAMIC = -1;

export interface IntegerType {
  readonly kind: 'integer';
  readonly width: number;
  readonly signedness: 'signless' | 'signed' | 'unsigned';
}
/** `f32`, `bf16`, `f8E4M3FN` …: the name says all. */
export interface FloatType {
  readonly kind: 'float';
  readonly name: string;
}
export interface IndexType {
  readonly kind: 'index';
}
export interface NoneType {
  readonly kind: 'none';
}
export interface ComplexType {
  readonly kind: 'complex';
  readonly element: Type;
}
/** A ranked tensor; unknown dimensions are DYNAMIC. `encoding` is e.g. `#stablehlo.bounds<…>`. */
export interface TensorType {
  readonly kind: 'tensor';
  readonly shape: readonly number[];
  readonly element: Type;
  readonly encoding?: Attribute;
}
export interface UnrankedTensorType {
  readonly kind: 'unranked-tensor';
  readonly element: Type;
}
export interface VectorType {
  readonly kind: 'vector';
  readonly shape: readonly number[];
  readonly scalable: readonly boolean[];
  readonly element: Type;
}
export interface TupleType {
  readonly kind: 'tuple';
  readonly elements: readonly Type[];
}
export interface FunctionType {
  readonly kind: 'function';
  readonly inputs: readonly Type[];
  readonly results: readonly Type[];
}
/** `!quant.uniform<…>`: stored integers that stand for reals, real = scale · (stored − zeroPoint). */
export interface QuantizedType {
  readonly kind: 'quantized';
  readonly storage: IntegerType;
  readonly expressed: Type;
  readonly storageMin: bigint;
  readonly storageMax: bigint;
  /** One a tensor, one a slice of `axis`, or one a block. */
  readonly scales: readonly number[];
  readonly zeroPoints: readonly bigint[];
  readonly axis?: number;
  /** Dimension and size of each blocked dimension, for sub-channel quantization. */
  readonly blocks?: readonly (readonly [dimension: number, size: number])[];
}
/** A type of a dialect that is kept as its text: `!stablehlo.token` has dialect `stablehlo` and body `token`. */
export interface DialectType {
  readonly kind: 'dialect';
  readonly dialect: string;
  readonly body: string;
}

/** Any type; `kind` tells which. */
export type Type =
  | IntegerType
  | FloatType
  | IndexType
  | NoneType
  | ComplexType
  | TensorType
  | UnrankedTensorType
  | VectorType
  | TupleType
  | FunctionType
  | QuantizedType
  | DialectType;

/** Shorthands for the types that programs are full of. */
export const integer = (width: number, signedness: IntegerType['signedness'] = 'signless'): IntegerType => ({
  kind: 'integer',
  width,
  signedness,
});
export const float = (name: string): FloatType => ({ kind: 'float', name });
/** The type of a ranked tensor; `DYNAMIC` stands for a size that is not known. */
export const tensor = (shape: readonly number[], element: Type, encoding?: Attribute): TensorType =>
  encoding ? { kind: 'tensor', shape, element, encoding } : { kind: 'tensor', shape, element };
export const i1: Type = integer(1);
export const i32: Type = integer(32);
export const i64: Type = integer(64);
export const f32: Type = float('f32');

/** Whether a type is a ranked tensor. */
export const isTensor = (type: Type): type is TensorType => type.kind === 'tensor';

/** Whether every dimension is known. */
export const hasStaticShape = (type: Type): type is TensorType => isTensor(type) && !type.shape.includes(DYNAMIC);
