// Factors and solutions of real systems, written in StableHLO; complex ones are in prepare/split-complex. Spec: cholesky,
// triangular_solve, fft.
import { stablehlo, type TensorType, type Value } from '@hlolite/mlir-parser';
import { elementCount } from '@hlolite/tensor';
import type { Tensor } from '@hlolite/tflite-schema';
import { convertedToSingle } from '../cast.js';
import type { GraphBuilder } from '../graph-builder.js';
import { cholesky } from '../linear-algebra/cholesky.js';
import { isForKernel, isShortTransform, isSmallMatrix, LARGEST_MATRIX, LONGEST_TRANSFORM } from '../linear-algebra/limit.js';
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
    const given = operands.map((operand) => convertedToSingle(operand, b, g.operation, g.context));
    return [b.convert(fn(given, realNumbers(b)), (g.operation.results[0] as Value).type as TensorType)];
  });
}

export const linearAlgebra = rules(stablehlo, {
  // Most transforms are written out with the complex numbers (prepare/split-complex/fft).
  fft: ({ operand, fft_length: lengths }, g) =>
    isShortTransform(g.operation) && isForKernel(g.operation)
      ? realTransform(operand, lengths[0] as number, g)
      : g.unsupported(
          'lower/too-large',
          `the operand of fft must have a known shape, and fft_length be at most ${LONGEST_TRANSFORM} in each dimension (was [${lengths.join(', ')}])`,
        ),
  cholesky: ({ a, lower }, g) => inSingle([a], g, ([matrix], n) => cholesky(matrix as Value, lower, n)),
  triangular_solve: ({ a, b, ...options }, g) =>
    inSingle([a, b], g, ([matrix, right], n) => triangularSolve(matrix as Value, right as Value, options, n)),
});

/** The kernel transforms two dimensions: the first has the size 1. */
function realTransform(operand: Value, length: number, g: GraphBuilder): Tensor {
  const { type, shape } = g.resultInfo();
  const rows = elementCount(shape.slice(0, -1));
  const given = g.reshape(operand, [rows, 1, length]);
  const spectrum = g.emit('RFFT2D', [given, g.int32s([1, length])], {}, { type, shape: [rows, 1, shape.at(-1) as number] });
  return g.reshape(spectrum, shape);
}
