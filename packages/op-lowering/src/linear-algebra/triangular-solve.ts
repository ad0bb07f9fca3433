// Triangular systems by halves: the first unknowns are solved, what they give to the other equations is taken off in one product of
// matrices, then the others are solved. The graph grows with the number of unknowns, about eight operators each. Spec: triangular_solve.
import { block, joined, type Numbers, spread, transposed } from './numbers.js';

export interface SolveOptions {
  readonly left_side: boolean;
  readonly lower: boolean;
  readonly unit_diagonal: boolean;
  readonly transpose_a: 'TRANSPOSE_INVALID' | 'NO_TRANSPOSE' | 'TRANSPOSE' | 'ADJOINT';
}

/** X of op(A)·X = B, or of X·op(A) = B, which is op(A)ᵀ·Xᵀ = Bᵀ. */
export function triangularSolve<Matrix>(a: Matrix, b: Matrix, options: SolveOptions, n: Numbers<Matrix>): Matrix {
  const { left_side: left, lower, unit_diagonal: unit, transpose_a: transpose } = options;
  const turned = transpose === 'TRANSPOSE' || transpose === 'ADJOINT';
  // Transposed by the option, or by the side, but not by both.
  const byColumns = turned === left;
  const plain = transpose === 'ADJOINT' ? n.conjugate(a) : a;
  const matrix = byColumns ? transposed(plain, n) : plain;
  const system: System<Matrix> = { matrix, lower: lower !== byColumns, unit, n };
  const size = n.shape(a).at(-1) as number;
  return left ? solve(b, 0, size, system) : transposed(solve(transposed(b, n), 0, size, system), n);
}

interface System<Matrix> {
  readonly matrix: Matrix;
  readonly lower: boolean;
  readonly unit: boolean;
  readonly n: Numbers<Matrix>;
}

/** The unknowns `from` up to `to`, given the right sides of their equations with all others taken off. */
function solve<Matrix>(right: Matrix, from: number, to: number, system: System<Matrix>): Matrix {
  const { matrix, lower, unit, n } = system;
  if (to - from === 1) return unit ? right : n.divide(right, spread(block(matrix, [from, to], [from, to], n), n.shape(right), n));
  const half = from + Math.ceil((to - from) / 2);
  const width = n.shape(right).at(-1) as number;
  const upperPart = block(right, [0, half - from], [0, width], n);
  const lowerPart = block(right, [half - from, to - from], [0, width], n);
  if (lower) {
    const first = solve(upperPart, from, half, system);
    const rest = n.subtract(lowerPart, n.product(block(matrix, [half, to], [from, half], n), first));
    return joined([first, solve(rest, half, to, system)], 'rows', n);
  }
  const last = solve(lowerPart, half, to, system);
  const rest = n.subtract(upperPart, n.product(block(matrix, [from, half], [half, to], n), last));
  return joined([solve(rest, from, half, system), last], 'rows', n);
}
