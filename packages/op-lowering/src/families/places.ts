// Gathers that kernels for rows and places do, many times as fast as the general one, which finds the place of each element by itself.
// They fail on an index out of range, so it is clamped before (spec: gather, dynamic_slice).
import type { GatherDimensionNumbers, Value } from '@hlolite/mlir-parser';
import { type Dense, denseOf, elementCount, stridesOf } from '@hlolite/tensor';
import { kernelSupport, type Tensor } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';
import { shapeOf } from './element-kind.js';
import { signedIndices } from './start-indices.js';

/** Where windows are taken, each place in one has its index, as a constant relative to the first: so many numbers at most, or the file grows. */
const MOST_IN_WINDOW = 1 << 14;
const MOST_IN_SLICE = 1 << 16;

/** A gather whose `indices` have the batches' own numbers in them. */
export interface PlaceGather {
  readonly operand: Value;
  readonly indices: Tensor;
  /** The shape of the indices with the dimension of index vectors, which may be left out where each has one component. */
  readonly vectors: readonly number[];
  readonly numbers: GatherDimensionNumbers;
  readonly sizes: readonly number[];
}

export function placeGather(operand: Value, indices: Tensor, numbers: GatherDimensionNumbers, sizes: readonly number[]): PlaceGather {
  const vectors = numbers.index_vector_dim === indices.shape.length ? [...indices.shape, 1] : indices.shape;
  return { operand, indices, vectors, numbers, sizes };
}

/**
 * GATHER_ND: each index vector names a place in the leading dimensions, or a window there, and what lies there is taken whole. Dimensions of
 * size 1 may stand anywhere. An index of a dimension that is taken whole says nothing.
 */
export function gatherPlaces({ operand, indices, vectors, numbers, sizes }: PlaceGather, g: GraphBuilder): Tensor | undefined {
  const shape = shapeOf(operand);
  const result = g.resultInfo();
  const named = [...numbers.operand_batching_dims, ...numbers.start_index_map];
  const count = Math.max(0, ...named.map((dimension, at) => (sizes[dimension] === shape[dimension] ? 0 : at + 1)));
  const inPlace = numbers.index_vector_dim === vectors.length - 1 && named.slice(0, count).every((dimension, at) => dimension === at);
  const whole = sizes.every((size, axis) => axis < count || size === shape[axis]);
  const window = sizes.slice(0, count);
  const fitting = elementCount(window) * count <= MOST_IN_WINDOW && fits('GATHER_ND', operand, g);
  if (count === 0 || !inPlace || !whole || !batchesFirst(result.shape, numbers.offset_dims) || !fitting) return undefined;
  const starts = firstColumns(g.reshape(indices, vectors), count, g);
  const last = window.map((size, axis) => (shape[axis] as number) - size);
  const places = inWindows(clamped(starts, last, g), window, g);
  const info = { type: result.type, shape: [...places.shape.slice(0, -1), ...shape.slice(count)] };
  return g.reshape(g.emit('GATHER_ND', [operand, places], {}, info), result.shape);
}

/** Whether all dimensions of batches stand before those of windows, apart from dimensions of size 1. */
function batchesFirst(shape: readonly number[], offsets: readonly number[]): boolean {
  const inWindow = shape.flatMap((size, axis) => (size === 1 ? [] : [offsets.includes(axis)]));
  return !inWindow.includes(true) || !inWindow.slice(inWindow.indexOf(true)).includes(false);
}

/** The index vectors of all places in windows, from those of the first. */
function inWindows(starts: Tensor, window: readonly number[], g: GraphBuilder): Tensor {
  const places = elementCount(window);
  if (places === 1) return starts;
  const columns = window.length;
  const inner = stridesOf(window);
  const offsets = Array.from({ length: places * columns }, (_, at) => {
    const axis = at % columns;
    return Math.floor(Math.floor(at / columns) / (inner[axis] as number)) % (window[axis] as number);
  });
  const batches = elementCount(starts.shape) / columns;
  const first = g.reshape(starts, [batches, 1, columns]);
  const info = { type: starts.type, shape: [batches, places, columns] };
  return g.emit('ADD', [first, g.dense(integers(starts, offsets, [1, places, columns]))], {}, info);
}

/** The index vectors without what they say of dimensions that are taken whole. */
function firstColumns(vectors: Tensor, count: number, g: GraphBuilder): Tensor {
  const shape = [...vectors.shape.slice(0, -1), count];
  if (vectors.shape.at(-1) === count) return vectors;
  const zeros = shape.map(() => 0);
  return g.emit('SLICE', [vectors, g.int32s(zeros), g.int32s(shape)], {}, { type: vectors.type, shape });
}

/** A slice at a computed place: GATHER takes neighbours in each dimension of which it is a part, where it leaves out most first. */
export function gatheredSlice(operand: Value, starts: readonly Value[], sizes: readonly number[], g: GraphBuilder): Tensor | undefined {
  if (!fits('GATHER', operand, g)) return undefined;
  const shape = [...shapeOf(operand)];
  const part = (axis: number) => (sizes[axis] as number) / (shape[axis] as number);
  const axes = sizes.map((_, axis) => axis).filter((axis) => part(axis) < 1);
  if (axes.some((axis) => (sizes[axis] as number) > MOST_IN_SLICE)) return undefined;
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
export const fits = (kernel: 'GATHER' | 'GATHER_ND', operand: Value, g: GraphBuilder): boolean =>
  !g.context.anySize &&
  elementCount(shapeOf(operand)) > 0 &&
  elementCount(g.resultInfo().shape) > 0 &&
  kernelSupport(kernel, g.resultInfo().type) === 'yes';

/** Indices between 0 and the last of each component. */
export function clamped(indices: Tensor, last: readonly number[], g: GraphBuilder): Tensor {
  const info = { type: indices.type, shape: indices.shape };
  const raised = g.emit('MAXIMUM', [indices, g.dense(integers(indices, [0], []))], {}, info);
  return g.emit('MINIMUM', [raised, g.dense(integers(indices, last))], {}, info);
}

const integers = ({ type }: Tensor, numbers: readonly number[], shape: readonly number[] = [numbers.length]): Dense =>
  type === 'INT64' ? denseOf('i64', shape, numbers.map(BigInt)) : denseOf('i32', shape, numbers);
