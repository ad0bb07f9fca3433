// `func.func` and `module`, whose pretty forms are their own.
import type { Attribute, Attributes } from '../ir/attributes.js';
import { noAttributes } from '../ir/build.js';
import type { Location } from '../ir/location.js';
import type { Type } from '../ir/types.js';
import { parseDictionary, parseOptionalDictionary } from './attributes.js';
import type { Draft, RegionArgument, RegionRequest } from './draft.js';
import { ARROW, SYMBOL, VALUE, WORD } from './lexer.js';
import { parseTrailingLocation } from './locations.js';
import { CLOSE, COLON, COMMA, OPEN, OPEN_BRACE } from './punctuation.js';

/** `private @name(%a: type {…}, …) -> (type {…}) attributes {…} {…}`; without a body it is a declaration. */
export function parseFunction(draft: Draft): RegionRequest | undefined {
  const { lexer, state } = draft;
  parseVisibility(draft);
  draft.setAttribute('sym_name', { kind: 'string', value: lexer.take(SYMBOL, 'as the name of the function') });
  const args = parseArguments(draft);
  const results = lexer.accept(ARROW) ? parseResults(draft) : [];
  const type: Type = { kind: 'function', inputs: args.map((argument) => argument.type), results: results.map((result) => result.type) };
  draft.setAttribute('function_type', { kind: 'type', type });
  setEntryAttributes(draft, 'arg_attrs', args);
  setEntryAttributes(draft, 'res_attrs', results);
  if (lexer.acceptWord('attributes')) draft.addAttributes(parseDictionary(state));
  if (lexer.kind !== OPEN_BRACE) {
    draft.regions.push({ blocks: [] });
    return undefined;
  }
  const unnamed = args.find((argument) => argument.name === undefined);
  if (unnamed)
    lexer.fail(
      'parse/syntax',
      'each argument of a function with a body must have a name',
      'write it as in %arg0: tensor<f32>',
      unnamed.start,
      unnamed.end,
    );
  return { arguments: args as readonly RegionArgument[] };
}

/** `public`, `private` or `nested`, if one stands here. */
function parseVisibility(draft: Draft): void {
  const { lexer } = draft;
  if (lexer.kind === WORD && ['public', 'private', 'nested'].includes(lexer.word))
    draft.setAttribute('sym_visibility', { kind: 'string', value: lexer.take(WORD, 'here') });
}

/** An argument or result of a function; a declaration may leave out the names. */
interface Entry extends Omit<RegionArgument, 'name'> {
  readonly name?: string;
  readonly attributes: Attributes;
}

function parseArguments(draft: Draft): Entry[] {
  const { lexer } = draft;
  const entries: Entry[] = [];
  lexer.expect(OPEN, 'after the name of the function');
  if (lexer.accept(CLOSE)) return entries;
  do {
    const { start, end } = lexer;
    if (lexer.kind === VALUE) {
      const name = lexer.take(VALUE, 'here');
      lexer.expect(COLON, 'after the argument');
      entries.push({ name, start, end, ...parseEntry(draft) });
    } else entries.push({ start, end, ...parseEntry(draft) });
  } while (lexer.accept(COMMA));
  lexer.expect(CLOSE, 'after the arguments');
  return entries;
}

/** A type, its attributes and its location. */
function parseEntry({ state }: Draft): { type: Type; attributes: Attributes; location?: Location } {
  const type = state.type();
  const attributes = parseOptionalDictionary(state);
  const location = parseTrailingLocation(state);
  return location ? { type, attributes, location } : { type, attributes };
}

/** One type, or a list in parentheses of types that may have attributes. */
function parseResults(draft: Draft): Entry[] {
  const { lexer, state } = draft;
  const { start, end } = lexer;
  if (!lexer.accept(OPEN)) return [{ start, end, type: state.type(), attributes: noAttributes }];
  const entries: Entry[] = [];
  if (lexer.accept(CLOSE)) return entries;
  do entries.push({ start: lexer.start, end: lexer.end, ...parseEntry(draft) });
  while (lexer.accept(COMMA));
  lexer.expect(CLOSE, 'after the results');
  return entries;
}

/** A dictionary for each argument or result, if one of them has attributes. */
function setEntryAttributes(draft: Draft, name: string, entries: readonly Entry[]): void {
  if (entries.every(({ attributes }) => attributes === noAttributes || Object.keys(attributes).length === 0)) return;
  draft.setAttribute(name, {
    kind: 'array',
    elements: entries.map(({ attributes }): Attribute => ({ kind: 'dictionary', entries: attributes })),
  });
}

/** `@name attributes {…} {…}` */
export function parseModule(draft: Draft): RegionRequest {
  const { lexer, state } = draft;
  parseVisibility(draft);
  if (lexer.kind === SYMBOL) draft.setAttribute('sym_name', { kind: 'string', value: lexer.take(SYMBOL, 'here') });
  if (lexer.acceptWord('attributes')) draft.addAttributes(parseDictionary(state));
  return { arguments: [] };
}
