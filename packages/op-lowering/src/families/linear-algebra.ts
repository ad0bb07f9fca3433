// Factors and solutions of real systems, written in StableHLO; complex ones are in prepare/split-complex. Spec: cholesky,
// triangular_solve, fft.
import { f32, stablehlo, type TensorType, tensor, type Value } from '@hlolite/mlir-parser';
import type { GraphBuilder } from '../graph-builder.js';
import { cholesky } from '../linear-algebra/cholesky.js';
import { isSmallMatrix, LARGEST_MATRIX, LONGEST_TRANSFORM } from '../linear-algebra/limit.js';
import { type Numbers, realNumbers } from '../linear-algebra/numbers.js';
import { triangularSolve } from '../linear-algebra/triangular-solve.js';
import type { Lowered } from '../lowered.js';
import { rules } from '../rules.js';

/** Sums of many products are taken in f32. */
function inSingle(
  operands: readonly Value[],
  g: GraphBuilder,
  fn: (given: readonly Value[], n: Numbers<Value>) => Value,
): readonly Lowered[] {
  if (!isSmallMatrix(g.operation))
    return g.unsupported('lower/too-large', `the matrix of ${g.operation.name} must have a known size of at most ${LARGEST_MATRIX}`);
  return g.rewrite((b) => {
    const given = operands.map((operand) => b.convert(operand, tensor((operand.type as TensorType).shape, f32)));
    return [b.convert(fn(given, realNumbers(b)), (g.operation.results[0] as Value).type as TensorType)];
  });
}

export const linearAlgebra = rules(stablehlo, {
  // Transforms within the limit are written out with the complex numbers (prepare/split-complex/fft).
  fft: ({ fft_length: lengths }, g) =>
    g.unsupported(
      'lower/too-large',
      `the operand of fft must have a known shape, and fft_length be at most ${LONGEST_TRANSFORM} in each dimension (was [${lengths.join(', ')}])`,
    ),
  cholesky: ({ a, lower }, g) => inSingle([a], g, ([matrix], n) => cholesky(matrix as Value, lower, n)),
  triangular_solve: ({ a, b, ...options }, g) =>
    inSingle([a, b], g, ([matrix, right], n) => triangularSolve(matrix as Value, right as Value, options, n)),
});
