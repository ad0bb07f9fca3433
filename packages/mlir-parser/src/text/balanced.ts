// The end of a bracketed text of a dialect that is not known here. Brackets must match; strings and arrows do not count.
import type { Lexer } from './lexer.js';
import { CLOSE, CLOSE_BRACE, CLOSE_LIST, GREATER, LESS, OPEN, OPEN_BRACE, OPEN_LIST } from './punctuation.js';

const closers: Readonly<Record<number, number>> = {
  [LESS]: GREATER,
  [OPEN]: CLOSE,
  [OPEN_LIST]: CLOSE_LIST,
  [OPEN_BRACE]: CLOSE_BRACE,
};
const isCloser = new Set(Object.values(closers));

/** The offset behind the bracket that matches the one at `start`. */
export function balancedEnd(lexer: Lexer, start: number): number {
  const { bytes } = lexer;
  const open: number[] = [];
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    const closer = closers[byte];
    if (closer !== undefined) open.push(closer);
    else if (byte === 0x22) at = lexer.afterString(at) - 1;
    else if (byte === 0x2d && bytes[at + 1] === 0x3e) at++;
    else if (isCloser.has(byte)) {
      if (open.pop() !== byte) break;
      if (open.length === 0) return at + 1;
    }
  }
  const bracket = String.fromCharCode(bytes[start] as number);
  return lexer.fail('parse/unbalanced', `'${bracket}' must have its closing bracket`, 'close each bracket in its order', start, start + 1);
}
