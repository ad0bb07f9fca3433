// Dense tensor data: an element type, a shape and row-major little-endian bytes. A splat holds one element for all.
// Numbers are read as typed-array views where the bytes allow it: JavaScript engines are little-endian everywhere hlolite runs.
import { type Bytes, bytesNow } from './byte-source.js';
import { type ElementType, elementInfo } from './element-type.js';
import { decodeTable, encodeFloat } from './half.js';

/** Row-major data of a tensor. `bytes` holds every element, or exactly one when `splat` is set. */
export interface Dense {
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly bytes: Bytes;
  readonly splat?: boolean;
  /** What the one who made it calls it, as weights have names; nothing is computed with it. */
  readonly name?: string;
}

/** Numbers of all element types but 64-bit integers. */
export type PlainNumbers = Float64Array | Float32Array | Int32Array | Uint32Array | Int16Array | Uint16Array | Int8Array | Uint8Array;
/** Numbers of 64-bit integers. */
export type LongNumbers = BigInt64Array | BigUint64Array;
/** Numbers of a tensor in the order of its elements. 64-bit integers are bigint; complex numbers take two places (re, im). */
export type Numbers = PlainNumbers | LongNumbers;

/** How many elements a shape has; 1 for a scalar. */
export const elementCount = (shape: readonly number[]): number => shape.reduce((count, size) => count * size, 1);

/** How far apart neighbours along each dimension of a row-major shape are, in elements. */
export function stridesOf(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let dimension = shape.length - 1; dimension >= 0; dimension--) {
    strides[dimension] = stride;
    stride *= shape[dimension] as number;
  }
  return strides;
}

/** Bytes that a tensor takes in memory when no element is shared. */
export const byteLength = (type: ElementType, shape: readonly number[]): number => elementCount(shape) * elementInfo(type).bytes;

/** All elements written out: a splat is repeated. */
export function expandedBytes(dense: Dense): Uint8Array {
  const bytes = bytesNow(dense.bytes);
  if (!dense.splat) return bytes;
  const all = new Uint8Array(byteLength(dense.type, dense.shape));
  if (all.length === 0) return all;
  all.set(bytes);
  for (let filled = bytes.length; filled < all.length; filled *= 2) all.copyWithin(filled, 0, Math.min(filled, all.length - filled));
  return all;
}

/** An array of zeros for `count` numbers, of the class that `readNumbers` gives for the type; complex elements are two numbers. */
export const newNumbers = (type: ElementType, count: number): Numbers => new (elementInfo(type).array)(count);

/**
 * The stored elements as numbers (one for a splat). The array may share the memory of `bytes`: do not write to it.
 * Floats below 32 bits come as Float32Array, which holds each of them exactly; sub-byte integers with their sign.
 */
export function readNumbers(dense: Dense): Numbers {
  const bytes = bytesNow(dense.bytes);
  const { array, format, bits, kind } = elementInfo(dense.type);
  if (format) return decoded(format.bits > 8 ? (viewOf(Uint16Array, bytes) as Uint16Array) : bytes, decodeTable(format));
  if (bits < 8 && kind !== 'boolean') return signExtended(bytes, bits, kind === 'signed');
  return viewOf(array, bytes);
}

type ArrayClass = ReturnType<typeof elementInfo>['array'];

function viewOf(array: ArrayClass, bytes: Uint8Array): Numbers {
  const size = array.BYTES_PER_ELEMENT;
  // Not bytes.slice(): on a Buffer of Node that is a view, as unaligned as before.
  const aligned = bytes.byteOffset % size === 0 ? bytes : new Uint8Array(bytes);
  return new array(aligned.buffer as ArrayBuffer, aligned.byteOffset, Math.floor(aligned.length / size));
}

function decoded(raw: Uint8Array | Uint16Array, table: Float32Array): Float32Array {
  const numbers = new Float32Array(raw.length);
  const mask = table.length - 1;
  for (let i = 0; i < raw.length; i++) numbers[i] = table[(raw[i] as number) & mask] as number;
  return numbers;
}

function signExtended(bytes: Uint8Array, bits: number, signed: boolean): Int8Array | Uint8Array {
  const shift = 32 - bits;
  return signed ? Int8Array.from(bytes, (byte) => (byte << shift) >> shift) : Uint8Array.from(bytes, (byte) => (byte << shift) >>> shift);
}

/**
 * Bytes of the given numbers in an element type: integers wrap (and drop fractions), floats round to nearest even.
 * An array that already is of the type's own class is not copied: the bytes share its memory.
 */
export function writeNumbers(type: ElementType, numbers: ArrayLike<number> | ArrayLike<bigint>): Uint8Array {
  const { array, format, bits, kind } = elementInfo(type);
  if (format) return encodedBytes(numbers, format);
  if (kind === 'boolean') return Uint8Array.from(numbers as ArrayLike<number>, (value) => (value ? 1 : 0));
  if (bits < 8) return Uint8Array.from(numbers as ArrayLike<number>, (value) => Number(value) & (2 ** bits - 1));
  const written = numbers instanceof array ? numbers : converted(array, numbers);
  return new Uint8Array(written.buffer as ArrayBuffer, written.byteOffset, written.byteLength);
}

function encodedBytes(numbers: ArrayLike<number> | ArrayLike<bigint>, format: Parameters<typeof encodeFloat>[1]): Uint8Array {
  const raw = format.bits > 8 ? new Uint16Array(numbers.length) : new Uint8Array(numbers.length);
  for (let i = 0; i < raw.length; i++) raw[i] = encodeFloat(Number(numbers[i]), format);
  return new Uint8Array(raw.buffer);
}

function converted(array: ArrayClass, numbers: ArrayLike<number> | ArrayLike<bigint>): Numbers {
  const given = typeof numbers[0] === 'bigint' ? 'bigint' : 'number';
  const wanted = array === BigInt64Array || array === BigUint64Array ? 'bigint' : 'number';
  if (wanted === 'bigint')
    return (array as BigInt64ArrayConstructor).from(
      numbers as ArrayLike<bigint>,
      given === 'bigint' ? (value) => value : (value) => toBigInt(Number(value)),
    );
  const plain = array as Float64ArrayConstructor;
  if (given === 'number') return new plain(numbers as ArrayLike<number>);
  // A bigint may be wider than a double is exact: wrap it first when the target is an integer.
  const wraps = array !== (Float32Array as ArrayClass) && array !== (Float64Array as ArrayClass);
  return plain.from(numbers as ArrayLike<unknown> as ArrayLike<number>, (value) =>
    Number(wraps ? BigInt.asIntN(32, value as unknown as bigint) : value),
  );
}

const toBigInt = (value: number): bigint => (Number.isFinite(value) ? BigInt(Math.trunc(value)) : 0n);

/** A tensor of the given numbers; see `writeNumbers`. */
export const denseOf = (type: ElementType, shape: readonly number[], numbers: ArrayLike<number> | ArrayLike<bigint>): Dense => ({
  type,
  shape,
  bytes: writeNumbers(type, numbers),
});

/** A tensor whose elements are all one number; it is stored once. A complex element is given as its two parts. */
export const splatOf = (
  type: ElementType,
  shape: readonly number[],
  value: number | bigint | readonly [re: number, im: number],
): Dense => ({
  type,
  shape,
  bytes: writeNumbers(type, (typeof value === 'object' ? value : [value]) as ArrayLike<number>),
  splat: true,
});
