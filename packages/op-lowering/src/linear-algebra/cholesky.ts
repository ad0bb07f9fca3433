// The Cholesky factor column by column: the first column of what is left is divided by the root of its pivot, and what it explains is taken
// off the rest. The graph grows with the size of the matrix, about ten operators a column. Spec: cholesky.
import { type TensorType, tensor } from '@hlolite/mlir-parser';
import { block, joined, type Numbers, spread, transposed } from './numbers.js';

/** L of A = L·Lᴴ from the lower triangle of A, or U = Lᴴ from the upper one. The other triangle of the result is zero. */
export function cholesky<Matrix>(a: Matrix, lower: boolean, n: Numbers<Matrix>): Matrix {
  if (lower) return lowerFactor(a, n);
  return n.conjugate(transposed(lowerFactor(n.conjugate(transposed(a, n)), n), n));
}

function lowerFactor<Matrix>(a: Matrix, n: Numbers<Matrix>): Matrix {
  const size = n.shape(a).at(-1) as number;
  const columns: Matrix[] = [];
  let rest = a;
  for (let done = 0; done < size; done++) {
    const left = size - done;
    const pivot = n.ofReal(n.b.emit('sqrt', [n.real(block(rest, [0, 1], [0, 1], n))]));
    const above = done === 0 ? [] : [zeros(a, done, n)];
    if (left === 1) {
      columns.push(joined([...above, pivot], 'rows', n));
      break;
    }
    const below = block(rest, [1, left], [0, 1], n);
    const column = n.divide(below, spread(pivot, n.shape(below), n));
    columns.push(joined([...above, pivot, column], 'rows', n));
    const others = block(rest, [1, left], [1, left], n);
    const row = n.conjugate(transposed(column, n));
    rest = n.subtract(others, n.multiply(spread(column, n.shape(others), n), spread(row, n.shape(others), n)));
  }
  return joined(columns, 'columns', n);
}

function zeros<Matrix>(a: Matrix, height: number, n: Numbers<Matrix>): Matrix {
  const shape = [...n.shape(a).slice(0, -2), height, 1];
  const { element } = n.real(a).type as TensorType;
  return n.ofReal(n.b.splat(tensor(shape, element), 0));
}
