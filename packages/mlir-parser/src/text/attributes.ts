// Attributes: numbers, strings, arrays, dictionaries, symbols, types, dense constants, and those of dialects.
import type { Attribute, Attributes, DenseArrayAttribute, SymbolAttribute } from '../ir/attributes.js';
import { newAttributes, noAttributes } from '../ir/build.js';
import type { Type } from '../ir/types.js';
import { balancedEnd } from './balanced.js';
import { parseDense, parseDenseResource } from './dense.js';
import { parseDialectAttribute } from './dialect-attributes.js';
import { BANG, FLOAT, HASH, INTEGER, STRING, SYMBOL, WORD } from './lexer.js';
import { parseTrailingLocation } from './locations.js';
import { parseNumberAttribute } from './number-attributes.js';
import { CLOSE_BRACE, CLOSE_LIST, COLON, COMMA, EQUAL, GREATER, LESS, MINUS, OPEN, OPEN_BRACE, OPEN_LIST } from './punctuation.js';
import type { State } from './state.js';

/** The attribute that begins at the current token. */
export function parseAttribute(state: State): Attribute {
  const { lexer } = state;
  switch (lexer.kind) {
    case INTEGER:
    case FLOAT:
    case MINUS:
      return parseNumberAttribute(state);
    case STRING:
      return parseStringAttribute(state);
    case SYMBOL:
      return parseSymbol(state);
    case OPEN_LIST:
      return nested(state, parseArray);
    case OPEN_BRACE:
      return nested(state, () => ({ kind: 'dictionary', entries: parseDictionary(state) }));
    case HASH:
      return nested(state, parseHashAttribute);
    case WORD:
      return parseWordAttribute(state);
    case BANG:
    case OPEN:
      return { kind: 'type', type: state.type() };
    default:
      return lexer.unexpected('an attribute', 'here');
  }
}

function nested<Result>(state: State, parse: (state: State) => Result): Result {
  state.enter();
  const result = parse(state);
  state.leave();
  return result;
}

function parseStringAttribute(state: State): Attribute {
  const { lexer } = state;
  const string = lexer.stringValue();
  lexer.advance();
  return lexer.accept(COLON) ? { kind: 'string', ...string, type: state.type() } : { kind: 'string', ...string };
}

/** `@name`, `@module::@name`. */
export function parseSymbol({ lexer }: State): SymbolAttribute {
  const name = lexer.take(SYMBOL, 'as the name of a symbol');
  const nestedNames: string[] = [];
  while (lexer.kind === COLON && lexer.bytes[lexer.end] === COLON) {
    lexer.resume(lexer.end + 1);
    nestedNames.push(lexer.take(SYMBOL, 'after ::'));
  }
  return { kind: 'symbol', name, nested: nestedNames };
}

function parseArray(state: State): Attribute {
  const { lexer } = state;
  const elements: Attribute[] = [];
  lexer.advance();
  if (lexer.kind !== CLOSE_LIST)
    do elements.push(parseAttribute(state));
    while (lexer.accept(COMMA));
  lexer.expect(CLOSE_LIST, 'after the elements of the array');
  return { kind: 'array', elements };
}

/** `{name = attribute, "name" = attribute, unit}` */
export function parseDictionary(state: State): Attributes {
  const { lexer } = state;
  const entries = newAttributes();
  lexer.expect(OPEN_BRACE, 'before attributes');
  if (lexer.accept(CLOSE_BRACE)) return entries;
  do {
    const { start, end } = lexer;
    const name = parseEntryName(state);
    if (name in entries)
      lexer.fail('parse/duplicate-attribute', `an attribute must stand once (was ${name}, twice)`, 'remove one of the two', start, end);
    entries[name] = lexer.accept(EQUAL) ? parseAttribute(state) : { kind: 'unit' };
  } while (lexer.accept(COMMA));
  lexer.expect(CLOSE_BRACE, 'after the attributes');
  return entries;
}

function parseEntryName({ lexer }: State): string {
  if (lexer.kind === WORD) return lexer.take(WORD, 'as the name of an attribute');
  if (lexer.kind !== STRING) lexer.unexpected("'}' or the name of an attribute", 'in the attributes');
  const { value } = lexer.stringValue();
  lexer.advance();
  return value;
}

function parseWordAttribute(state: State): Attribute {
  const { lexer } = state;
  const { word } = lexer;
  switch (word) {
    case 'unit':
      lexer.advance();
      return { kind: 'unit' };
    case 'true':
    case 'false':
      lexer.advance();
      return { kind: 'bool', value: word === 'true' };
    case 'dense':
      return parseDense(state);
    case 'dense_resource':
      return parseDenseResource(state);
    case 'array':
      return parseDenseArray(state);
    case 'loc':
      return { kind: 'location', location: parseTrailingLocation(state) as NonNullable<ReturnType<typeof parseTrailingLocation>> };
    case 'affine_map':
    case 'affine_set':
    case 'strided':
    case 'sparse':
    case 'distinct':
      return keepBuiltinAttribute(state);
    default:
      return { kind: 'type', type: state.type() };
  }
}

/** `array<i64: 1, 2>`, `array<i1: true>`, `array<f32>`. */
function parseDenseArray(state: State): DenseArrayAttribute {
  const { lexer } = state;
  lexer.advance();
  lexer.expect(LESS, 'after array');
  const element = state.type();
  const values = lexer.accept(COLON) ? parseValues(state, element, GREATER) : [];
  lexer.expect(GREATER, 'after the elements of the array');
  return { kind: 'dense-array', element, values };
}

/** `[1, 0]`: the elements of a dense array whose element type is known from where it stands. */
export function parseShortArray(state: State, element: Type): DenseArrayAttribute {
  const { lexer } = state;
  lexer.expect(OPEN_LIST, 'before a list of numbers');
  const values = lexer.kind === CLOSE_LIST ? [] : parseValues(state, element, CLOSE_LIST);
  lexer.expect(CLOSE_LIST, 'after the list of numbers');
  return { kind: 'dense-array', element, values };
}

function parseValues(state: State, element: Type, end: number): (bigint | number | boolean)[] {
  const { lexer } = state;
  const values: (bigint | number | boolean)[] = [];
  do {
    const { start } = lexer;
    const value = lexer.kind === WORD ? parseWordAttribute(state) : parseNumberAttribute(state, element);
    if (value.kind !== 'integer' && value.kind !== 'float' && value.kind !== 'bool')
      return lexer.fail('parse/syntax', 'an array<…> must hold numbers', `write numbers up to '${String.fromCharCode(end)}'`, start);
    values.push(value.value);
  } while (lexer.accept(COMMA));
  return values;
}

/** `#alias`, or an attribute of a dialect. */
function parseHashAttribute(state: State): Attribute {
  const { lexer } = state;
  const { word } = lexer;
  if (word.includes('.') || lexer.bytes[lexer.end] === LESS) return parseDialectAttribute(state);
  const alias = state.attributeAliases.get(word);
  if (alias === undefined)
    return lexer.fail(
      'parse/unknown-alias',
      `an attribute alias must be defined before it is used (was #${word})`,
      `add #${word} = … above, or correct the name`,
    );
  lexer.advance();
  return alias;
}

/** Attributes of MLIR itself that StableHLO programs do not use: kept as they are spelt, with their type. */
function keepBuiltinAttribute(state: State): Attribute {
  const { lexer } = state;
  const { start } = lexer;
  let end = lexer.end;
  while (lexer.bytes[end] === LESS || lexer.bytes[end] === OPEN_LIST) end = balancedEnd(lexer, end);
  if (end === lexer.end) {
    lexer.advance();
    lexer.unexpected("'<'", 'after the name of the attribute');
  }
  lexer.resume(end);
  if (lexer.accept(COLON)) state.type();
  return { kind: 'opaque', text: lexer.textBetween(start, lexer.previousEnd) };
}

/** `{…}` if it stands here. */
export const parseOptionalDictionary = (state: State): Attributes =>
  state.lexer.kind === OPEN_BRACE ? parseDictionary(state) : noAttributes;
