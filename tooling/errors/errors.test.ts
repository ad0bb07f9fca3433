import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { page } from './page.mjs';

const rowsOf = (text: string) => text.split('\n').filter((line) => line.startsWith('| `'));
const codesOf = (text: string) => rowsOf(text).map((row) => row.split('`')[1]);
const anew = page();

test('docs/errors.md lists the codes of the sources, all of them and no other (npm run docs:errors writes it anew)', () => {
  expect(codesOf(readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8'))).toEqual(codesOf(anew));
});

test('every code has a message or a hint there', () => {
  expect(rowsOf(anew).filter((row) => row.endsWith('|  |  |'))).toEqual([]);
});
