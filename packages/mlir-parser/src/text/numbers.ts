// Numbers in the text: integers of any size, floats, hex floats.
import { FLOAT, INTEGER, type Lexer } from './lexer.js';
import { MINUS } from './punctuation.js';

/** An integer with its sign. */
export function parseInteger(lexer: Lexer, where: string): bigint {
  const negative = lexer.accept(MINUS);
  if (lexer.kind !== INTEGER) lexer.unexpected('an integer', where);
  const value = integerValue(lexer);
  lexer.advance();
  return negative ? -value : value;
}

/** An integer that is exact as a JavaScript number: sizes, dimensions, indices. */
export function parseSafeInteger(lexer: Lexer, where: string): number {
  const { start } = lexer;
  const negative = lexer.accept(MINUS);
  if (lexer.kind !== INTEGER) lexer.unexpected('an integer', where);
  const short = smallInteger(lexer);
  const value = short >= 0 ? short : Number(integerValue(lexer));
  if (!Number.isSafeInteger(value))
    lexer.fail('parse/integer-range', `an integer ${where} must be below 2^53`, 'write a smaller number', start, lexer.end);
  lexer.advance();
  return negative ? -value : value;
}

/** The value of the current INTEGER token. */
export function integerValue(lexer: Lexer): bigint {
  const short = smallInteger(lexer);
  return short >= 0 ? BigInt(short) : BigInt(lexer.text());
}

/** The value of a decimal INTEGER token of at most 15 digits; -1 for others. */
function smallInteger({ bytes, start, end }: Lexer): number {
  if (end - start > 15) return -1;
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = (bytes[at] as number) - 0x30;
    if (digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** A float or an integer with its sign, as a double. */
export function parseNumber(lexer: Lexer, where: string): number {
  const negative = lexer.accept(MINUS);
  if (lexer.kind !== FLOAT && lexer.kind !== INTEGER) lexer.unexpected('a number', where);
  const value = lexer.kind === FLOAT ? decimalValue(lexer.bytes, lexer.start, lexer.end) : Number(lexer.text());
  lexer.advance();
  return negative ? -value : value;
}

const powersOfTen = Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

/**
 * The double nearest to the decimal number in bytes[start, end), without a sign. Up to 15 digits and a power of ten up to 22 both are exact
 * doubles, so one multiplication or division rounds correctly (Clinger's fast path); the rest goes through the engine.
 */
export function decimalValue(bytes: Uint8Array, start: number, end: number): number {
  let mantissa = 0;
  let exponent = 0;
  let digits = 0;
  let at = start;
  for (let behindPoint = false; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte === 0x2e) behindPoint = true;
    else {
      const digit = byte - 0x30;
      if (digit < 0 || digit > 9) break;
      mantissa = mantissa * 10 + digit;
      if (mantissa > 0) digits++;
      if (behindPoint) exponent--;
    }
  }
  if (at < end) {
    const negative = bytes[at + 1] === 0x2d;
    let written = 0;
    for (let digit = negative || bytes[at + 1] === 0x2b ? at + 2 : at + 1; digit < end; digit++)
      written = written * 10 + (bytes[digit] as number) - 0x30;
    exponent += negative ? -written : written;
  }
  if (mantissa === 0) return 0;
  if (digits <= 15 && exponent >= -22 && exponent <= 22)
    return exponent < 0 ? mantissa / (powersOfTen[-exponent] as number) : mantissa * (powersOfTen[exponent] as number);
  return Number(new TextDecoder().decode(bytes.subarray(start, end)));
}
