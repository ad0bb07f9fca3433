// How the elements of a dense constant lie in memory: whole bytes, little-endian; i1 and sub-byte types one byte each.
import { elementInfo, isElementType, toSmallFloat } from '@hlolite/tensor';
import { elementName } from '../ir/type-names.js';
import type { IntegerType, Type } from '../ir/types.js';

export interface Storage {
  /** Bytes of a number; a complex element has two numbers. */
  readonly size: number;
  readonly parts: 1 | 2;
  /** Bytes of an element. */
  readonly bytes: number;
  /** The type of each number, for messages. */
  readonly name: string;
  /** Integers have a width and a range; floats are written by `writeFloat`. */
  readonly integer?: IntegerType;
  /** Writes a float at an offset. */
  readonly writeFloat?: (view: DataView, offset: number, value: number) => void;
}

const known = new WeakMap<Type, Storage>();

/** How elements of a type are kept; undefined for types that constants cannot have. */
export function storageOf(element: Type): Storage | undefined {
  const before = known.get(element);
  if (before) return before;
  const storage = makeStorage(element);
  if (storage) known.set(element, storage);
  return storage;
}

function makeStorage(element: Type): Storage | undefined {
  if (element.kind === 'complex') {
    const part = storageOf(element.element);
    return part?.parts === 1 ? { ...part, parts: 2, bytes: part.size * 2 } : undefined;
  }
  if (element.kind === 'quantized') return storageOf(element.storage);
  if (element.kind === 'integer') return integerStorage(element);
  if (element.kind === 'index') return { ...integerStorage({ kind: 'integer', width: 64, signedness: 'signless' }), name: 'index' };
  return element.kind === 'float' ? floatStorage(element.name) : undefined;
}

function integerStorage(integer: IntegerType): Storage {
  const { width } = integer;
  // Beyond 64 bits MLIR keeps as many bytes as the bits need.
  const size = width <= 8 ? 1 : width <= 16 ? 2 : width <= 32 ? 4 : width <= 64 ? 8 : Math.ceil(width / 8);
  return { size, parts: 1, bytes: size, name: elementName(integer), integer };
}

function floatStorage(name: string): Storage | undefined {
  if (!isElementType(name)) return undefined;
  const { bytes } = elementInfo(name);
  return { size: bytes, parts: 1, bytes, name, writeFloat: floatWriter(name, bytes) };
}

function floatWriter(name: string, size: number): NonNullable<Storage['writeFloat']> {
  if (name === 'f64') return (view, offset, value) => view.setFloat64(offset, value, true);
  if (name === 'f32') return (view, offset, value) => view.setFloat32(offset, value, true);
  const type = name as Parameters<typeof toSmallFloat>[0];
  if (size === 1) return (view, offset, value) => view.setUint8(offset, toSmallFloat(type, value));
  return (view, offset, value) => view.setUint16(offset, toSmallFloat(type, value), true);
}

/** Whether all elements have the same bytes: MLIR then keeps and prints one. */
export function isSplat(bytes: Uint8Array, elementBytes: number): boolean {
  // Each byte must be the one that stands an element before it; four bytes are compared at once.
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = elementBytes;
  for (; at + 4 <= bytes.length; at += 4) if (view.getInt32(at) !== view.getInt32(at - elementBytes)) return false;
  for (; at < bytes.length; at++) if (bytes[at] !== bytes[at - elementBytes]) return false;
  return bytes.length > 0;
}
