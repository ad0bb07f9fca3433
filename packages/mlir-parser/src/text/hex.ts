// Hex strings of dense constants and resources, decoded from the bytes of the text to the bytes of the constant without a string between.
import { elementCount } from '@hlolite/tensor';
import { hexValues } from './characters.js';
import type { DenseLiteral } from './dense-elements.js';
import type { Lexer } from './lexer.js';
import { QUOTE } from './punctuation.js';
import { isSplat } from './storage.js';

/**
 * The bytes of the string literal `"0x…"` whose opening quote is at `quote` and whose closing one is at `end`.
 * @throws CompileError `parse/hex-digit` when it is not hex.
 */
export function hexBytes(lexer: Lexer, quote: number, end: number): Uint8Array {
  const source = lexer.bytes;
  const start = quote + 3;
  if (source[quote + 1] !== 0x30 || source[quote + 2] !== 0x78 || end < start || (end - start) % 2 === 1)
    lexer.fail(
      'parse/hex-digit',
      'raw bytes must be 0x and an even number of hex digits',
      'check that the string is complete',
      quote,
      Math.min(end, quote + 40),
    );
  const bytes = new Uint8Array((end - start) / 2);
  if (!decodePairs(lexer.bytes, start, bytes)) {
    const at = source.subarray(start, end).findIndex((byte) => hexValues[byte] === 0xff) + start;
    lexer.fail('parse/hex-digit', 'raw bytes must be hex digits', 'check that the string is not damaged', at, at + 1);
  }
  return bytes;
}

/** Set in a pair of characters that is no pair of hex digits. */
const WRONG = 0x100;

/** The byte of two hex digits, by the first character and the second times 256: one look-up a byte. */
const pairs = new Uint16Array(0x10000).fill(WRONG);
const digits = Array.from(hexValues.keys()).filter((character) => hexValues[character] !== 0xff);
for (const high of digits)
  for (const low of digits) pairs[high | (low << 8)] = ((hexValues[high] as number) << 4) | (hexValues[low] as number);

/** Fills `bytes`, which begin their buffer, from hex digits; false when one of the characters is none. */
function decodePairs(source: Uint8Array, start: number, bytes: Uint8Array): boolean {
  // A DataView reads both characters of a byte at once, wherever they lie; four bytes are written at once.
  const view = new DataView(source.buffer, source.byteOffset + start, bytes.length * 2);
  const words = new Int32Array(bytes.buffer, 0, bytes.length >> 2);
  const pair = (at: number) => pairs[view.getUint16(2 * at, true)] as number;
  let seen = 0;
  // What was seen is looked at once, behind the loops: they are what a model of gigabytes waits for.
  for (let word = 0, at = 0; word < words.length; word++, at += 4) {
    const a = pair(at);
    const b = pair(at + 1);
    const c = pair(at + 2);
    const d = pair(at + 3);
    seen |= a | b | c | d;
    words[word] = a | (b << 8) | (c << 16) | (d << 24);
  }
  for (let at = words.length * 4; at < bytes.length; at++) {
    bytes[at] = pair(at);
    seen |= pair(at);
  }
  return seen < WRONG;
}

/** The elements of `dense<"0x…">`: all of them, or one for all. */
export function decodeHex({ lexer, from, to, type, storage }: DenseLiteral): { bytes: Uint8Array; splat: boolean } {
  const bytes = hexBytes(lexer, from, lexer.bytes.lastIndexOf(QUOTE, to));
  const count = elementCount(type.shape);
  if (bytes.length === count * storage.bytes) {
    const splat = isSplat(bytes, storage.bytes);
    return { bytes: splat ? bytes.slice(0, storage.bytes) : bytes, splat };
  }
  if (bytes.length === storage.bytes && storage.integer?.width !== 1) return { bytes, splat: true };
  if (storage.integer?.width === 1) {
    // MLIR before version 22 packed booleans eight to a byte; a splat was one byte, FF or 00.
    if (bytes.length === 1 && (bytes[0] === 0 || bytes[0] === 0xff))
      return { bytes: Uint8Array.of((bytes[0] as number) & 1), splat: count > 0 };
    if (bytes.length === Math.ceil(count / 8)) return unpack(bytes, count);
    if (bytes.length === 1) return { bytes: Uint8Array.of((bytes[0] as number) & 1), splat: true };
  }
  return lexer.fail(
    'parse/hex-length',
    `the hex of ${count} elements of ${storage.name} must be ${count * storage.bytes} bytes (was ${bytes.length})`,
    'check that the string is complete and the type is the right one',
    from,
    from + 1,
  );
}

function unpack(packed: Uint8Array, count: number): { bytes: Uint8Array; splat: boolean } {
  const bytes = new Uint8Array(count);
  for (let at = 0; at < count; at++) bytes[at] = ((packed[at >> 3] as number) >> (at & 7)) & 1;
  const splat = isSplat(bytes, 1);
  return { bytes: splat ? bytes.slice(0, 1) : bytes, splat };
}
