// Integer and float attributes: a literal and its type. The value is the one that the type can hold: `0.1 : f32` is 0.1 rounded to f32.
import type { Attribute } from '../ir/attributes.js';
import { fitInteger, floatFromBits, roundFloat } from '../ir/number-types.js';
import { elementName } from '../ir/type-names.js';
import { float, i64, type Type } from '../ir/types.js';
import { FLOAT, INTEGER, type Lexer } from './lexer.js';
import { decimalValue, integerValue } from './numbers.js';
import { COLON, MINUS } from './punctuation.js';
import type { State } from './state.js';

const f64 = float('f64');

/** A number with its `: type`; where `expected` is given, the type is known from the place and not written. */
export function parseNumberAttribute(state: State, expected?: Type): Attribute {
  const { lexer } = state;
  const { start } = lexer;
  const negative = lexer.accept(MINUS);
  if (lexer.kind === FLOAT) {
    const decimal = decimalValue(lexer.bytes, lexer.start, lexer.end);
    lexer.advance();
    return floatAttribute(lexer, negative ? -decimal : decimal, typeOf(state, expected, f64), start);
  }
  if (lexer.kind !== INTEGER) lexer.unexpected('a number', 'here');
  const hex = lexer.bytes[lexer.start + 1] === 0x78;
  const magnitude = integerValue(lexer);
  lexer.advance();
  const type = typeOf(state, expected, i64);
  if (type.kind !== 'float') return integerAttribute(lexer, negative ? -magnitude : magnitude, type, start);
  if (!hex || negative)
    lexer.fail(
      'parse/number-kind',
      `a float must have a point or be hex (was an integer of type ${type.name})`,
      'write it as in 1.0',
      start,
      lexer.previousEnd,
    );
  const attribute = floatFromBits(type, magnitude);
  if (attribute === undefined)
    return lexer.fail(
      'parse/float-bits',
      `the bits of a float must fit ${type.name} (was 0x${magnitude.toString(16)})`,
      'write as many hex digits as the type has',
      start,
      lexer.previousEnd,
    );
  return attribute;
}

const typeOf = (state: State, expected: Type | undefined, absent: Type): Type =>
  expected ?? (state.lexer.accept(COLON) ? state.type() : absent);

function floatAttribute(lexer: Lexer, value: number, type: Type, start: number): Attribute {
  if (type.kind !== 'float')
    return lexer.fail(
      'parse/number-kind',
      `a float must have a float type (was ${elementName(type)})`,
      'write an integer, or a float type',
      start,
      lexer.previousEnd,
    );
  return roundFloat(type, value);
}

function integerAttribute(lexer: Lexer, value: bigint, type: Type, start: number): Attribute {
  const width = type.kind === 'index' ? 64 : type.kind === 'integer' ? type.width : 0;
  if (width === 0)
    lexer.fail(
      'parse/number-kind',
      `an integer must have an integer type (was ${elementName(type)})`,
      'write an integer type such as i32',
      start,
      lexer.previousEnd,
    );
  const fitted = fitInteger(value, width, type.kind === 'integer' ? type.signedness : 'signless');
  if (fitted === undefined)
    lexer.fail(
      'parse/integer-range',
      `an integer must fit its type ${elementName(type)} (was ${value})`,
      'use a wider type',
      start,
      lexer.previousEnd,
    );
  return width === 1 && type.kind === 'integer' ? { kind: 'bool', value: fitted !== 0n } : { kind: 'integer', value: fitted, type };
}
