// The literal of a dense constant: one element, nested lists, or raw bytes in hex for more than a hundred elements.
import { bytesNow, elementCount, elementInfo, fromSmallFloat, isElementType } from '@hlolite/tensor';
import type { DenseAttribute } from '../ir/attributes.js';
import type { IntegerType, Type } from '../ir/types.js';
import { floatText } from './floats.js';

/** MLIR prints more elements than this as hex. */
const HEX_LIMIT = 100;

/** Bytes that are made to hex digits at a time. */
const HEX_PIECE = 4096;

/** What stands between `dense<` and `>`. */
export function denseText({ type, bytes, splat }: DenseAttribute): string {
  if (type.kind !== 'tensor' && type.kind !== 'vector') return '';
  const data = bytesNow(bytes);
  const element = elementPrinter(type.element, data);
  if (splat) return element(0);
  const count = elementCount(type.shape);
  if (count === 0) return '';
  if (count > HEX_LIMIT) return hexText(data);
  return listText(type.shape, element);
}

/** Nested lists in the shape, row-major. */
function listText(shape: readonly number[], element: (index: number) => string): string {
  let items = Array.from({ length: elementCount(shape) }, (_, index) => element(index));
  for (let level = shape.length - 1; level >= 0; level--) {
    const size = shape[level] as number;
    const lists: string[] = [];
    for (let at = 0; at < items.length; at += size) lists.push(`[${items.slice(at, at + size).join(', ')}]`);
    items = lists;
  }
  return items[0] as string;
}

const hexPairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).toUpperCase().padStart(2, '0'));

/** Hex digits of bytes, in pieces: one string built byte by byte would be a rope of millions of parts. */
export function hexPieces(data: Uint8Array, write: (piece: string) => void): void {
  for (let at = 0; at < data.length; at += HEX_PIECE)
    write(Array.from(data.subarray(at, at + HEX_PIECE), (byte) => hexPairs[byte]).join(''));
}

function hexText(data: Uint8Array): string {
  const pieces: string[] = [];
  hexPieces(data, (piece) => pieces.push(piece));
  return `"0x${pieces.join('')}"`;
}

/** The text of the n-th element of a type. */
function elementPrinter(type: Type, data: Uint8Array): (index: number) => string {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  if (type.kind === 'complex') {
    const part = elementPrinter(type.element, data);
    return (index) => `(${part(2 * index)},${part(2 * index + 1)})`;
  }
  if (type.kind === 'quantized') return elementPrinter(type.storage, data);
  if (type.kind === 'float') return floatPrinter(type.name, view);
  return integerPrinter(type.kind === 'integer' ? type : { kind: 'integer', width: 64, signedness: 'signless' }, view);
}

function integerPrinter({ width, signedness }: IntegerType, view: DataView): (index: number) => string {
  if (width === 1) return (index) => (view.getUint8(index) ? 'true' : 'false');
  const size = width <= 8 ? 1 : width <= 16 ? 2 : width <= 32 ? 4 : width <= 64 ? 8 : Math.ceil(width / 8);
  return (index) => {
    let value = 0n;
    for (let at = size - 1; at >= 0; at--) value = (value << 8n) | BigInt(view.getUint8(index * size + at));
    return String(signedness === 'unsigned' ? BigInt.asUintN(width, value) : BigInt.asIntN(width, value));
  };
}

function floatPrinter(name: string, view: DataView): (index: number) => string {
  if (name === 'f64') return (index) => numberText(view.getFloat64(index * 8, true), name, () => view.getBigUint64(index * 8, true));
  if (name === 'f32') return (index) => numberText(view.getFloat32(index * 4, true), name, () => BigInt(view.getUint32(index * 4, true)));
  if (!isElementType(name)) return () => '';
  const bits = elementInfo(name).bytes === 2 ? (index: number) => view.getUint16(index * 2, true) : (index: number) => view.getUint8(index);
  return (index) => numberText(fromSmallFloat(name, bits(index)), name, () => BigInt(bits(index)));
}

const numberText = (value: number, type: string, bits: () => bigint) => floatText(value, type, Number.isNaN(value) ? bits() : undefined);
