// Hex strings of dense constants and resources, decoded from the bytes of the text to the bytes of the constant without a string between.
import { elementCount } from '@hlolite/tensor';
import { hexValues } from './characters.js';
import type { DenseLiteral } from './dense-elements.js';
import { code, type Lexer } from './lexer.js';
import { isSplat } from './storage.js';

const QUOTE = code('"');

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
  let wrong = 0;
  for (let at = 0, from = start; at < bytes.length; at++, from += 2) {
    const high = hexValues[source[from] as number] as number;
    const low = hexValues[source[from + 1] as number] as number;
    // Digits are below 16: a byte that is none (0xff) leaves its high bits here. One check at the end beats two in the loop.
    wrong |= high | low;
    bytes[at] = (high << 4) | low;
  }
  if (wrong > 15) {
    const at = source.subarray(start, end).findIndex((byte) => hexValues[byte] === 0xff) + start;
    lexer.fail('parse/hex-digit', 'raw bytes must be hex digits', 'check that the string is not damaged', at, at + 1);
  }
  return bytes;
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
