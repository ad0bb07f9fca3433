// The generic form, which every operation has: `"name"(%operands)[^successors] <{properties}> ({regions}) {attributes} : types`.
import { specOf } from '../dialects/registry.js';
import { functionalType } from './assembly.js';
import { parseOptionalDictionary } from './attributes.js';
import type { Draft, RegionRequest, Step } from './draft.js';
import { BLOCK } from './lexer.js';
import { CLOSE, CLOSE_LIST, COLON, COMMA, GREATER, LESS, OPEN, OPEN_BRACE, OPEN_LIST } from './punctuation.js';

/** The steps behind the name. */
export const genericSteps: readonly Step[] = [
  (draft) => {
    parseOperands(draft);
    parseSuccessors(draft);
    parseProperties(draft);
    return undefined;
  },
  parseRegions,
  (draft) => {
    draft.addAttributes(parseOptionalDictionary(draft.state));
    draft.lexer.expect(COLON, 'before the types of', draft.name);
    functionalType(draft);
    return undefined;
  },
];

function parseOperands(draft: Draft): void {
  draft.lexer.expect(OPEN, 'after the name of', draft.name);
  draft.operandList();
  draft.lexer.expect(CLOSE, 'after the operands of', draft.name);
}

/** `[^bb1, ^bb2(%a : type)]` */
function parseSuccessors(draft: Draft): void {
  const { lexer, scope } = draft;
  if (!lexer.accept(OPEN_LIST)) return;
  do {
    const { start, end } = lexer;
    const block = scope.useBlock(lexer.take(BLOCK, 'as a successor of', draft.name), start, end);
    draft.successors.push({ block, operands: lexer.accept(OPEN) ? parseSuccessorOperands(draft) : [] });
  } while (lexer.accept(COMMA));
  lexer.expect(CLOSE_LIST, 'after the successors');
}

/** `%a, %b : type, type)` */
function parseSuccessorOperands(draft: Draft) {
  const { lexer, scope, state } = draft;
  const uses: ReturnType<Draft['use']>[] = [];
  do uses.push(draft.use());
  while (lexer.accept(COMMA));
  lexer.expect(COLON, 'before the types of a successor');
  const operands: Parameters<typeof scope.resolve>[2] = [];
  uses.forEach((use, index) => {
    if (index > 0) lexer.expect(COMMA, 'between the types of a successor');
    scope.resolve(use, state.type(), operands, index);
  });
  lexer.expect(CLOSE, 'after the operands of a successor');
  return operands;
}

/** Properties of ops with a row are attributes like others; those of foreign ops are kept apart. */
function parseProperties(draft: Draft): void {
  const { lexer, state } = draft;
  if (!lexer.accept(LESS)) return;
  const properties = state.attribute();
  lexer.expect(GREATER, 'after the properties');
  if (properties.kind === 'dictionary' && specOf(draft.name)) draft.addAttributes(properties.entries);
  else draft.properties = properties;
}

/** `({…}, {…})` */
function parseRegions(draft: Draft): RegionRequest | undefined {
  const { lexer } = draft;
  if (!lexer.accept(OPEN)) return undefined;
  const next: RegionRequest = {
    after() {
      if (lexer.accept(COMMA)) return next;
      lexer.expect(CLOSE, 'after the regions of', draft.name);
      return undefined;
    },
  };
  if (lexer.kind !== OPEN_BRACE) lexer.unexpected("'{'", 'before a region');
  return next;
}
