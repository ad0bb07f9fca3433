// CHLO's loops and grouped products: scan, ragged_dot.
import { chlo } from '@hlolite/mlir-parser';
import { type Dense, elementCount } from '@hlolite/tensor';
import { type DotDimensions, dotGeneral } from './dot.js';
import { denseFrom, elementsOf, integersOf, newElements } from './elements.js';
import { type Context, kernels } from './kernel.js';
import { concatenate, reverse, slice } from './shape.js';
import { reshaped, stridesOf, transposed } from './strides.js';

export const chloStructure = kernels(chlo, {
  scan: ({ inputs, inits, dimension, is_reverse, scan_dim_size, body }, context) => {
    const length = scan_dim_size ?? inputs[0]?.shape[dimension] ?? 0;
    const outputs = context.operation.results.length - inits.length;
    const made: Dense[][] = Array.from({ length: outputs }, () => []);
    let carries: readonly Dense[] = inits;
    for (let step = 0; step < length; step++) {
      const at = is_reverse ? length - 1 - step : step;
      const results = context.run(body, [...inputs.map((input) => sliceAt(input, dimension, at)), ...carries]);
      made.forEach((slices, index) => slices.push(results[index] as Dense));
      carries = results.slice(outputs);
    }
    return [...made.map((slices, index) => stacked(slices, dimension, is_reverse, index, context)), ...carries];
  },
  ragged_dot: ({ lhs, rhs, group_sizes: sizes, ragged_dot_dimension_numbers: numbers }, context) => {
    const [ragged] = numbers.lhs_ragged_dimensions as [number];
    const batch = [numbers.lhs_batching_dimensions, numbers.rhs_batching_dimensions] as const;
    const contracting = [numbers.lhs_contracting_dimensions, numbers.rhs_contracting_dimensions] as const;
    const type = context.resultType();
    if (batch[0].includes(ragged)) return dotGeneral(lhs, rhs, { batch, contracting }, type);
    // Once a group, with zeros outside of it: the groups are summed over, or stand first in the result.
    const grouped = onlyInGroups(lhs, ragged, integersOf(sizes));
    const behind = (dimensions: readonly number[]) => dimensions.map((dimension) => dimension + 1);
    const product = (left: readonly number[], right: readonly number[]): Dense => {
      const dimensions: DotDimensions = { batch: [behind(batch[0]), batch[1]], contracting: [left, right] };
      return dotGeneral(grouped, rhs, dimensions, type);
    };
    if (!contracting[0].includes(ragged))
      return product([0, ...behind(contracting[0])], [...numbers.rhs_group_dimensions, ...contracting[1]]);
    const whole = product(behind(contracting[0]), contracting[1]);
    const first = batch[0].length;
    return transposed(whole, [first, ...whole.shape.map((_, d) => d).filter((d) => d !== first)]);
  },
});

function sliceAt(input: Dense, dimension: number, at: number): Dense {
  const starts = input.shape.map((_, d) => (d === dimension ? at : 0));
  const limits = input.shape.map((size, d) => (d === dimension ? at + 1 : size));
  const taken = slice(
    input,
    starts,
    limits,
    starts.map(() => 1),
  );
  return reshaped(
    taken,
    input.shape.filter((_, d) => d !== dimension),
  );
}

function stacked(slices: readonly Dense[], dimension: number, isReverse: boolean, index: number, context: Context): Dense {
  if (slices.length === 0) return denseFrom(newElements(context.resultType(index), 0), context.resultShape(index));
  const flat = slices.map((each) => reshaped(each, [...each.shape.slice(0, dimension), 1, ...each.shape.slice(dimension)]));
  const whole = concatenate(flat, dimension);
  return isReverse ? reverse(whole, [dimension]) : whole;
}

function onlyInGroups(lhs: Dense, ragged: number, sizes: readonly number[]): Dense {
  const count = elementCount(lhs.shape);
  const [from, to] = [elementsOf(lhs), newElements(lhs.type, count * sizes.length)];
  const stride = stridesOf(lhs.shape)[ragged] as number;
  let start = 0;
  sizes.forEach((size, group) => {
    for (let index = 0; index < count; index++) {
      const place = Math.floor(index / stride) % (lhs.shape[ragged] as number);
      if (place >= start && place < start + size) to.set(group * count + index, from.get(index));
    }
    start += size;
  });
  return denseFrom(to, [sizes.length, ...lhs.shape]);
}
