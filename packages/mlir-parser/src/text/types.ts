// Types: `tensor<4x?xf32>`, `(i32) -> i64`, `!quant.uniform<…>`. Shapes are read from the bytes, since `4x4xf32` is no sequence of tokens.

import { simpleType } from '../ir/type-names.js';
import { DYNAMIC, type FunctionType, type TensorType, type Type } from '../ir/types.js';
import { balancedEnd } from './balanced.js';
import { isDigit, isSpace } from './characters.js';
import { ARROW, BANG, code, type Lexer, WORD } from './lexer.js';
import { CLOSE, CLOSE_LIST, COMMA, GREATER, LESS, OPEN, OPEN_LIST, QUESTION, STAR } from './punctuation.js';
import { parseQuantizedType } from './quantized.js';
import type { State } from './state.js';

const X = code('x');

/** The types that programs are full of, made once. */
const common: ReadonlyMap<string, Type> = new Map(
  ['i1', 'i8', 'i16', 'i32', 'i64', 'ui8', 'ui16', 'ui32', 'ui64', 'f16', 'bf16', 'f32', 'f64', 'index'].map((name) => [
    name,
    simpleType(name) as Type,
  ]),
);

/** The type that begins at the current token. */
export function parseType(state: State): Type {
  const { lexer } = state;
  if (lexer.kind === WORD) return parseWordType(state);
  if (lexer.kind === OPEN) return parseFunctionType(state);
  if (lexer.kind === BANG) return parseBangType(state);
  return lexer.unexpected('a type', 'here');
}

function parseWordType(state: State): Type {
  const { lexer } = state;
  if (lexer.bytes[lexer.end] === LESS) return parseSpelledType(state);
  const { word } = lexer;
  const known = common.get(word) ?? simpleType(word);
  if (known === undefined) return parseShapedType(state);
  lexer.advance();
  return known;
}

/** `word<…>`: the whole spelling is looked up before it is read. */
function parseSpelledType(state: State): Type {
  const { lexer, spelledTypes } = state;
  const { start } = lexer;
  const known = spelledTypes.find(start, lexer.end);
  const { end, hash } = spelledTypes;
  if (known) {
    lexer.resume(end);
    return known;
  }
  const type = parseShapedType(state);
  if (end !== -1) spelledTypes.add(start, end, hash, type);
  return type;
}

function parseShapedType(state: State): Type {
  const { lexer } = state;
  const parse = shaped.get(lexer.word);
  if (parse === undefined) return lexer.unexpected('a type', 'here');
  state.enter();
  const type = parse(state);
  state.leave();
  return type;
}

/** The types that have a `<…>`, by their word. */
const shaped: ReadonlyMap<string, (state: State) => Type> = new Map([
  ['tensor', parseTensorType],
  ['vector', parseVectorType],
  ['complex', parseComplexType],
  ['tuple', parseTupleType],
  ['memref', keepBufferType],
]);

function parseComplexType(state: State): Type {
  openBracket(state, 'complex');
  const element = parseType(state);
  state.lexer.expect(GREATER, 'after the element type of complex');
  return { kind: 'complex', element };
}

function parseTupleType(state: State): Type {
  openBracket(state, 'tuple');
  const elements: Type[] = [];
  if (state.lexer.kind !== GREATER)
    do elements.push(parseType(state));
    while (state.lexer.accept(COMMA));
  state.lexer.expect(GREATER, 'after the elements of tuple');
  return { kind: 'tuple', elements };
}

/** Buffers are seen in few programs and computed with in none: kept as they are spelt. */
function keepBufferType(state: State): Type {
  const { lexer } = state;
  const { start } = lexer;
  if (lexer.bytes[lexer.end] !== LESS) openBracket(state, 'memref');
  const end = balancedEnd(lexer, lexer.end);
  lexer.resume(end);
  return { kind: 'dialect', dialect: 'builtin', body: lexer.textBetween(start, end) };
}

function openBracket({ lexer }: State, keyword: string): void {
  lexer.advance();
  lexer.expect(LESS, 'after', keyword);
}

function parseTensorType(state: State): Type {
  const { lexer } = state;
  const { start } = lexer;
  const at = behindBracket(lexer, 'tensor');
  if (lexer.bytes[at] === STAR) {
    const x = skipSpace(lexer.bytes, at + 1);
    if (lexer.bytes[x] !== X)
      lexer.fail('parse/syntax', "'*' must be followed by x and an element type", 'write tensor<*xf32>', at, at + 1);
    lexer.resume(x + 1);
    const element = parseType(state);
    lexer.expect(GREATER, 'after the element type of the tensor');
    return { kind: 'unranked-tensor', element };
  }
  const shape: number[] = [];
  lexer.resume(readShape(lexer, at, shape));
  checkElementCount(lexer, shape, start);
  const element = parseType(state);
  const encoding = lexer.accept(COMMA) ? state.attribute() : undefined;
  lexer.expect(GREATER, 'after the element type of the tensor');
  const type: TensorType = { kind: 'tensor', shape, element };
  return encoding ? { ...type, encoding } : type;
}

function behindBracket(lexer: Lexer, keyword: string): number {
  const less = skipSpace(lexer.bytes, lexer.end);
  if (lexer.bytes[less] !== LESS) {
    lexer.advance();
    lexer.unexpected("'<'", `after ${keyword}`);
  }
  return skipSpace(lexer.bytes, less + 1);
}

function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  while (isSpace(bytes[at])) at++;
  return at;
}

/** Reads `4x?x` into `shape`; gives the offset of the element type. */
function readShape(lexer: Lexer, from: number, shape: number[]): number {
  const { bytes } = lexer;
  let at = from;
  while (isDigit(bytes[at]) || bytes[at] === QUESTION) {
    const start = at;
    let size = 0;
    if (bytes[at] === QUESTION) {
      size = DYNAMIC;
      at++;
    } else for (; isDigit(bytes[at]); at++) size = size * 10 + (bytes[at] as number) - 0x30;
    at = endOfDimension(lexer, start, at);
    shape.push(size);
  }
  return at;
}

function endOfDimension(lexer: Lexer, start: number, end: number): number {
  const x = skipSpace(lexer.bytes, end);
  if (lexer.bytes[x] !== X)
    lexer.fail('parse/syntax', 'a dimension must be followed by x', 'write the dimensions as in tensor<2x?xf32>', start, end);
  return skipSpace(lexer.bytes, x + 1);
}

/** Counts above 2^53 are no exact JavaScript numbers, and no machine holds such a tensor. */
function checkElementCount(lexer: Lexer, shape: readonly number[], start: number): void {
  let count = 1;
  for (const size of shape) {
    if (size === 0) return;
    if (size > 0) count *= size;
  }
  if (count >= 2 ** 53)
    lexer.fail(
      'parse/tensor-too-large',
      `a tensor must have fewer than 2^53 elements (was ${shape.map((size) => (size === DYNAMIC ? '?' : size)).join('x')})`,
      'check the dimensions',
      start,
      lexer.start,
    );
}

function parseVectorType(state: State): Type {
  const { lexer } = state;
  const { bytes } = lexer;
  const { start } = lexer;
  let at = behindBracket(lexer, 'vector');
  const shape: number[] = [];
  const scalable: boolean[] = [];
  while (isDigit(bytes[at]) || bytes[at] === OPEN_LIST) {
    const isScalable = bytes[at] === OPEN_LIST;
    const from = isScalable ? at + 1 : at;
    let size = 0;
    for (at = from; isDigit(bytes[at]); at++) size = size * 10 + (bytes[at] as number) - 0x30;
    if (isScalable && bytes[at++] !== CLOSE_LIST)
      lexer.fail('parse/syntax', "a scalable dimension must end with ']'", 'write it as in vector<[4]xf32>', from, at);
    at = endOfDimension(lexer, from, at);
    shape.push(size);
    scalable.push(isScalable);
  }
  lexer.resume(at);
  checkElementCount(lexer, shape, start);
  const element = parseType(state);
  lexer.expect(GREATER, 'after the element type of the vector');
  return { kind: 'vector', shape, scalable, element };
}

/** `(a, b) -> c` or `(a) -> (b, c)`. */
export function parseFunctionType(state: State): FunctionType {
  state.enter();
  const { lexer } = state;
  const inputs = parseTypeList(state, 'before the operand types');
  lexer.expect(ARROW, 'between operand and result types');
  const results = parseResultTypes(state);
  state.leave();
  return { kind: 'function', inputs, results };
}

/** One type, or a list of types in parentheses. */
export const parseResultTypes = (state: State): readonly Type[] =>
  state.lexer.kind === OPEN ? parseTypeList(state, 'before the result types') : [parseType(state)];

/** `(a, b, …)` */
export function parseTypeList(state: State, where: string): Type[] {
  const { lexer } = state;
  const types: Type[] = [];
  lexer.expect(OPEN, where);
  if (lexer.accept(CLOSE)) return types;
  do types.push(parseType(state));
  while (lexer.accept(COMMA));
  lexer.expect(CLOSE, 'after the types');
  return types;
}

/** An alias, or a type of a dialect: `!quant.uniform<…>` is known, others are kept as their text. */
function parseBangType(state: State): Type {
  const { lexer } = state;
  const { word, start, end } = lexer;
  const dot = word.indexOf('.');
  const bracketed = lexer.bytes[end] === LESS;
  if (dot === -1 && !bracketed) {
    const alias = state.typeAliases.get(word);
    if (alias === undefined)
      return lexer.fail(
        'parse/unknown-alias',
        `a type alias must be defined before it is used (was !${word})`,
        `add !${word} = … above, or correct the name`,
      );
    lexer.advance();
    return alias;
  }
  state.enter();
  const type = word === 'quant.uniform' && bracketed ? parseQuantizedType(state) : keepDialectType(lexer, start, dot, bracketed);
  state.leave();
  return type;
}

function keepDialectType(lexer: Lexer, start: number, dot: number, bracketed: boolean): Type {
  const end = bracketed ? balancedEnd(lexer, lexer.end) : lexer.end;
  const { word } = lexer;
  // `!dialect<body>` and `!dialect.body` are the same type.
  const body = dot === -1 ? lexer.textBetween(start + 2 + word.length, end - 1) : lexer.textBetween(start + 2 + dot, end);
  lexer.resume(end);
  return { kind: 'dialect', dialect: dot === -1 ? word : word.slice(0, dot), body };
}
