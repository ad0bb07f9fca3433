// Cholesky factors and triangular systems, real and complex, in the real runtime against the interpreter.
import { type Dense, denseOf, type ElementType, elementCount, elementInfo } from '@hlolite/tensor';
import { describe, expect, test } from 'vitest';
import { check, lowered, random } from '../../../../tooling/op-check.js';

const tensor = (shape: readonly number[], type: string) => `tensor<${shape.map((size) => `${size}x`).join('')}${type}>`;

/** Matrices with a diagonal that is larger than their rows: triangles of them are well-conditioned, and Hermitian ones positive definite. */
function dominant(type: ElementType, shape: readonly number[], hermitian: boolean): Dense {
  const size = shape.at(-1) as number;
  const parts = elementInfo(type).kind === 'complex' ? 2 : 1;
  const noise = (row: number, column: number, part: number) => Math.sin(1 + row * 7.3 + column * 1.7 + part * 2.9) / size;
  const element = (row: number, column: number): number[] => {
    if (row === column) return [2, 0].slice(0, parts);
    const mirrored = hermitian && row < column;
    const [i, j] = mirrored ? [column, row] : [row, column];
    return [noise(i, j, 0), (mirrored ? -1 : 1) * noise(i, j, 1)].slice(0, parts);
  };
  const numbers = Array.from({ length: elementCount(shape) }, (_, index) => element(Math.floor(index / size) % size, index % size));
  return denseOf(type, shape, numbers.flat());
}

const types: [ElementType, number][] = [
  ['f32', 1e-6],
  ['f16', 2e-3],
  ['bf16', 1e-2],
  ['f64', 1e-6],
  ['complex<f32>', 2e-6],
];

const factor = (
  shape: readonly number[],
  type: string,
  lower: boolean,
) => `func.func @main(%a: ${tensor(shape, type)}) -> ${tensor(shape, type)} {
  %0 = stablehlo.cholesky %a, lower = ${lower} : ${tensor(shape, type)}
  return %0 : ${tensor(shape, type)}
}`;

describe('cholesky', () => {
  describe.each([true, false])('lower = %s', (lower) => {
    test.each(types)('of %s', async (type, tolerance) => {
      await check(factor([2, 5, 5], type, lower), [dominant(type, [2, 5, 5], true)], { tolerance });
    });
  });

  test('of one row is the root', async () => {
    await check(factor([1, 1], 'f32', true), [denseOf('f32', [1, 1], [4])]);
  });

  test('of 40 rows', async () => {
    await check(factor([40, 40], 'f32', true), [dominant('f32', [40, 40], true)], { tolerance: 2e-6 });
  });

  test('beyond 512 rows is refused', () => {
    expect(() => lowered(factor([513, 513], 'f32', true))).toThrow('must have a known size of at most 512');
    expect(() => lowered(factor([513, 513], 'complex<f32>', true))).toThrow('must have a known size of at most 512');
  });
});

const system = (a: string, b: string, options: string) => `func.func @main(%a: ${a}, %b: ${b}) -> ${b} {
  %0 = "stablehlo.triangular_solve"(%a, %b) <{${options}}> : (${a}, ${b}) -> ${b}
  return %0 : ${b}
}`;
const options = (left: boolean, lower: boolean, unit: boolean, transpose: string) =>
  `left_side = ${left}, lower = ${lower}, unit_diagonal = ${unit}, transpose_a = #stablehlo<transpose ${transpose}>`;

describe('triangular_solve', () => {
  const cases = [true, false].flatMap((left) =>
    [true, false].flatMap((lower) => ['NO_TRANSPOSE', 'TRANSPOSE', 'ADJOINT'].map((transpose) => [left, lower, transpose] as const)),
  );

  describe.each(['f32', 'complex<f32>'] as const)('of %s', (type) => {
    test.each(cases)('left_side = %s, lower = %s, %s', async (left, lower, transpose) => {
      const shape = left ? [2, 5, 3] : [2, 3, 5];
      const inputs = [dominant(type, [2, 5, 5], false), random(type, shape)];
      for (const unit of [true, false])
        await check(system(tensor([2, 5, 5], type), tensor(shape, type), options(left, lower, unit, transpose)), inputs, {
          tolerance: 2e-6,
        });
    });
  });

  test.each(types)('of %s without a batch', async (type, tolerance) => {
    const text = system(tensor([4, 4], type), tensor([4, 1], type), options(true, true, false, 'NO_TRANSPOSE'));
    await check(text, [dominant(type, [4, 4], false), random(type, [4, 1])], { tolerance });
  });

  test('of 60 unknowns', async () => {
    const text = system(tensor([60, 60], 'f32'), tensor([60, 7], 'f32'), options(true, false, false, 'NO_TRANSPOSE'));
    await check(text, [dominant('f32', [60, 60], false), random('f32', [60, 7])], { tolerance: 3e-6 });
  });
});
