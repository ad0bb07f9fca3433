// Contractions. The element type of the result is the written one: it may be wider than the operands'.
import { type Operation, stablehlo, type TensorType, type Value } from '@hlolite/mlir-parser';
import { withElement, withShape } from '../types.js';
import { infer, mustAgree, mustBeDimensions, mustHaveLength, tensorOf } from './rules.js';

export const dot = infer(stablehlo, {
  dot: ({ lhs, rhs }, written) => {
    const [left, right] = [tensorOf(lhs, 'lhs'), tensorOf(rhs, 'rhs')];
    return dotGeneral(left, right, { batch: [[], []], contracting: [[left.shape.length - 1], [0]] }, written);
  },
  dot_general: ({ lhs, rhs, dot_dimension_numbers: numbers }, written) =>
    dotGeneral(
      tensorOf(lhs, 'lhs'),
      tensorOf(rhs, 'rhs'),
      {
        batch: [numbers.lhs_batching_dimensions, numbers.rhs_batching_dimensions],
        contracting: [numbers.lhs_contracting_dimensions, numbers.rhs_contracting_dimensions],
      },
      written,
    ),
});

type Sides = readonly [lhs: readonly number[], rhs: readonly number[]];

function dotGeneral(
  lhs: TensorType,
  rhs: TensorType,
  { batch, contracting }: { readonly batch: Sides; readonly contracting: Sides },
  { results: [result] }: Operation,
): TensorType {
  mustBeDimensions([...batch[0], ...contracting[0]], lhs.shape.length, 'batching and contracting dimensions of lhs');
  mustBeDimensions([...batch[1], ...contracting[1]], rhs.shape.length, 'batching and contracting dimensions of rhs');
  for (const [name, [left, right]] of [['batching', batch] as const, ['contracting', contracting] as const]) {
    mustHaveLength(right, left.length, `${name} dimensions of rhs`);
    left.forEach((d, index) => {
      const other = right[index] as number;
      mustAgree(
        lhs.shape[d] as number,
        rhs.shape[other] as number,
        () => `${name} dimension ${d} of lhs and ${other} of rhs must have one size`,
      );
    });
  }
  const free = (shape: readonly number[], side: 0 | 1) =>
    shape.filter((_, d) => !batch[side].includes(d) && !contracting[side].includes(d));
  const shape = [...batch[0].map((d) => lhs.shape[d] as number), ...free(lhs.shape, 0), ...free(rhs.shape, 1)];
  return withElement(withShape(lhs, shape), tensorOf(result as Value, 'the result').element);
}
