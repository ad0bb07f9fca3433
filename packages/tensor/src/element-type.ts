// ONE table of element types: name as MLIR spells it, width, how it is read and written, and its code in safetensors.
// Sub-byte integers and i1 take one byte an element in memory; only files pack them.
import { decodeFloat, encodeFloat, type FloatFormat } from './half.js';

type NumberArray =
  | Float64ArrayConstructor
  | Float32ArrayConstructor
  | Int32ArrayConstructor
  | Uint32ArrayConstructor
  | Int16ArrayConstructor
  | Uint16ArrayConstructor
  | Int8ArrayConstructor
  | Uint8ArrayConstructor
  | BigInt64ArrayConstructor
  | BigUint64ArrayConstructor;

type Codec = {
  /** Bits by the type's definition; memory uses `bytes`. */
  readonly bits: number;
  readonly bytes: number;
  readonly kind: 'float' | 'signed' | 'unsigned' | 'boolean' | 'complex';
  /** The class of array its numbers come in; for types without `format` and not below a byte it is also their layout. */
  readonly array: NumberArray;
  readonly safetensors?: string;
  /** Small floats that no typed array knows. */
  readonly format?: FloatFormat;
};

const f8 = (exponent: number, mantissa: number, special: FloatFormat['special'], bias?: number): Codec => ({
  bits: 8,
  bytes: 1,
  kind: 'float',
  array: Float32Array,
  format: { bits: 8, exponent, mantissa, special, bias: bias ?? 2 ** (exponent - 1) - 1 },
});

export const elementTypes = {
  i1: { bits: 1, bytes: 1, kind: 'boolean', array: Uint8Array, safetensors: 'BOOL' },
  i2: { bits: 2, bytes: 1, kind: 'signed', array: Int8Array },
  i4: { bits: 4, bytes: 1, kind: 'signed', array: Int8Array },
  i8: { bits: 8, bytes: 1, kind: 'signed', array: Int8Array, safetensors: 'I8' },
  i16: { bits: 16, bytes: 2, kind: 'signed', array: Int16Array, safetensors: 'I16' },
  i32: { bits: 32, bytes: 4, kind: 'signed', array: Int32Array, safetensors: 'I32' },
  i64: { bits: 64, bytes: 8, kind: 'signed', array: BigInt64Array, safetensors: 'I64' },
  ui2: { bits: 2, bytes: 1, kind: 'unsigned', array: Uint8Array },
  ui4: { bits: 4, bytes: 1, kind: 'unsigned', array: Uint8Array },
  ui8: { bits: 8, bytes: 1, kind: 'unsigned', array: Uint8Array, safetensors: 'U8' },
  ui16: { bits: 16, bytes: 2, kind: 'unsigned', array: Uint16Array, safetensors: 'U16' },
  ui32: { bits: 32, bytes: 4, kind: 'unsigned', array: Uint32Array, safetensors: 'U32' },
  ui64: { bits: 64, bytes: 8, kind: 'unsigned', array: BigUint64Array, safetensors: 'U64' },
  f4E2M1FN: {
    bits: 4,
    bytes: 1,
    kind: 'float',
    array: Float32Array,
    format: { bits: 4, exponent: 2, mantissa: 1, special: 'none', bias: 1 },
  },
  f6E2M3FN: {
    bits: 6,
    bytes: 1,
    kind: 'float',
    array: Float32Array,
    format: { bits: 6, exponent: 2, mantissa: 3, special: 'none', bias: 1 },
  },
  f6E3M2FN: {
    bits: 6,
    bytes: 1,
    kind: 'float',
    array: Float32Array,
    format: { bits: 6, exponent: 3, mantissa: 2, special: 'none', bias: 3 },
  },
  f8E3M4: f8(3, 4, 'ieee'),
  f8E4M3: f8(4, 3, 'ieee'),
  f8E4M3FN: { ...f8(4, 3, 'nan'), safetensors: 'F8_E4M3' },
  f8E4M3FNUZ: f8(4, 3, 'negative-zero', 8),
  f8E4M3B11FNUZ: f8(4, 3, 'negative-zero', 11),
  f8E5M2: { ...f8(5, 2, 'ieee'), safetensors: 'F8_E5M2' },
  f8E5M2FNUZ: f8(5, 2, 'negative-zero', 16),
  f8E8M0FNU: {
    bits: 8,
    bytes: 1,
    kind: 'float',
    array: Float32Array,
    safetensors: 'F8_E8M0',
    format: { bits: 8, exponent: 8, mantissa: 0, special: 'exponent-only', bias: 127 },
  },
  bf16: {
    bits: 16,
    bytes: 2,
    kind: 'float',
    array: Float32Array,
    safetensors: 'BF16',
    format: { bits: 16, exponent: 8, mantissa: 7, special: 'ieee', bias: 127 },
  },
  f16: {
    bits: 16,
    bytes: 2,
    kind: 'float',
    array: Float32Array,
    safetensors: 'F16',
    format: { bits: 16, exponent: 5, mantissa: 10, special: 'ieee', bias: 15 },
  },
  f32: { bits: 32, bytes: 4, kind: 'float', array: Float32Array, safetensors: 'F32' },
  f64: { bits: 64, bytes: 8, kind: 'float', array: Float64Array, safetensors: 'F64' },
  'complex<f32>': { bits: 64, bytes: 8, kind: 'complex', array: Float32Array, safetensors: 'C64' },
  'complex<f64>': { bits: 128, bytes: 16, kind: 'complex', array: Float64Array },
} as const satisfies Record<string, Codec>;

/** The name of an element type, spelt as in MLIR. */
export type ElementType = keyof typeof elementTypes;

const byName: Readonly<Record<string, Codec>> = elementTypes;

/** Width, kind and format of an element type. */
export const elementInfo = (type: ElementType): Codec => byName[type] as Codec;

/** Is this name an element type that tensors can hold here? */
export const isElementType = (name: string): name is ElementType => Object.hasOwn(elementTypes, name);

/** The small float's bits for a number, and back; only for element types that have a `format`. */
export const toSmallFloat = (type: ElementType, value: number): number => encodeFloat(value, elementInfo(type).format as FloatFormat);
/** The number that bits of a float of 16 bits or fewer stand for. */
export const fromSmallFloat = (type: ElementType, bits: number): number => decodeFloat(bits, elementInfo(type).format as FloatFormat);
