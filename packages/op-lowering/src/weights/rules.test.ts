import { describe, expect, test } from 'vitest';
import { type WeightRule, WeightRules } from './rules.js';

const formats = (rules: readonly WeightRule[], weights: Readonly<Record<string, number>>) => {
  const asked = new WeightRules(rules);
  return Object.entries(weights).map(([name, elements]) => asked.formatOf(name, elements));
};

describe('the last rule that holds for a weight counts', () => {
  test.each<[string, readonly WeightRule[], readonly (string | undefined)[]]>([
    ['one for all', [{ as: 'int8' }], ['int8', 'int8']],
    ['one by name', [{ as: 'int8', names: '*.q.weight' }], ['int8', undefined]],
    ['an exception', [{ as: 'int8' }, { as: 'keep', names: 'lm_head*' }], ['int8', undefined]],
    ['a rule for all after it', [{ as: 'keep', names: 'lm_head*' }, { as: 'int8' }], ['int8', 'int8']],
    ['dots and brackets are themselves', [{ as: 'f16', names: 'layers.?.q[weight' }], [undefined, undefined]],
    ['a question mark is one character', [{ as: 'f16', names: 'layers.?.q.weight' }], ['f16', undefined]],
  ])('%s', (_, rules, expected) => {
    expect(formats(rules, { 'layers.0.q.weight': 4096, 'lm_head.weight': 4096 })).toEqual(expected);
  });
});

test('small weights stay unless a rule takes them', () => {
  const weights = { small: 64, large: 2048 };
  expect(formats([{ as: 'int8' }], weights)).toEqual([undefined, 'int8']);
  expect(formats([{ as: 'int8', atLeast: 64 }], weights)).toEqual(['int8', 'int8']);
  expect(
    formats(
      [
        { as: 'f16', atLeast: 1 },
        { as: 'int8', atLeast: 4096 },
      ],
      weights,
    ),
  ).toEqual(['f16', 'f16']);
});

test('patterns that decided about nothing are told with the names that there were', () => {
  const rules = new WeightRules([{ as: 'int8', names: 'nobody' }, { as: 'f16' }]);
  rules.formatOf('w', 4096);
  expect(rules.unused).toEqual({ patterns: ['nobody'], names: ['w'] });
});
