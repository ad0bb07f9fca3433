// Factors and solutions of complex systems: the algorithms of real ones on pairs.
import { stablehlo } from '@hlolite/mlir-parser';
import { cholesky } from '../../linear-algebra/cholesky.js';
import { isSmallMatrix } from '../../linear-algebra/limit.js';
import { complexNumbers } from '../../linear-algebra/numbers.js';
import { triangularSolve } from '../../linear-algebra/triangular-solve.js';
import type { Pair } from '../../special-functions/complex.js';
import { splitRules } from './rows.js';

export const linearAlgebra = splitRules(stablehlo, {
  cholesky: ({ a, lower }, parts) => {
    if (!isSmallMatrix(parts.operation)) return undefined;
    return parts.compute('f32', [a], ([matrix]) => cholesky(matrix as Pair, lower, complexNumbers(parts.b)));
  },
  triangular_solve: ({ a, b, ...options }, parts) => {
    if (!isSmallMatrix(parts.operation)) return undefined;
    const solved = ([matrix, right]: readonly Pair[]) => triangularSolve(matrix as Pair, right as Pair, options, complexNumbers(parts.b));
    return parts.compute('f32', [a, b], solved);
  },
});
