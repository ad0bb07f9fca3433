// Triangular systems and Cholesky factors, on the last two dimensions, in doubles.
import { stablehlo } from '@hlolite/mlir-parser';
import { type Dense, elementCount } from '@hlolite/tensor';
import * as complex from './complex.js';
import { denseFrom, type Elements, elementsOf, newElements } from './elements.js';
import { kernels } from './kernel.js';
import { kindOf, type Scalar } from './scalar.js';

export const linearAlgebra = kernels(stablehlo, {
  cholesky: ({ a, lower }) => cholesky(a, lower),
  triangular_solve: ({ a, b, ...options }) => triangularSolve(a, b, options),
});

type Complex = complex.Complex;

/** Reals go through as complex numbers without an imaginary part: one algorithm serves both. */
function read(elements: Elements, index: number): Complex {
  const value = elements.get(index);
  return typeof value === 'object' ? value : [Number(value), 0];
}

const written = (elements: Elements, value: Complex): Scalar => (kindOf(elements.type) === 'complex' ? value : value[0]);
const conjugate = ([re, im]: Complex): Complex => [re, -im];

/** A = L·Lᴴ column by column; the upper form is the conjugate transpose. The other triangle of the result is zero. */
function cholesky(a: Dense, lower: boolean): Dense {
  const size = a.shape.at(-1) ?? 1;
  const count = elementCount(a.shape);
  const [given, results] = [elementsOf(a), newElements(a.type, count)];
  const zero: Complex = [0, 0];
  for (let start = 0; start < count; start += size * size) {
    const factor: Complex[][] = Array.from({ length: size }, () => new Array<Complex>(size).fill(zero));
    const at = (i: number, j: number): Complex => {
      const value = read(given, lower ? start + i * size + j : start + j * size + i);
      return lower ? value : conjugate(value);
    };
    for (let j = 0; j < size; j++)
      for (let i = j; i < size; i++) {
        const [rowI, rowJ] = [factor[i] as Complex[], factor[j] as Complex[]];
        let sum = at(i, j);
        for (let k = 0; k < j; k++) sum = complex.subtract(sum, complex.multiply(rowI[k] as Complex, conjugate(rowJ[k] as Complex)));
        rowI[j] = i === j ? [Math.sqrt(sum[0]), 0] : complex.divide(sum, rowJ[j] as Complex);
      }
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++) {
        const value = lower ? (factor[i]?.[j] as Complex) : conjugate(factor[j]?.[i] as Complex);
        results.set(start + i * size + j, written(results, value));
      }
  }
  return denseFrom(results, a.shape);
}

interface SolveOptions {
  readonly left_side: boolean;
  readonly lower: boolean;
  readonly unit_diagonal: boolean;
  readonly transpose_a: 'TRANSPOSE_INVALID' | 'NO_TRANSPOSE' | 'TRANSPOSE' | 'ADJOINT';
}

/** op(A)·X = B, or X·op(A) = B, which is op(A)ᵀ·Xᵀ = Bᵀ; by substitution from the end of the triangle where only one unknown is left. */
function triangularSolve(a: Dense, b: Dense, { left_side: left, lower, unit_diagonal: unit, transpose_a: transpose }: SolveOptions): Dense {
  const size = a.shape.at(-1) as number;
  const [rows, columns] = b.shape.slice(-2) as [number, number];
  const count = elementCount(b.shape);
  const [matrix, right, results] = [elementsOf(a), elementsOf(b), newElements(b.type, count)];
  const turned = transpose === 'TRANSPOSE' || transpose === 'ADJOINT';
  // Transposed by the option, or by the side, but not by both.
  const byColumns = turned === left;
  const forward = lower !== byColumns;
  for (let batch = 0; batch * rows * columns < count; batch++) {
    const coefficient = (i: number, j: number): Complex => {
      const value = read(matrix, batch * size * size + (byColumns ? j * size + i : i * size + j));
      return transpose === 'ADJOINT' ? conjugate(value) : value;
    };
    const place = (unknown: number, system: number) =>
      batch * rows * columns + (left ? unknown * columns + system : system * columns + unknown);
    for (let system = 0; system < (left ? columns : rows); system++) {
      const solution: Complex[] = [];
      for (let step = 0; step < size; step++) {
        const i = forward ? step : size - 1 - step;
        let sum = read(right, place(i, system));
        for (let done = 0; done < step; done++) {
          const j = forward ? done : size - 1 - done;
          sum = complex.subtract(sum, complex.multiply(coefficient(i, j), solution[j] as Complex));
        }
        solution[i] = unit ? sum : complex.divide(sum, coefficient(i, i));
        results.set(place(i, system), written(results, solution[i] as Complex));
      }
    }
  }
  return denseFrom(results, b.shape);
}
