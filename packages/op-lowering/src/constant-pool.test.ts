import { operation } from '@hlolite/mlir-parser';
import { expect, test } from 'vitest';
import { ConstantPool } from './constant-pool.js';

test('a list of one number and the number itself are two constants; the same list again is one', () => {
  let count = 0;
  const pool = new ConstantPool((info, data) => ({ name: `constant_${count++}`, ...info, data }));
  const origin = operation({ name: 'stablehlo.reverse' });
  const [scalar, list] = [pool.scalar('i32', 0, origin), pool.int32s([0], origin)];
  expect([scalar.shape, list.shape]).toEqual([[], [1]]);
  expect(pool.int32s([0], origin)).toBe(list);
});
