// Reading pretty forms. A row's `assembly` (notation: dialects/assembly.ts) is compiled once, when an op of its name is first read, into steps.
import { type Piece, parseNotation } from '../dialects/assembly.js';
import type { Spelling } from '../dialects/readers.js';
import { specOf } from '../dialects/registry.js';
import { bareName, type OpSpec } from '../dialects/spec.js';
import { parseDictionary, parseShortArray } from './attributes.js';
import { parseEnum } from './dialect-attributes.js';
import type { Draft, Step } from './draft.js';
import { type Form, forms } from './forms.js';
import { ARROW, code, VALUE, WORD } from './lexer.js';
import { parseNumberAttribute } from './number-attributes.js';
import { COMMA, OPEN_BRACE } from './punctuation.js';
import { parseResultTypes, parseTypeList } from './types.js';

/** An op that has a pretty form, and the steps that read it. */
interface PrettyOp {
  readonly name: string;
  readonly spec: OpSpec;
  readonly steps: readonly Step[];
}

const compiled = new Map<string, PrettyOp>();

/** The op that a text means by a word, perhaps without its dialect; undefined when no table gives it a pretty form. */
export function prettyOp(word: string): PrettyOp | undefined {
  const known = compiled.get(word);
  if (known) return known;
  const name = fullName(word);
  const spec = specOf(name);
  if (spec?.assembly === undefined) return undefined;
  const made = { name, spec, steps: parseNotation(spec.assembly).map((piece) => compile(piece, spec)) };
  compiled.set(word, made);
  return made;
}

/** Inside of functions `call` and `return` are func's; `module` is builtin's. */
export function fullName(word: string): string {
  if (word.includes('.')) return word;
  return specOf(`func.${word}`) ? `func.${word}` : specOf(`builtin.${word}`) ? `builtin.${word}` : word;
}

function compile(piece: Piece, spec: OpSpec): Step {
  switch (piece.kind) {
    case 'literal':
      return literalStep(piece.text);
    case 'variable':
      return variableStep(piece.name, spec);
    case 'operand-type':
      return operandTypeStep(piece.name, spec);
    case 'type(results)':
      return step((draft) => resultTypes(draft, spec));
    case 'custom': {
      const form = forms[piece.form] as Form;
      return (draft) => form(draft, piece.names);
    }
    case 'group':
      return groupStep(piece.pieces, spec);
    case 'glue':
      return step(() => {});
    case 'operands':
      return step((draft) => draft.operandList());
    case 'attr-dict':
      return step(attributeDictionary);
    case 'functional-type':
      return step(functionalType);
  }
}

const step =
  (read: (draft: Draft) => void): Step =>
  (draft) => {
    read(draft);
    return undefined;
  };

function attributeDictionary(draft: Draft): void {
  if (draft.lexer.kind === OPEN_BRACE) draft.addAttributes(parseDictionary(draft.state));
}

/** `(a, b) -> c` for all operands and results. */
export function functionalType(draft: Draft): void {
  draft.operandTypes = parseTypeList(draft.state, 'before the operand types');
  draft.lexer.expect(ARROW, 'between operand and result types');
  draft.resultTypes = parseResultTypes(draft.state);
}

function literalStep(text: string): Step {
  const kind = text === '->' ? ARROW : code(text);
  if (/^\w/.test(text)) return step(({ lexer, name }) => lexer.expectWord(text, 'in', name));
  return step(({ lexer, name }) => lexer.expect(kind, 'in', name));
}

function variableStep(name: string, spec: OpSpec): Step {
  const operand = spec.operands.find((candidate) => bareName(candidate) === name);
  if (operand !== undefined) return operand === name ? step((draft) => draft.operand()) : step((draft) => draft.operandList());
  const spelling = spec.attributes?.[name]?.spelling;
  return step((draft) => draft.setAttribute(name, parseSpelled(draft, spelling)));
}

function parseSpelled({ state, lexer }: Draft, spelling: Spelling | undefined) {
  switch (spelling?.kind) {
    case 'number':
      return parseNumberAttribute(state, spelling.type);
    case 'dense-array':
      return parseShortArray(state, spelling.element);
    case 'enum':
      return parseEnum(state, spelling);
    case 'string': {
      const value = lexer.stringLiteral('as an attribute');
      return { kind: 'string', ...value } as const;
    }
    default:
      return state.attribute();
  }
}

function operandTypeStep(name: string, spec: OpSpec): Step {
  const index = spec.operands.findIndex((operand) => bareName(operand) === name);
  if (spec.operands[index] === name)
    return step((draft) => {
      draft.operandTypes[index] = draft.state.type();
    });
  return step((draft) => {
    do draft.operandTypes.push(draft.state.type());
    while (draft.lexer.accept(COMMA));
  });
}

function resultTypes(draft: Draft, { results = ['result'] }: OpSpec): void {
  if (results.length === 1 && !results[0]?.startsWith('...')) draft.resultTypes = [draft.state.type()];
  else {
    const types = [...parseResultTypes(draft.state)];
    while (draft.lexer.accept(COMMA)) types.push(draft.state.type());
    draft.resultTypes = types;
  }
}

function groupStep(pieces: readonly Piece[], spec: OpSpec): Step {
  const steps = pieces.map((piece) => compile(piece, spec));
  const [first] = pieces;
  const text = first?.kind === 'literal' ? first.text : undefined;
  const kind = text === undefined ? VALUE : /^\w/.test(text) ? WORD : code(text);
  return step((draft) => {
    const { lexer } = draft;
    if (lexer.kind === kind && (kind !== WORD || lexer.word === text)) for (const inner of steps) inner(draft);
  });
}
