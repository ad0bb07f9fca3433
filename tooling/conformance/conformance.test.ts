// StableHLO's own test programs, a sample of one an operation, in the real runtime; and the list of what is pending, which must stay true.
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { namesIn } from './cases.mjs';
import { judgeOne } from './litertjs.mjs';
import { news, pendingOf } from './pending.mjs';

const folder = fileURLToPath(new URL('sample', import.meta.url));
const pending = pendingOf('litertjs');

describe('a program of each operation gives its expected outputs in LiteRT.js', () => {
  test.each(namesIn(folder))('%s', async (name) => {
    const { verdict, why } = await judgeOne(folder, name);
    if (Object.hasOwn(pending, name)) expect(verdict, 'it is right: take it out of pending.json').not.toBe('right');
    else expect(verdict, why).toBe('right');
  });
});

test('a case that fails and is not pending is news, and so is a pending one that passes', () => {
  const verdicts = new Map([
    ['known', { verdict: 'refused', why: 'no kernel' }],
    ['new', { verdict: 'wrong', why: 'off' }],
    ['mended', { verdict: 'right' }],
    ['fine', { verdict: 'right' }],
  ] as const);
  expect(news(verdicts, { known: 'refused: no kernel', mended: 'refused: no kernel' })).toEqual({
    failing: [{ name: 'new', verdict: 'wrong', why: 'off' }],
    passing: ['mended'],
  });
});

test('nothing that is pending gives wrong values or brings the runtime down', () => {
  const reasons = [...Object.values(pending), ...Object.values(pendingOf('native'))];
  expect(reasons.filter((reason) => /^(wrong|crash)/.test(reason))).toEqual([]);
});
