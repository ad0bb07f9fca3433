// Dense constants: `dense<[[1, 2], [3, 4]]>`, `dense<1.0>` (a splat), `dense<"0x0A0B…">` (the raw bytes in hex). The type stands behind the
// literal and says how to read it: so the literal is first passed over, then decoded straight from the text into the constant's bytes.
import type { Attribute } from '../ir/attributes.js';
import { elementName } from '../ir/type-names.js';
import { DYNAMIC, type TensorType, type Type, type VectorType } from '../ir/types.js';
import { decodeElements } from './dense-elements.js';
import { decodeHex } from './hex.js';
import { type Lexer, STRING, WORD } from './lexer.js';
import { CLOSE_LIST, COLON, COMMA, GREATER, LESS, OPEN_LIST, QUOTE } from './punctuation.js';
import type { State } from './state.js';
import { storageOf } from './storage.js';

/** `dense<…> : type`; the current token is `dense`. */
export function parseDense(state: State): Attribute {
  const { lexer } = state;
  const start = lexer.start;
  const from = behindLess(lexer, 'dense');
  const to = literalEnd(lexer, from);
  lexer.resume(to + 1);
  const type = parseElementsType(state, 'dense<…>');
  if (type.element.kind === 'dialect') return parseStrings(lexer, from, type);
  return decode(lexer, from, to, type, start);
}

/** `dense_resource<key> : type`; the current token is `dense_resource`. */
export function parseDenseResource(state: State): Attribute {
  const { lexer } = state;
  lexer.advance();
  lexer.expect(LESS, 'after dense_resource');
  const key = lexer.kind === STRING ? lexer.stringValue().value : lexer.word;
  if (lexer.kind !== STRING && lexer.kind !== WORD) lexer.unexpected('the key of a resource', 'in dense_resource<…>');
  lexer.advance();
  lexer.expect(GREATER, 'after the key of a resource');
  return { kind: 'dense-resource', type: parseElementsType(state, 'dense_resource<…>'), key };
}

function behindLess(lexer: Lexer, keyword: string): number {
  if (lexer.bytes[lexer.end] === LESS) return lexer.end + 1;
  lexer.advance();
  if (lexer.kind !== LESS) lexer.unexpected("'<'", `after ${keyword}`);
  return lexer.end;
}

/** How long a literal is that is searched byte by byte; longer ones the engine searches faster. */
const SHORT_LITERAL = 100;

/** The offset of the `>` that ends a literal; only strings can hide one. */
function literalEnd(lexer: Lexer, from: number): number {
  const { bytes } = lexer;
  const short = Math.min(bytes.length, from + SHORT_LITERAL);
  for (let near = from; near < short && bytes[near] !== QUOTE; near++) if (bytes[near] === GREATER) return near;
  let at = bytes[from] === QUOTE ? afterHex(lexer, from) : from;
  for (;;) {
    const end = bytes.indexOf(GREATER, at);
    const quote = bytes.subarray(at, end === -1 ? undefined : end).indexOf(QUOTE);
    if (quote !== -1) at = lexer.afterString(at + quote);
    else if (end !== -1) return end;
    else {
      const hint = 'the text is cut off: check that the file is complete';
      return lexer.fail('parse/syntax', "a dense literal must end with '>'", hint, from - 1, from);
    }
  }
}

/** The offset behind a string of hex, perhaps of megabytes: what is wrong in it is found when it is decoded. */
function afterHex(lexer: Lexer, quote: number): number {
  const isHex = lexer.bytes[quote + 1] === 0x30 && lexer.bytes[quote + 2] === 0x78;
  const end = isHex ? lexer.bytes.indexOf(QUOTE, quote + 1) : -1;
  return end === -1 ? lexer.afterString(quote) : end + 1;
}

function parseElementsType(state: State, what: string): TensorType | VectorType {
  const { lexer } = state;
  lexer.expect(COLON, 'after', what);
  const { start } = lexer;
  const type = state.type();
  if (type.kind !== 'vector' && (type.kind !== 'tensor' || type.shape.includes(DYNAMIC)))
    return lexer.fail(
      'parse/dense-type',
      `the type of ${what} must be a tensor or vector of known shape`,
      'write each dimension as a number',
      start,
      lexer.previousEnd,
    );
  return type;
}

function decode(lexer: Lexer, from: number, to: number, type: TensorType | VectorType, start: number): Attribute {
  const { element } = type;
  const storage = storageOf(element);
  if (storage === undefined)
    return lexer.fail(
      'parse/dense-type',
      `the elements of a constant must be numbers of a known type (was ${elementName(element)})`,
      'use another element type',
      start,
      lexer.previousEnd,
    );
  const literal = { lexer, from: skipSpace(lexer, from), to, type, storage };
  const { bytes, splat } = lexer.bytes[literal.from] === QUOTE ? decodeHex(literal) : decodeElements(literal);
  return { kind: 'dense', type, bytes, splat };
}

function skipSpace(lexer: Lexer, from: number): number {
  let at = from;
  while (lexer.bytes[at] === 0x20 || lexer.bytes[at] === 0x0a) at++;
  return at;
}

/** Elements of a dialect's type are strings, one for all or a flat or nested list. The lexer goes back over them and returns. */
function parseStrings(lexer: Lexer, from: number, type: Type): Attribute {
  const behind = lexer.previousEnd;
  const values: string[] = [];
  lexer.resume(from);
  for (; lexer.kind !== GREATER; lexer.advance()) {
    if (lexer.kind === STRING) values.push(lexer.stringValue().value);
    else if (lexer.kind !== OPEN_LIST && lexer.kind !== CLOSE_LIST && lexer.kind !== COMMA)
      lexer.unexpected('a string', 'in the dense literal');
  }
  lexer.resume(behind);
  return { kind: 'dense-strings', type, values };
}
