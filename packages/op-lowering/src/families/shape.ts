// Shape ops: the data stays, the dimensions move. Spec: reshape, transpose, broadcast, broadcast_in_dim, concatenate, slice, pad, reverse.
import { stablehlo, type Value } from '@hlolite/mlir-parser';
import { isInMemory } from '@hlolite/tensor';
import { kernelRanks, kernelSupport, type Tensor } from '@hlolite/tflite-schema';
import type { GraphBuilder, Input } from '../graph-builder.js';
import { rules } from '../rules.js';
import { infoOf } from '../tensor-info.js';
import { bitsAs, carrierOf } from './carrier.js';
import { shapeOf } from './element-kind.js';
import { permuted } from './permute.js';

export const shape = rules(stablehlo, {
  reshape: ({ operand }, g) => g.reshape(operand, g.resultInfo().shape),
  transpose: ({ operand, permutation }, g) => permuted(operand, permutation, g),
  broadcast: ({ operand, broadcast_sizes: sizes }, g) =>
    g.broadcast(
      operand,
      shapeOf(operand).map((_, axis) => sizes.length + axis),
      g.resultInfo().shape,
    ),
  broadcast_in_dim: ({ operand, broadcast_dimensions: dimensions }, g) => g.broadcast(operand, dimensions, g.resultInfo().shape),
  concatenate: ({ inputs, dimension }, g) =>
    inputs.length === 1
      ? g.tensor(inputs[0]!)
      : concatenated(
          inputs.map((input) => g.tensor(input)),
          dimension,
          g,
        ),
  slice: ({ operand, start_indices: start, limit_indices: limit, strides }, g) => sliced(operand, start, limit, strides, g),
  pad: ({ operand, padding_value: value, edge_padding_low: low, edge_padding_high: high, interior_padding: interior }, g) =>
    padded(operand, value, { low, high, interior }, g),
  reverse: ({ operand, dimensions }, g) => reversed(operand, dimensions, g),
});

/** Tensors after each other along a dimension. Beyond the kernel's ranks the dimensions before and behind are taken together. */
export function concatenated(tensors: readonly Tensor[], dimension: number, g: GraphBuilder): Tensor {
  const { type, shape: first } = tensors[0] as Tensor;
  const size = tensors.reduce((sum, tensor) => sum + (tensor.shape[dimension] as number), 0);
  const whole = first.map((each, axis) => (axis === dimension ? size : each));
  const carrier = carrierOf('CONCATENATION', type);
  const flat = first.length > (kernelRanks('CONCATENATION')?.[1] ?? first.length);
  const product = (sizes: readonly number[]) => sizes.reduce((all, each) => all * each, 1);
  const form = (sizes: readonly number[]) =>
    flat ? [product(sizes.slice(0, dimension)), sizes[dimension] as number, product(sizes.slice(dimension + 1))] : sizes;
  const parts = tensors.map((tensor) => bitsAs(g.reshape(tensor, form(tensor.shape)), carrier, g));
  const joined = g.emit('CONCATENATION', parts, { axis: flat ? 1 : dimension }, { type: carrier, shape: form(whole) });
  return g.reshape(bitsAs(joined, type, g), whole);
}

/** The elements from `start` to `limit` in steps (spec: slice). */
export function sliced(
  operand: Input,
  start: readonly number[],
  limit: readonly number[],
  strides: readonly number[],
  g: GraphBuilder,
): Tensor {
  const tensor = g.tensor(operand);
  if (start.length === 0) return tensor;
  if (strides.every((stride) => stride === 1)) {
    const sizes = limit.map((end, axis) => end - (start[axis] as number));
    return g.emit('SLICE', [tensor, g.int32s(start), g.int32s(sizes)], {}, { type: tensor.type, shape: sizes });
  }
  const shape = limit.map((end, axis) => Math.ceil((end - (start[axis] as number)) / (strides[axis] as number)));
  return g.emit('STRIDED_SLICE', [tensor, g.int32s(start), g.int32s(limit), g.int32s(strides)], {}, { type: tensor.type, shape });
}

/** How much is added (or cut, where negative) at the edges and put between elements. */
export interface Padding {
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly interior: readonly number[];
}

/** Padding at the edges is PADV2, whose ranks and types are few; all else (spec: pad) is the general kernel. */
export function padded(operand: Value, value: Value, { low, high, interior }: Padding, g: GraphBuilder): Tensor {
  const rank = low.length;
  const { type } = g.resultInfo();
  if (rank === 0) return g.tensor(operand);
  const atEdges = [...low, ...high].every((size) => size >= 0) && interior.every((size) => size === 0);
  const within = rank <= (kernelRanks('PADV2')?.[1] ?? 0) && kernelSupport('PADV2', type) === 'yes';
  if (!atEdges || !within)
    return g.emit('STABLEHLO_PAD', [operand, value], { edge_padding_low: low, edge_padding_high: high, interior_padding: interior });
  const pairs = low.map((before, axis) => [before, high[axis] as number]);
  const paddings = g.reshape(g.int32s(pairs.flat()), [rank, 2]);
  // Zeros need not be given, and delegates know PAD better.
  return isZero(value, g) ? g.emit('PAD', [operand, paddings]) : g.emit('PADV2', [operand, paddings, value]);
}

function isZero(value: Value, g: GraphBuilder): boolean {
  const dense = g.constant(value);
  return dense !== undefined && isInMemory(dense.bytes) && dense.bytes.every((byte) => byte === 0);
}

/** The kernel turns neighbouring dimensions only: one operator for each run of them. */
function reversed(operand: Value, dimensions: readonly number[], g: GraphBuilder): Tensor {
  const given = g.tensor(operand);
  const carrier = carrierOf('REVERSE_V2', given.type);
  let tensor = bitsAs(given, carrier, g);
  for (const run of runsOf(dimensions)) tensor = g.emit('REVERSE_V2', [tensor, g.int32s(run)], {}, infoOf(tensor));
  return bitsAs(tensor, given.type, g);
}

/** Numbers in order, those that follow each other together: 3, 0, 1 → [0, 1], [3]. */
function runsOf(numbers: readonly number[]): number[][] {
  const runs: number[][] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last?.at(-1) === number - 1) last.push(number);
    else runs.push([number]);
  }
  return runs;
}
