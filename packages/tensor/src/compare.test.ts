import { expect, test } from 'vitest';
import { denseOf, difference, splatOf } from './index.js';

test('the largest distance is found, relative to the largest expected value', () => {
  expect(difference(denseOf('f32', [3], [1, 2.5, -4]), denseOf('f32', [3], [1, 2, -4]))).toEqual({ absolute: 0.5, relative: 0.125, at: 1 });
  expect(difference(denseOf('i64', [1], [2n ** 62n + 1n]), denseOf('i64', [1], [2n ** 62n])).absolute).toBe(1);
});

test('equal NaN and infinities are no difference, others are infinitely far', () => {
  const special = denseOf('f32', [2], [Number.NaN, Infinity]);
  expect(difference(special, special)).toEqual({ absolute: 0, relative: 0 });
  expect(difference(denseOf('f32', [2], [0, Infinity]), special)).toMatchObject({ absolute: Infinity, at: 0 });
});

test('a splat stands for all its elements, complex ones too', () => {
  expect(difference(splatOf('complex<f32>', [2], [1, -2]), denseOf('complex<f32>', [2], [1, -2, 1, -2])).absolute).toBe(0);
  expect(difference(splatOf('f16', [3], 1), denseOf('f16', [3], [1, 1, 2]))).toMatchObject({ absolute: 1, at: 2 });
});
