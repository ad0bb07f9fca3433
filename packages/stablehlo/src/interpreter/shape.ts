// Shape ops: the elements stay as they are, the dimensions move.
import { stablehlo } from '@hlolite/mlir-parser';
import type { Dense } from '@hlolite/tensor';
import { kernels } from './kernel.js';
import { Canvas, reshaped, stridedCopy, stridesOf, transposed } from './strides.js';

export const shape = kernels(stablehlo, {
  broadcast: ({ operand, broadcast_sizes }) =>
    broadcastInDim(
      operand,
      operand.shape.map((_, dimension) => broadcast_sizes.length + dimension),
      [...broadcast_sizes, ...operand.shape],
    ),
  broadcast_in_dim: ({ operand, broadcast_dimensions }, context) => broadcastInDim(operand, broadcast_dimensions, context.resultShape()),
  concatenate: ({ inputs, dimension }) => concatenate(inputs, dimension),
  pad: ({ operand, padding_value: paddingValue, edge_padding_low, edge_padding_high, interior_padding }) =>
    pad(operand, paddingValue, edge_padding_low, edge_padding_high, interior_padding),
  reshape: ({ operand }, context) => reshaped(operand, context.resultShape()),
  reverse: ({ operand, dimensions }) => reverse(operand, dimensions),
  slice: ({ operand, start_indices, limit_indices, strides }) => slice(operand, start_indices, limit_indices, strides),
  transpose: ({ operand, permutation }) => transposed(operand, permutation),
});

/** Operand dimension i becomes result dimension dimensions[i]; a size of 1 is repeated. */
export function broadcastInDim(operand: Dense, dimensions: readonly number[], result: readonly number[]): Dense {
  const own = stridesOf(operand.shape);
  const strides = result.map(() => 0);
  dimensions.forEach((target, dimension) => {
    if (operand.shape[dimension] !== 1) strides[target] = own[dimension] as number;
  });
  const isScalar = operand.shape.every((size) => size === 1);
  return stridedCopy(isScalar ? { ...operand, splat: true } : operand, result, { start: 0, strides });
}

export function concatenate(inputs: readonly Dense[], dimension: number): Dense {
  const [first] = inputs as [Dense];
  const along = inputs.map((input) => input.shape[dimension] as number);
  const shape = first.shape.map((size, d) => (d === dimension ? along.reduce((sum, each) => sum + each, 0) : size));
  const canvas = new Canvas(first.type, shape);
  const step = canvas.strides[dimension] as number;
  let start = 0;
  inputs.forEach((input, index) => {
    canvas.draw(input, input.shape, { start: 0, strides: stridesOf(input.shape) }, { start, strides: canvas.strides });
    start += (along[index] as number) * step;
  });
  return canvas.dense;
}

export function slice(operand: Dense, starts: readonly number[], limits: readonly number[], steps: readonly number[]): Dense {
  const own = stridesOf(operand.shape);
  const shape = starts.map((start, d) => Math.max(0, Math.ceil(((limits[d] as number) - start) / (steps[d] as number))));
  return stridedCopy(operand, shape, {
    start: starts.reduce((sum, start, d) => sum + start * (own[d] as number), 0),
    strides: own.map((stride, d) => stride * (steps[d] as number)),
  });
}

export function reverse(operand: Dense, dimensions: readonly number[]): Dense {
  const own = stridesOf(operand.shape);
  return stridedCopy(operand, operand.shape, {
    start: dimensions.reduce((sum, d) => sum + ((operand.shape[d] as number) - 1) * (own[d] as number), 0),
    strides: own.map((stride, d) => (dimensions.includes(d) ? -stride : stride)),
  });
}

/** Element i goes to low + i · (interior + 1); what falls outside, by negative padding, is left out. */
export function pad(
  operand: Dense,
  paddingValue: Dense,
  low: readonly number[],
  high: readonly number[],
  interior: readonly number[],
): Dense {
  const { shape } = operand;
  const steps = shape.map((_, d) => (interior[d] as number) + 1);
  const result = shape.map((size, d) => (low[d] as number) + Math.max(0, (size - 1) * (steps[d] as number) + 1) + (high[d] as number));
  const canvas = new Canvas(operand.type, result, paddingValue);
  const first = shape.map((_, d) => Math.max(0, Math.ceil(-(low[d] as number) / (steps[d] as number))));
  const end = shape.map((size, d) =>
    Math.min(size, Math.floor(((result[d] as number) - 1 - (low[d] as number)) / (steps[d] as number)) + 1),
  );
  const drawn = shape.map((_, d) => Math.max(0, (end[d] as number) - (first[d] as number)));
  const own = stridesOf(shape);
  const at = (positions: readonly number[], strides: readonly number[]) =>
    positions.reduce((sum, position, d) => sum + position * (strides[d] as number), 0);
  return canvas.draw(
    operand,
    drawn,
    { start: at(first, own), strides: own },
    {
      start: at(
        first.map((index, d) => (low[d] as number) + index * (steps[d] as number)),
        canvas.strides,
      ),
      strides: canvas.strides.map((stride, d) => stride * (steps[d] as number)),
    },
  ).dense;
}
