// The window of a convolution: `{stride = [2, 2], pad = [[1, 1], [0, 0]], lhs_dilate = …, rhs_dilate = …, reverse = …}`, each optional.
import { writeNumbers } from '@hlolite/tensor';
import type { Attribute } from '../ir/attributes.js';
import { i1, i64, tensor } from '../ir/types.js';
import { parseSizes } from './dialect-attributes.js';
import type { Draft } from './draft.js';
import { WORD } from './lexer.js';
import { CLOSE_LIST, COMMA, EQUAL, OPEN_LIST } from './punctuation.js';
import { isSplat } from './storage.js';

/** `names` are the attributes for stride, pad, lhs_dilate, rhs_dilate and reverse, in this order. */
export function parseWindowAttributes(draft: Draft, names: readonly string[]): void {
  const { lexer } = draft;
  const words = ['stride', 'pad', 'lhs_dilate', 'rhs_dilate', 'reverse'];
  if (lexer.kind !== WORD) return;
  do {
    const index = lexer.kind === WORD ? words.indexOf(lexer.word) : -1;
    if (index === -1) lexer.unexpected(`one of ${words.join(', ')}`, 'in the window');
    const word = lexer.take(WORD, 'in the window');
    lexer.expect(EQUAL, 'after', word);
    draft.setAttribute(names[index] as string, word === 'pad' ? parsePadding(draft) : parseList(draft, word === 'reverse'));
  } while (lexer.accept(COMMA));
}

/** `reverse` may be written with 0 and 1 or with words. */
function parseList({ state, lexer }: Draft, isBoolean: boolean): Attribute {
  if (!isBoolean) return { kind: 'dense-array', element: i64, values: parseSizes(state, OPEN_LIST, CLOSE_LIST).map(BigInt) };
  const values: boolean[] = [];
  lexer.expect(OPEN_LIST, 'before a list of booleans');
  while (lexer.kind !== CLOSE_LIST) {
    const word = lexer.text();
    if (!['0', '1', 'true', 'false'].includes(word)) lexer.unexpected("'true' or 'false'", 'in the list');
    values.push(word === '1' || word === 'true');
    lexer.advance();
    if (!lexer.accept(COMMA)) break;
  }
  lexer.expect(CLOSE_LIST, 'after the list of booleans');
  return { kind: 'dense-array', element: i1, values };
}

/** Pairs of low and high padding, kept as dense elements. */
function parsePadding({ state, lexer }: Draft): Attribute {
  const pairs: number[] = [];
  lexer.expect(OPEN_LIST, 'before the padding');
  if (lexer.kind !== CLOSE_LIST)
    do {
      const { start } = lexer;
      const pair = parseSizes(state, OPEN_LIST, CLOSE_LIST);
      if (pair.length !== 2)
        lexer.fail(
          'parse/padding',
          `padding must be pairs of low and high (was ${pair.length} numbers)`,
          'write it as in [1, 1]',
          start,
          lexer.previousEnd,
        );
      pairs.push(...pair);
    } while (lexer.accept(COMMA));
  lexer.expect(CLOSE_LIST, 'after the padding');
  const bytes = writeNumbers('i64', pairs);
  const splat = isSplat(bytes, 8);
  return { kind: 'dense', type: tensor([pairs.length / 2, 2], i64), bytes: splat ? bytes.slice(0, 8) : bytes, splat };
}
