import { expect, test } from 'vitest';
import { denseOf, difference, splatOf } from './index.js';

test('the difference is the largest one, relative to the largest expected value', () => {
  expect(difference(denseOf('f32', [3], [1, 2.5, -10]), denseOf('f32', [3], [1, 2, -10]))).toEqual({
    absolute: 0.5,
    relative: 0.05,
    at: 1,
  });
});

test('a NaN or infinity that only one side has is an infinite difference; on both sides it is none', () => {
  const nan = denseOf('f32', [2], [Number.NaN, Number.POSITIVE_INFINITY]);
  expect(difference(nan, nan)).toEqual({ absolute: 0, relative: 0 });
  expect(difference(denseOf('f32', [2], [0, 0]), nan).absolute).toBe(Number.POSITIVE_INFINITY);
  expect(difference(nan, denseOf('f32', [2], [1, 1])).relative).toBe(Number.POSITIVE_INFINITY);
});

test('64-bit integers differ by one even where a number could not tell', () => {
  expect(difference(denseOf('i64', [1], [2n ** 60n]), denseOf('i64', [1], [2n ** 60n + 1n])).absolute).toBe(1);
});

test('a splat stands for all its elements', () => {
  expect(difference(splatOf('i32', [3], 4), denseOf('i32', [3], [4, 4, 5]))).toMatchObject({ absolute: 1, at: 2 });
});
