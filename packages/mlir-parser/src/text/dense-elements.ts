// The elements of a dense literal, decoded from the text into bytes: one number for all, or nested lists in the shape of the type.
import { elementCount } from '@hlolite/tensor';
import { fitInteger, floatFromBits, integerBits } from '../ir/number-types.js';
import { float, type TensorType, type VectorType } from '../ir/types.js';
import { beginsWord, continuesWord, isDigit, isHexDigit, isSpace } from './characters.js';
import type { Lexer } from './lexer.js';
import { decimalValue } from './numbers.js';
import { CLOSE, CLOSE_LIST, COMMA, MINUS, OPEN, OPEN_LIST, SLASH } from './punctuation.js';
import { isSplat, type Storage } from './storage.js';

/** A literal in lexer.bytes[from, to), between `dense<` and `>`. */
export interface DenseLiteral {
  readonly lexer: Lexer;
  readonly from: number;
  readonly to: number;
  readonly type: TensorType | VectorType;
  readonly storage: Storage;
}

/**
 * The bytes of the elements.
 * @throws CompileError `parse/dense-shape` when the lists do not have the shape of the type, `parse/dense-element` for what is no number of it.
 */
export function decodeElements(literal: DenseLiteral): { bytes: Uint8Array; splat: boolean } {
  const { storage, type } = literal;
  const reader = new ElementReader(literal);
  const count = elementCount(type.shape);
  if (reader.byte() === undefined) {
    if (count !== 0) wrongShape(literal, 'no elements');
    return { bytes: new Uint8Array(0), splat: false };
  }
  if (reader.byte() !== OPEN_LIST) {
    const bytes = new Uint8Array(storage.bytes);
    reader.element(new DataView(bytes.buffer), 0);
    if (reader.byte() !== undefined) reader.wrongElement();
    return { bytes, splat: true };
  }
  // Each element takes two bytes of text at least; a type that wants more than there can be must not make an array of its size.
  if (count > literal.to - literal.from) wrongShape(literal, 'fewer elements');
  const bytes = new Uint8Array(count * storage.bytes);
  readLists(literal, reader, new DataView(bytes.buffer));
  const splat = isSplat(bytes, storage.bytes);
  return { bytes: splat ? bytes.slice(0, storage.bytes) : bytes, splat };
}

function readLists(literal: DenseLiteral, reader: ElementReader, view: DataView): void {
  const { shape } = literal.type;
  const { bytes: elementBytes } = literal.storage;
  /** How many things stand in the open list of each level. */
  const counts: number[] = [];
  let offset = 0;
  do {
    const byte = reader.byte();
    if (byte === OPEN_LIST && counts.length < shape.length) {
      counts.push(0);
      reader.at++;
      if (reader.byte() !== CLOSE_LIST) continue;
    } else if (counts.length === shape.length && byte !== OPEN_LIST && offset < view.byteLength) {
      reader.element(view, offset);
      offset += elementBytes;
      counts[counts.length - 1] = (counts[counts.length - 1] as number) + 1;
    } else wrongShape(literal, 'lists of another shape');
    closeLists(literal, reader, counts);
  } while (counts.length > 0);
  if (reader.byte() !== undefined) reader.wrongElement();
}

/** Passes `]` and the comma behind a thing; each closed list must be as long as the type says. */
function closeLists(literal: DenseLiteral, reader: ElementReader, counts: number[]): void {
  while (reader.byte() === CLOSE_LIST) {
    if (counts.pop() !== literal.type.shape[counts.length]) wrongShape(literal, 'lists of another shape');
    if (counts.length > 0) counts[counts.length - 1] = (counts[counts.length - 1] as number) + 1;
    reader.at++;
    if (counts.length === 0) return;
  }
  if (reader.byte() !== COMMA) reader.wrongElement();
  reader.at++;
}

function wrongShape({ lexer, from, to, type }: DenseLiteral, found: string): never {
  const wanted = type.shape.length === 0 ? 'one element without a list' : `lists of the shape ${type.shape.join('x')}`;
  return lexer.fail(
    'parse/dense-shape',
    `a dense literal must have the elements of its type: ${wanted} (was ${found})`,
    'count the elements of each list, or write one element for all',
    from,
    Math.min(to, from + 40),
  );
}

/** Reads numbers of the storage's type. */
class ElementReader {
  at: number;
  constructor(private readonly literal: DenseLiteral) {
    this.at = literal.from;
  }

  /** The next byte that is no space; undefined at the end. */
  byte(): number | undefined {
    const { lexer, to } = this.literal;
    const { bytes } = lexer;
    while (this.at < to && (isSpace(bytes[this.at]) || bytes[this.at] === SLASH)) {
      const newline = bytes[this.at] === SLASH ? bytes.indexOf(10, this.at) : this.at;
      this.at = newline === -1 ? to : newline + 1;
    }
    return this.at < to ? bytes[this.at] : undefined;
  }

  /** One element: a number, or `(re, im)`. */
  element(view: DataView, offset: number): void {
    const { parts, size } = this.literal.storage;
    if (parts === 1) {
      this.number(view, offset);
      return;
    }
    this.expect(OPEN);
    this.number(view, offset);
    this.expect(COMMA);
    this.number(view, offset + size);
    this.expect(CLOSE);
  }

  private expect(byte: number): void {
    if (this.byte() !== byte) this.wrongElement();
    this.at++;
  }

  private number(view: DataView, offset: number): void {
    const { storage, lexer } = this.literal;
    this.byte();
    const start = this.at;
    const negative = lexer.bytes[this.at] === MINUS;
    if (negative) this.at++;
    const isWord = beginsWord(lexer.bytes[this.at]);
    const digits = this.at;
    this.at = endOfNumber(lexer.bytes, this.at);
    if (this.at === digits || this.at > this.literal.to) this.wrongElement(start);
    if (storage.integer) {
      const value = isWord ? this.boolean(start) : integerIn(lexer, digits, this.at);
      if (value === undefined || !writeInteger(view, offset, storage, negative ? -value : value)) this.wrongElement(start);
    } else this.float(view, offset, start, digits, negative);
  }

  private boolean(start: number): number | undefined {
    const { storage, lexer } = this.literal;
    const word = lexer.textBetween(start, this.at);
    return storage.integer?.width === 1 && (word === 'true' || word === 'false') ? Number(word === 'true') : undefined;
  }

  private float(view: DataView, offset: number, start: number, digits: number, negative: boolean): void {
    const { storage, lexer } = this.literal;
    const { bytes } = lexer;
    if (bytes[digits + 1] === 0x78) {
      const raw = negative ? undefined : integerIn(lexer, digits, this.at);
      const bits = raw === undefined ? undefined : BigInt(raw);
      if (bits === undefined || floatFromBits(float(storage.name), bits) === undefined) this.wrongElement(start);
      else integerBits(view, offset, storage.size, bits);
    } else {
      // An integer is no float in MLIR: `dense<1> : tensor<f32>` is a mistake of the writer.
      if (!isDigit(bytes[digits]) || !bytes.subarray(digits, this.at).includes(0x2e)) this.wrongElement(start);
      const value = decimalValue(bytes, digits, this.at);
      storage.writeFloat?.(view, offset, negative ? -value : value);
    }
  }

  wrongElement(start = this.at): never {
    const { lexer, storage, to } = this.literal;
    const end = Math.max(start + 1, Math.min(this.at, to));
    const wanted = storage.parts === 2 ? `(a, b) of ${storage.name}` : `a number of ${storage.name}`;
    return lexer.fail(
      'parse/dense-element',
      `an element must be ${wanted} (was ${start < to ? `'${lexer.textBetween(start, Math.min(end, start + 40))}'` : 'nothing'})`,
      storage.integer ? 'write an integer that fits the type' : 'write a float with a point, as in 1.0, or its bits in hex',
      start,
      end,
    );
  }
}

/** The end of digits, letters, points and the sign of an exponent. */
function endOfNumber(bytes: Uint8Array, start: number): number {
  let at = start;
  const isHex = bytes[at] === 0x30 && bytes[at + 1] === 0x78;
  for (; ; at++) {
    const byte = bytes[at];
    const sign = !isHex && (byte === 0x2b || byte === MINUS) && (bytes[at - 1] === 0x65 || bytes[at - 1] === 0x45);
    if (!sign && !continuesWord(byte)) return at;
  }
}

/** A decimal or hex integer: a number where that is exact, else a bigint; undefined for other text. */
function integerIn(lexer: Lexer, start: number, end: number): number | bigint | undefined {
  const { bytes } = lexer;
  if (end - start <= 15) {
    let value = 0;
    let at = start;
    for (; at < end && isDigit(bytes[at]); at++) value = value * 10 + (bytes[at] as number) - 0x30;
    if (at === end) return value;
  }
  const hex = bytes[start] === 0x30 && bytes[start + 1] === 0x78;
  for (let at = hex ? start + 2 : start; at < end; at++) if (!(hex ? isHexDigit(bytes[at]) : isDigit(bytes[at]))) return undefined;
  return hex && end - start === 2 ? undefined : BigInt(lexer.textBetween(start, end));
}

/** Writes an integer if it fits the type. */
function writeInteger(view: DataView, offset: number, storage: Storage, value: number | bigint): boolean {
  const { integer, size } = storage;
  if (integer === undefined) return false;
  const { width, signedness } = integer;
  if (typeof value === 'bigint' || width > 64) {
    const fitted = fitInteger(BigInt(value), width, signedness);
    if (fitted === undefined) return false;
    // i1 and sub-byte integers are kept as signed bytes, but true is 1.
    integerBits(view, offset, size, width === 1 ? fitted & 1n : fitted);
    return true;
  }
  const low = signedness === 'unsigned' ? 0 : -(2 ** (width - 1));
  const high = signedness === 'signed' ? 2 ** (width - 1) - 1 : 2 ** width - 1;
  if (value < low || value > high) return false;
  if (size === 1) view.setUint8(offset, width === 1 ? value & 1 : narrow(value, width, signedness === 'unsigned'));
  else if (size === 2) view.setUint16(offset, value, true);
  else if (size === 4) view.setUint32(offset, value, true);
  else {
    view.setUint32(offset, value, true);
    view.setInt32(offset + 4, Math.floor(value / 2 ** 32), true);
  }
  return true;
}

/** Sub-byte integers fill their byte with the sign, so that 15 and -1 of i4 are the same byte. */
const narrow = (value: number, width: number, unsigned: boolean) => (unsigned ? value : (value << (32 - width)) >> (32 - width));
