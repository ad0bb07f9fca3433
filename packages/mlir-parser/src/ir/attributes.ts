// MLIR attributes as plain data, discriminated by `kind`.
import type { Bytes } from '@hlolite/tensor';
import type { Location } from './location.js';
import type { Type } from './types.js';

export interface UnitAttribute {
  readonly kind: 'unit';
}
export interface BoolAttribute {
  readonly kind: 'bool';
  readonly value: boolean;
}
/** `5 : i64`; bigint, because a 64-bit integer need not fit a number. Unsigned types hold their unsigned value. */
export interface IntegerAttribute {
  readonly kind: 'integer';
  readonly value: bigint;
  readonly type: Type;
}
/** `1.0e-6 : f32`. `bits` is there for what the number cannot say: NaN payloads, and f64 given in hex. */
export interface FloatAttribute {
  readonly kind: 'float';
  readonly value: number;
  readonly type: Type;
  readonly bits?: bigint;
}
/** A string; `bytes` is there when its content is not valid UTF-8 (`value` then has replacement characters). */
export interface StringAttribute {
  readonly kind: 'string';
  readonly value: string;
  readonly bytes?: Uint8Array;
  readonly type?: Type;
}
/** `@main`, or `@module::@main` with `nested` = ['main']. */
export interface SymbolAttribute {
  readonly kind: 'symbol';
  readonly name: string;
  readonly nested: readonly string[];
}
export interface TypeAttribute {
  readonly kind: 'type';
  readonly type: Type;
}
export interface ArrayAttribute {
  readonly kind: 'array';
  readonly elements: readonly Attribute[];
}
export interface DictionaryAttribute {
  readonly kind: 'dictionary';
  readonly entries: Attributes;
}
/** `array<i64: 1, 2>`: integers are bigint, floats and booleans number and boolean. */
export interface DenseArrayAttribute {
  readonly kind: 'dense-array';
  readonly element: Type;
  readonly values: readonly (bigint | number | boolean)[];
}
/** `dense<…> : tensor<…>`: row-major little-endian, i1 and sub-byte integers one byte an element; a splat holds one element. */
export interface DenseAttribute {
  readonly kind: 'dense';
  readonly type: Type;
  readonly bytes: Bytes;
  readonly splat: boolean;
}
/** `dense<["a", "b"]>` of a dialect's or string-like element type. */
export interface DenseStringAttribute {
  readonly kind: 'dense-strings';
  readonly type: Type;
  readonly values: readonly string[];
}
/** `dense_resource<key>`: its content is `Module.resources` under the key. */
export interface DenseResourceAttribute {
  readonly kind: 'dense-resource';
  readonly type: Type;
  readonly key: string;
}
/** A member of an enum of a dialect: `#stablehlo<precision DEFAULT>` has name `stablehlo.precision` and value `DEFAULT`. */
export interface EnumAttribute {
  readonly kind: 'enum';
  readonly name: string;
  readonly value: string;
}
/** A record of a dialect: `#stablehlo.gather<…>`. Every field of the record stands here, empty lists too. */
export interface StructAttribute {
  readonly kind: 'struct';
  readonly name: string;
  readonly fields: Readonly<Record<string, StructValue>>;
}
/** A field of a record attribute, such as `lhs_batching_dimensions` of `#stablehlo.dot<…>`. */
export type StructValue = number | bigint | boolean | string | readonly number[] | Attribute | undefined;
export interface LocationAttribute {
  readonly kind: 'location';
  readonly location: Location;
}
/** Anything of a dialect that is not known here, kept as its text: `#dialect.body` or `#dialect<body>`. */
export interface OpaqueAttribute {
  readonly kind: 'opaque';
  readonly text: string;
}

/** Any attribute; `kind` tells which. */
export type Attribute =
  | UnitAttribute
  | BoolAttribute
  | IntegerAttribute
  | FloatAttribute
  | StringAttribute
  | SymbolAttribute
  | TypeAttribute
  | ArrayAttribute
  | DictionaryAttribute
  | DenseArrayAttribute
  | DenseAttribute
  | DenseStringAttribute
  | DenseResourceAttribute
  | EnumAttribute
  | StructAttribute
  | LocationAttribute
  | OpaqueAttribute;

/** Attributes by name. Made without a prototype, so that an attribute may be called `constructor`. */
export type Attributes = Readonly<Record<string, Attribute>>;
