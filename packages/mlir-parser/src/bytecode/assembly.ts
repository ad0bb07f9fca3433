// Attributes and types that stand in bytecode as their text: those of dialects without an encoding, and of kinds without a code.
import type { Attribute } from '../ir/attributes.js';
import type { Type } from '../ir/types.js';
import { parseAttribute } from '../text/attributes.js';
import { END } from '../text/lexer.js';
import { parseLocation } from '../text/locations.js';
import { State } from '../text/state.js';
import { parseType } from '../text/types.js';

function parseWhole<Result>(text: string, parse: (state: State) => Result): Result {
  const source = { name: 'text in bytecode', bytes: new TextEncoder().encode(text) };
  const state = new State(source, { type: parseType, attribute: parseAttribute, location: parseLocation });
  const result = parse(state);
  if (state.lexer.kind !== END) state.lexer.unexpected('the end', 'after the text of an attribute or type');
  return result;
}

/** @throws CompileError `parse/…` */
export const parseTypeText = (text: string): Type => parseWhole(text, parseType);

/** @throws CompileError `parse/…` */
export const parseAttributeText = (text: string): Attribute => parseWhole(text, parseAttribute);
