// Elements of constants: raw little-endian bytes, row-major, one element for a splat. Booleans are packed eight to a byte, lowest bit first
// (a splat is FF or 00); in memory here each has a byte. All else stays where it is, as a view or a range.
import { type Bytes, bytesNow, elementCount, isInMemory } from '@hlolite/tensor';
import type { Attribute, DenseArrayAttribute, DenseAttribute } from '../ir/attributes.js';
import { floatFromBits, integerBits } from '../ir/number-types.js';
import { elementName } from '../ir/type-names.js';
import { DYNAMIC, float, type TensorType, type Type, type VectorType } from '../ir/types.js';
import { isSplat, type Storage, storageOf } from '../text/storage.js';
import type { EntryReader, EntryWriter } from './entry.js';

/** The type of a constant: a tensor or vector of known shape. */
export function readElementsType(reader: EntryReader): TensorType | VectorType {
  const { offset } = reader.cursor;
  const type = reader.type();
  if ((type.kind !== 'tensor' && type.kind !== 'vector') || type.shape.includes(DYNAMIC))
    return reader.cursor.fail('dense-type', 'the type of a constant must be a tensor or vector of known shape', undefined, offset);
  return type;
}

/** A type, then a blob. */
export function readDense(reader: EntryReader): DenseAttribute {
  const type = readElementsType(reader);
  const storage = storageFor(reader, type.element);
  const { cursor } = reader;
  const { offset } = cursor;
  const length = cursor.varint();
  const count = elementCount(type.shape);
  if (storage.integer?.width === 1 && storage.parts === 1) return readBooleans(type, bytesNow(cursor.blob(length)), count, reader);
  if (length === count * storage.bytes || length === storage.bytes) {
    const bytes = signFilled(cursor.blob(length), storage);
    return { kind: 'dense', type, bytes, splat: length === storage.bytes };
  }
  return cursor.fail(
    'dense-length',
    `${count} elements of ${storage.name} must be ${count * storage.bytes} bytes, or ${storage.bytes} for one that all share (was ${length})`,
    undefined,
    offset,
  );
}

function storageFor(reader: EntryReader, element: Type): Storage {
  return (
    storageOf(element) ??
    reader.fail(
      'dense-type',
      `the elements of a constant must be numbers of a known type (was ${elementName(element)})`,
      'use another element type',
    )
  );
}

/** Narrow integers fill their byte with the sign here, and with zeros in files. Where they are not in memory they stay as they are. */
function signFilled(bytes: Bytes, { integer }: Storage): Bytes {
  if (integer === undefined || integer.width >= 8 || integer.signedness === 'unsigned' || !isInMemory(bytes)) return bytes;
  const shift = 32 - integer.width;
  const filled = (byte: number) => ((byte << shift) >> shift) & 0xff;
  return bytes.some((byte) => byte !== filled(byte)) ? bytes.map(filled) : bytes;
}

function readBooleans(type: TensorType | VectorType, packed: Uint8Array, count: number, reader: EntryReader): DenseAttribute {
  if (packed.length === 1 && (count === 1 || packed[0] === 0 || packed[0] === 0xff))
    return { kind: 'dense', type, bytes: Uint8Array.of((packed[0] as number) & 1), splat: count > 0 };
  // Some old files have a byte an element.
  const isPacked = packed.length === Math.ceil(count / 8);
  if (!isPacked && packed.length !== count)
    reader.fail('dense-length', `${count} booleans must be ${Math.ceil(count / 8)} bytes (was ${packed.length})`);
  const bytes = isPacked ? new Uint8Array(count) : packed;
  if (isPacked) for (let at = 0; at < count; at++) bytes[at] = ((packed[at >> 3] as number) >> (at & 7)) & 1;
  const splat = isSplat(bytes, 1);
  return { kind: 'dense', type, bytes: splat ? bytes.slice(0, 1) : bytes, splat };
}

export function writeDense(writer: EntryWriter, { type, bytes, splat }: DenseAttribute): void {
  writer.type(type);
  const stored = storedBytes(type, bytes, splat);
  writer.out.varint(stored.length);
  writer.out.bytes(stored);
}

function storedBytes(type: Type, bytes: Bytes, splat: boolean): Bytes {
  const element = type.kind === 'tensor' || type.kind === 'vector' ? type.element : type;
  const stored = element.kind === 'quantized' ? element.storage : element;
  if (stored.kind !== 'integer' || stored.width >= 8) return bytes;
  const data = bytesNow(bytes);
  if (stored.width === 1) return splat ? Uint8Array.of(data[0] ? 0xff : 0) : packed(data);
  // The bits of a byte above a narrow integer say nothing here, and must be 0 there.
  const mask = 2 ** stored.width - 1;
  return data.some((byte) => byte > mask) ? data.map((byte) => byte & mask) : bytes;
}

function packed(booleans: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(booleans.length / 8));
  booleans.forEach((value, at) => {
    if (value) bytes[at >> 3] = (bytes[at >> 3] as number) | (1 << (at & 7));
  });
  return bytes;
}

/** An element type, a count, a blob: the elements of `array<…>`. */
export function readDenseArray(reader: EntryReader): Attribute {
  const { cursor } = reader;
  const element = reader.type();
  const storage = storageFor(reader, element);
  const count = cursor.varint();
  const length = cursor.varint();
  if (storage.parts !== 1 || length !== count * storage.size)
    cursor.fail('dense-length', `${count} elements of ${storage.name} must be ${count * storage.bytes} bytes (was ${length})`);
  const bytes = cursor.bytes(length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, length);
  const values = Array.from({ length: count }, (_, index) => readNumber(view, index * storage.size, storage));
  return { kind: 'dense-array', element, values };
}

/** One object for each small integer: arrays are full of them. */
const smallIntegers = Array.from({ length: 256 }, (_, value) => BigInt(value));

function readNumber(view: DataView, offset: number, { size, integer, name }: Storage): bigint | number | boolean {
  if (integer?.width === 1) return view.getUint8(offset) !== 0;
  let bits = 0n;
  if (size <= 4) {
    const low = size === 1 ? view.getUint8(offset) : size === 2 ? view.getUint16(offset, true) : view.getUint32(offset, true);
    bits = smallIntegers[low] ?? BigInt(low);
  } else if (size === 8) bits = view.getBigUint64(offset, true);
  else for (let at = size - 1; at >= 0; at--) bits = (bits << 8n) | BigInt(view.getUint8(offset + at));
  if (integer === undefined) return floatFromBits(float(name), bits)?.value ?? Number.NaN;
  if (bits < 128n) return smallIntegers[Number(bits)] as bigint;
  return integer.signedness === 'unsigned' ? bits : BigInt.asIntN(integer.width, bits);
}

export function writeDenseArray(writer: EntryWriter, { element, values }: DenseArrayAttribute): void {
  const storage = storageOf(element) as Storage;
  const bytes = new Uint8Array(values.length * storage.size);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => {
    const offset = index * storage.size;
    if (storage.integer) integerBits(view, offset, storage.size, BigInt.asUintN(storage.integer.width, BigInt(value)));
    else storage.writeFloat?.(view, offset, Number(value));
  });
  writer.type(element);
  writer.out.varint(values.length);
  writer.out.varint(bytes.length);
  writer.out.bytes(bytes);
}
