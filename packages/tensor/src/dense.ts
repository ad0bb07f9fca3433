// Dense tensor data: an element type, a shape and row-major little-endian bytes. A splat holds one element for all.
import { type Bytes, bytesNow } from './byte-source.js';
import { type ElementType, elementInfo, fromSmallFloat, toSmallFloat } from './element-type.js';

/** Row-major data of a tensor. `bytes` holds every element, or exactly one when `splat` is set. */
export interface Dense {
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly bytes: Bytes;
  readonly splat?: boolean;
}

/** Numbers of a tensor in the order of its elements. 64-bit integers are bigint; complex numbers take two places (re, im). */
export type Numbers = Float64Array | BigInt64Array | BigUint64Array;

/** How many elements a shape has; 1 for a scalar. */
export const elementCount = (shape: readonly number[]): number => shape.reduce((count, size) => count * size, 1);

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

const bytesPerNumber = (type: ElementType) =>
  elementInfo(type).kind === 'complex' ? elementInfo(type).bytes / 2 : elementInfo(type).bytes;

/** The stored elements as numbers (one for a splat). */
export function readNumbers(dense: Dense): Numbers {
  const { type } = dense;
  const bytes = bytesNow(dense.bytes);
  const { kind, bits, format } = elementInfo(type);
  const size = bytesPerNumber(type);
  const count = Math.floor(bytes.length / size);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (type === 'i64') return BigInt64Array.from({ length: count }, (_, i) => view.getBigInt64(i * 8, true));
  if (type === 'ui64') return BigUint64Array.from({ length: count }, (_, i) => view.getBigUint64(i * 8, true));
  const numbers = new Float64Array(count);
  const read = reader(view, kind, size);
  for (let i = 0; i < count; i++) {
    const raw = read(i * size);
    numbers[i] = format ? fromSmallFloat(type, raw) : kind === 'signed' && bits < 8 ? (raw << (32 - bits)) >> (32 - bits) : raw;
  }
  return numbers;
}

function reader(view: DataView, kind: string, size: number): (at: number) => number {
  if (kind === 'float' || kind === 'complex') {
    if (size === 8) return (at) => view.getFloat64(at, true);
    if (size === 4) return (at) => view.getFloat32(at, true);
  } else if (kind === 'signed') {
    if (size === 4) return (at) => view.getInt32(at, true);
    if (size === 2) return (at) => view.getInt16(at, true);
    return (at) => view.getInt8(at);
  }
  if (size === 4) return (at) => view.getUint32(at, true);
  if (size === 2) return (at) => view.getUint16(at, true);
  return (at) => view.getUint8(at);
}

/** Bytes of the given numbers in an element type; integers wrap, floats round to nearest even. */
export function writeNumbers(type: ElementType, numbers: ArrayLike<number> | ArrayLike<bigint>): Uint8Array {
  const { kind, bits, format } = elementInfo(type);
  const size = bytesPerNumber(type);
  const bytes = new Uint8Array(numbers.length * size);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < numbers.length; i++) {
    const value = numbers[i] as number | bigint;
    if (size === 8 && kind !== 'float' && kind !== 'complex') view.setBigInt64(i * 8, BigInt.asIntN(64, BigInt(value)), true);
    else if (format) writeRaw(view, i * size, size, toSmallFloat(type, Number(value)));
    else if (kind === 'float' || kind === 'complex')
      size === 8 ? view.setFloat64(i * 8, Number(value), true) : view.setFloat32(i * 4, Number(value), true);
    else writeRaw(view, i * size, size, kind === 'boolean' ? Number(Boolean(value)) : Number(value) & (bits < 8 ? 2 ** bits - 1 : -1));
  }
  return bytes;
}

function writeRaw(view: DataView, at: number, size: number, raw: number): void {
  if (size === 1) view.setUint8(at, raw);
  else if (size === 2) view.setUint16(at, raw, true);
  else view.setUint32(at, raw, true);
}

/** A tensor of the given numbers. */
export const denseOf = (type: ElementType, shape: readonly number[], numbers: ArrayLike<number> | ArrayLike<bigint>): Dense => ({
  type,
  shape,
  bytes: writeNumbers(type, numbers),
});

/** A tensor whose elements are all one number; it is stored once. */
export const splatOf = (type: ElementType, shape: readonly number[], value: number | bigint): Dense => ({
  type,
  shape,
  bytes: writeNumbers(type, [value] as ArrayLike<number>),
  splat: true,
});
