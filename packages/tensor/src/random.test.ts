import { expect, test } from 'vitest';
import { type ElementType, elementTypes, randomDense, readNumbers } from './index.js';

test('a seed gives the same numbers every time, another seed others', () => {
  const numbers = (seed: number) => [...readNumbers(randomDense('f32', [4], seed))];
  expect(numbers(1)).toEqual(numbers(1));
  expect(numbers(1)).not.toEqual(numbers(2));
  expect(numbers(1).every((value) => Number(value) >= -1 && Number(value) < 1)).toBe(true);
});

// f8E8M0FNU has powers of two only: no sign, no zero.
const types = (Object.keys(elementTypes) as ElementType[]).filter((type) => type !== 'f8E8M0FNU');

test.each(types)('%s has numbers that it holds', (type) => {
  const dense = randomDense(type, [3, 5], 7);
  expect(dense.shape).toEqual([3, 5]);
  expect([...readNumbers(dense)].every((value) => Number(value) >= -1 && Number(value) < 8)).toBe(true);
});
