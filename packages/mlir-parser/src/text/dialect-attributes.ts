// Attributes of dialects: records (`#stablehlo.gather<…>`) and enums (`#stablehlo<precision HIGH>`) as the tables know them; all others
// are kept as they are spelt.
import { type EnumSpec, enums } from '../dialects/enums.js';
import { absentField, type FieldKind, type RecordSpec } from '../dialects/records.js';
import { recordOf } from '../dialects/registry.js';
import { bounds } from '../dialects/stablehlo/attributes.js';
import type { Attribute, EnumAttribute, StructAttribute, StructValue } from '../ir/attributes.js';
import { DYNAMIC } from '../ir/types.js';
import { balancedEnd } from './balanced.js';
import { parseConvolutionDimensions } from './convolution.js';
import { WORD } from './lexer.js';
import { parseNumber, parseSafeInteger } from './numbers.js';
import { CLOSE_LIST, COMMA, EQUAL, GREATER, LESS, OPEN_LIST, QUESTION } from './punctuation.js';
import type { State } from './state.js';

/**
 * `#dialect.name<…>`, `#dialect.name` or `#dialect<name …>`; the current token is the `#…`.
 * `#stablehlo.type_extensions<bounds = […]>` is the older spelling of `#stablehlo.bounds<…>`.
 */
export function parseDialectAttribute(state: State): Attribute {
  const { lexer } = state;
  const { word, start } = lexer;
  const bracketed = lexer.bytes[lexer.end] === LESS;
  if (bracketed && !word.includes('.')) {
    const name = `${word}.${lexer.wordAt(lexer.end + 1)}`;
    const parse = knownAttribute(name);
    if (parse) {
      lexer.advance();
      lexer.advance();
      lexer.advance();
      const attribute = parse(state);
      lexer.expect(GREATER, 'after', name);
      return attribute;
    }
  } else if (bracketed && knownAttribute(word)) {
    lexer.advance();
    return (knownAttribute(word) as Known)(state);
  } else if (word === 'stablehlo.type_extensions') {
    lexer.advance();
    return { ...parseRecord(state, { ...bounds, notation: 'sparse' }), name: bounds.name };
  }
  const end = bracketed ? balancedEnd(lexer, lexer.end) : lexer.end;
  lexer.resume(end);
  return { kind: 'opaque', text: lexer.textBetween(start, end) };
}

type Known = (state: State) => Attribute;

/** Reads the brackets of a record or an enum that a table knows by this name; undefined for other names. */
function knownAttribute(name: string): Known | undefined {
  const record = recordOf(name);
  if (record) return (state) => parseRecord(state, record);
  const spec = enums.get(name);
  return spec && ((state) => parseEnum(state, spec));
}

/** A member of an enum, with or without brackets around it. */
export function parseEnum({ lexer }: State, spec: EnumSpec): EnumAttribute {
  const bracketed = lexer.accept(LESS);
  if (lexer.kind !== WORD || !spec.members.includes(lexer.word))
    lexer.fail(
      'parse/enum-member',
      `${spec.name} must be one of ${spec.members.join(', ')} (was ${lexer.text()})`,
      'write one of these names',
    );
  const value = lexer.take(WORD, 'here');
  if (bracketed) lexer.expect(GREATER, 'after the member of', spec.name);
  return { kind: 'enum', name: spec.name, value };
}

/** `<name = value, …>`; fields may stand in any order, and those that are empty or zero may be left out. */
export function parseRecord(state: State, spec: RecordSpec): StructAttribute {
  const { lexer } = state;
  const where = `in #${spec.name}`;
  if (spec.notation === 'list')
    return { kind: 'struct', name: spec.name, fields: { [Object.keys(spec.fields)[0] as string]: parseSizes(state, LESS, GREATER) } };
  lexer.expect(LESS, `after #${spec.name}`);
  if (spec.notation === 'convolution' && !lexer.acceptWord('raw')) {
    const attribute = parseConvolutionDimensions(state);
    lexer.expect(GREATER, where);
    return attribute;
  }
  const written: Record<string, StructValue> = {};
  while (lexer.kind !== GREATER) {
    const { word, start, end } = lexer;
    const kind = lexer.kind === WORD && Object.hasOwn(spec.fields, word) ? spec.fields[word] : undefined;
    if (kind === undefined) lexer.unexpected(`one of ${Object.keys(spec.fields).join(', ')}`, where);
    if (Object.hasOwn(written, word))
      lexer.fail('parse/duplicate-field', `a field must stand once (was ${word}, twice)`, 'remove one of the two', start, end);
    lexer.advance();
    lexer.expect(EQUAL, 'after', word);
    written[word] = parseField(state, kind as FieldKind);
    if (!lexer.accept(COMMA)) break;
  }
  lexer.expect(GREATER, where);
  return { kind: 'struct', name: spec.name, fields: allFields(state, spec, written) };
}

/** Every field in the order of the row: consumers never ask whether one is there. */
function allFields({ lexer }: State, spec: RecordSpec, written: Record<string, StructValue>): Record<string, StructValue> {
  const fields: Record<string, StructValue> = {};
  for (const name in spec.fields) {
    const value = Object.hasOwn(written, name) ? written[name] : absentField(spec.fields[name] as FieldKind);
    if (value === undefined)
      lexer.fail(
        'parse/missing-field',
        `#${spec.name} must have the field ${name}`,
        `add ${name} = …`,
        lexer.previousEnd - 1,
        lexer.previousEnd,
      );
    fields[name] = value;
  }
  return fields;
}

function parseField(state: State, kind: FieldKind): StructValue {
  const { lexer } = state;
  if (typeof kind !== 'string') return parseEnumField(state, kind);
  switch (kind) {
    case 'integers':
      return parseSizes(state, OPEN_LIST, CLOSE_LIST);
    case 'integer':
      return parseSafeInteger(lexer, 'as the value of a field');
    case 'float':
      return parseNumber(lexer, 'as the value of a field');
    case 'boolean': {
      const value = lexer.take(WORD, 'as the value of a field');
      if (value !== 'true' && value !== 'false') lexer.unexpected("'true' or 'false'", 'as the value of a field');
      return value === 'true';
    }
    case 'type':
      return { kind: 'type', type: state.type() };
    case 'attribute':
      return state.attribute();
  }
}

/** In a record, an enum is written in full: `mode = #stablehlo.result_accuracy_mode<DEFAULT>`. */
function parseEnumField(state: State, spec: EnumSpec): StructValue {
  const { lexer } = state;
  if (lexer.kind === WORD) return parseEnum(state, spec);
  const { start } = lexer;
  const attribute = state.attribute();
  if (attribute.kind !== 'enum' || attribute.name !== spec.name)
    lexer.fail(
      'parse/enum-member',
      `the field must be a #${spec.name}`,
      `write one of ${spec.members.join(', ')}`,
      start,
      lexer.previousEnd,
    );
  return attribute;
}

/** `[1, ?]`: integers, `?` for DYNAMIC. */
export function parseSizes({ lexer }: State, open: number, close: number): number[] {
  const sizes: number[] = [];
  lexer.expect(open, 'before a list of integers');
  if (lexer.kind !== close)
    do sizes.push(lexer.accept(QUESTION) ? DYNAMIC : parseSafeInteger(lexer, 'in the list'));
    while (lexer.accept(COMMA));
  lexer.expect(close, 'after the list of integers');
  return sizes;
}
