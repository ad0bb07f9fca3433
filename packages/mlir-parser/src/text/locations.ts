// Locations, as they stand in `loc(…)`: `"file":1:2`, `"name"(child)`, `callsite(a at b)`, `fused<…>[…]`, `unknown`, an alias.
import { type Location, unknownLocation } from '../ir/location.js';
import { balancedEnd } from './balanced.js';
import { HASH, STRING, WORD } from './lexer.js';
import { parseSafeInteger } from './numbers.js';
import { CLOSE, CLOSE_LIST, COLON, COMMA, LESS, OPEN, OPEN_LIST } from './punctuation.js';
import type { State } from './state.js';

/** `loc(…)` if it stands here; undefined otherwise. */
export function parseTrailingLocation(state: State): Location | undefined {
  const { lexer } = state;
  if (!lexer.acceptWord('loc')) return undefined;
  lexer.expect(OPEN, 'after loc');
  const location = state.location();
  lexer.expect(CLOSE, 'after the location');
  return location;
}

/** What stands between the parentheses of `loc(…)`. */
export function parseLocation(state: State): Location {
  const { lexer } = state;
  if (lexer.kind === HASH) {
    const { word, start, end } = lexer;
    lexer.advance();
    return state.locationAliases.use(word, () => lexer.span(start, end));
  }
  state.enter();
  const location = lexer.kind === STRING ? parseNamedLocation(state) : parseComposedLocation(state);
  state.leave();
  return location;
}

function parseNamedLocation(state: State): Location {
  const { lexer } = state;
  const name = lexer.stringValue().value;
  lexer.advance();
  if (lexer.accept(COLON)) return parseFileLocation(state, name);
  if (!lexer.accept(OPEN)) return { kind: 'name', name };
  const child = parseInnerLocation(state);
  lexer.expect(CLOSE, 'after the location of a name');
  return { kind: 'name', name, child };
}

/** The rest of `"file":1:2`, or of `"file":1:2 to 3:4` and `"file":1:2 to :4`. */
function parseFileLocation({ lexer }: State, file: string): Location {
  const line = parseSafeInteger(lexer, 'as the line of a location');
  lexer.expect(COLON, 'between line and column');
  const column = parseSafeInteger(lexer, 'as the column of a location');
  if (!lexer.acceptWord('to')) return { kind: 'file', file, line, column };
  const endLine = lexer.kind === COLON ? line : parseSafeInteger(lexer, 'as the last line of a location');
  lexer.expect(COLON, 'between line and column');
  return { kind: 'file', file, line, column, endLine, endColumn: parseSafeInteger(lexer, 'as the last column of a location') };
}

function parseComposedLocation(state: State): Location {
  const { lexer } = state;
  if (lexer.acceptWord('unknown')) return unknownLocation;
  if (lexer.acceptWord('callsite')) {
    lexer.expect(OPEN, 'after callsite');
    const callee = parseInnerLocation(state);
    lexer.expectWord('at', 'between callee and caller');
    const caller = parseInnerLocation(state);
    lexer.expect(CLOSE, 'after the caller');
    return { kind: 'callsite', callee, caller };
  }
  if (!lexer.atWord('fused')) return lexer.unexpected('a location, such as "file":1:2 or "name"', 'in loc(…)');
  return parseFusedLocation(state);
}

function parseFusedLocation(state: State): Location {
  const { lexer } = state;
  let metadata: string | undefined;
  if (lexer.bytes[lexer.end] === LESS) {
    const end = balancedEnd(lexer, lexer.end);
    metadata = lexer.textBetween(lexer.end + 1, end - 1);
    lexer.resume(end);
  } else lexer.advance();
  lexer.expect(OPEN_LIST, 'after fused');
  const locations: Location[] = [];
  if (lexer.kind !== CLOSE_LIST)
    do locations.push(parseInnerLocation(state));
    while (lexer.accept(COMMA));
  lexer.expect(CLOSE_LIST, 'after the fused locations');
  return metadata === undefined ? { kind: 'fused', locations } : { kind: 'fused', locations, metadata };
}

/** A location inside another one; some writers put `loc(…)` around it. */
const parseInnerLocation = (state: State): Location =>
  state.lexer.kind === WORD ? (parseTrailingLocation(state) ?? state.location()) : state.location();
