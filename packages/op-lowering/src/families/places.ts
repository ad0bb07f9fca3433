// Gathers that kernels for rows and places do, many times as fast as the general one, which finds the place of each element by itself.
// They fail on an index out of range, so it is clamped before (spec: gather, dynamic_slice).
import type { GatherDimensionNumbers, Value } from '@hlolite/mlir-parser';
import { type Dense, denseOf, elementCount } from '@hlolite/tensor';
import { kernelSupport, type Tensor } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';
import { shapeOf } from './element-kind.js';
import { signedIndices } from './start-indices.js';

/**
 * GATHER_ND: each index vector names a place in the leading dimensions, what lies there is taken whole, and stands in the trailing
 * dimensions of the result. `indices` have the batches' own numbers in them.
 */
export function gatherPlaces(
  operand: Value,
  indices: Tensor,
  numbers: GatherDimensionNumbers,
  sizes: readonly number[],
  g: GraphBuilder,
): Tensor | undefined {
  const shape = shapeOf(operand);
  const result = g.resultInfo();
  const vectors = numbers.index_vector_dim === indices.shape.length ? [...indices.shape, 1] : indices.shape;
  const chosen = [...numbers.operand_batching_dims, ...numbers.start_index_map];
  const collapsed = [...numbers.collapsed_slice_dims, ...numbers.operand_batching_dims];
  const inPlace = numbers.index_vector_dim === vectors.length - 1 && chosen.every((dimension, at) => dimension === at);
  const whole = shape.every((size, axis) =>
    axis < chosen.length ? collapsed.includes(axis) : sizes[axis] === size && !collapsed.includes(axis),
  );
  const trailing = numbers.offset_dims.every((dimension, at) => dimension === vectors.length - 1 + at);
  if (!inPlace || !whole || !trailing || !fits('GATHER_ND', operand, g)) return undefined;
  const last = chosen.map((dimension) => (shape[dimension] as number) - 1);
  return g.emit('GATHER_ND', [operand, clamped(g.reshape(indices, vectors), last, g)], {}, result);
}

/** A slice at a computed place: GATHER takes neighbours in each dimension of which it is a part, where it leaves out most first. */
export function gatheredSlice(operand: Value, starts: readonly Value[], sizes: readonly number[], g: GraphBuilder): Tensor | undefined {
  if (!fits('GATHER', operand, g)) return undefined;
  const shape = [...shapeOf(operand)];
  const part = (axis: number) => (sizes[axis] as number) / (shape[axis] as number);
  const axes = sizes.map((_, axis) => axis).filter((axis) => part(axis) < 1);
  let tensor = g.tensor(operand);
  for (const axis of axes.sort((a, b) => part(a) - part(b))) {
    const [size, whole] = [sizes[axis] as number, shape[axis] as number];
    const first = clamped(g.reshape(signedIndices(starts[axis] as Value, g), [1]), [whole - size], g);
    const neighbours = g.dense(integers(first, [...new Array(size).keys()]));
    const places = size === 1 ? first : g.emit('ADD', [first, neighbours], {}, { type: first.type, shape: [size] });
    shape[axis] = size;
    tensor = g.emit('GATHER', [tensor, places], { axis }, { type: tensor.type, shape: [...shape] });
  }
  return tensor;
}

/** The bounds are constants, and there must be a place to go to; the type one that the kernel moves. */
const fits = (kernel: 'GATHER' | 'GATHER_ND', operand: Value, g: GraphBuilder): boolean =>
  !g.context.anySize &&
  elementCount(shapeOf(operand)) > 0 &&
  elementCount(g.resultInfo().shape) > 0 &&
  kernelSupport(kernel, g.resultInfo().type) === 'yes';

/** Indices between 0 and the last of each component. */
function clamped(indices: Tensor, last: readonly number[], g: GraphBuilder): Tensor {
  const info = { type: indices.type, shape: indices.shape };
  const raised = g.emit('MAXIMUM', [indices, g.dense(integers(indices, [0], []))], {}, info);
  return g.emit('MINIMUM', [raised, g.dense(integers(indices, last))], {}, info);
}

const integers = ({ type }: Tensor, numbers: readonly number[], shape: readonly number[] = [numbers.length]): Dense =>
  type === 'INT64' ? denseOf('i64', shape, numbers.map(BigInt)) : denseOf('i32', shape, numbers);
