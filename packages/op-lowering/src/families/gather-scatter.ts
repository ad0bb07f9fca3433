// Reading and writing at computed places. Spec: gather, scatter, dynamic_slice, dynamic_update_slice.
import { type GatherDimensionNumbers, stablehlo, type Value, type View } from '@hlolite/mlir-parser';
import { elementCount, readNumbers } from '@hlolite/tensor';
import { kernelSupport, type Tensor } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';
import { rules } from '../rules.js';
import { bitsAs, integers } from './carrier.js';
import { shapeOf } from './element-kind.js';
import { gatheredSlice, gatherPlaces, placeGather } from './places.js';
import { gatherMovedPlaces } from './places-moved.js';
import { lowerScatter } from './scatter.js';
import { sliced } from './shape.js';
import { indexList, inOrder, signedIndices, withBatchNumbers } from './start-indices.js';

export const gatherScatter = rules(stablehlo, {
  gather: lowerGather,
  scatter: lowerScatter,
  dynamic_slice: lowerDynamicSlice,
  dynamic_update_slice: lowerDynamicUpdateSlice,
});

/** The kernel clamps the start. In LiteRT.js it lacks the types that native LiteRT has more: their bits move as integers. */
function lowerDynamicUpdateSlice(
  { operand, update, start_indices: starts }: View<typeof stablehlo.ops.dynamic_update_slice>,
  g: GraphBuilder,
): Tensor {
  if (starts.length === 0) return g.tensor(update);
  if (shapeOf(update).includes(0)) return g.tensor(operand);
  const { type, shape } = g.resultInfo();
  const carrier = integers[type] ?? type;
  const operands = [bitsAs(g.tensor(operand), carrier, g), bitsAs(g.tensor(update), carrier, g), indexList(starts, g)];
  return bitsAs(g.emit('DYNAMIC_UPDATE_SLICE', operands, {}, { type: carrier, shape }), type, g);
}

/** A gather of one slice: its result has a known shape, which that of SLICE at a computed place has not. */
function lowerDynamicSlice(
  { operand, start_indices: starts, slice_sizes: sizes }: View<typeof stablehlo.ops.dynamic_slice>,
  g: GraphBuilder,
): Tensor {
  if (starts.length === 0) return g.tensor(operand);
  const known = starts.map((start) => numbersOf(start, g)?.[0]);
  if (known.every((start) => start !== undefined)) return sliceAt(operand, known, sizes, g);
  const slice = gatheredSlice(operand, starts, sizes, g);
  if (slice) return slice;
  const dimensions = sizes.map((_, axis) => axis);
  return g.emit('STABLEHLO_GATHER', [operand, indexList(starts, g)], {
    offset_dims: dimensions,
    collapsed_slice_dims: [],
    start_index_map: dimensions,
    index_vector_dim: 0,
    slice_sizes: sizes,
    indices_are_sorted: false,
  });
}

const numbersOf = (value: Value, g: GraphBuilder): readonly number[] | undefined => {
  const dense = g.constant(value);
  return dense && Array.from(readNumbers(dense), Number);
};

/** A slice at a known start, which is clamped so that the slice fits. */
function sliceAt(operand: Value, starts: readonly number[], sizes: readonly number[], g: GraphBuilder): Tensor {
  const clamped = shapeOf(operand).map((size, axis) => Math.max(0, Math.min(starts[axis] as number, size - (sizes[axis] as number))));
  const limits = clamped.map((start, axis) => start + (sizes[axis] as number));
  return sliced(
    operand,
    clamped,
    limits,
    sizes.map(() => 1),
    g,
  );
}

/** Where a gather of one slice begins, when its indices are constant. */
function knownStart(operand: Value, indices: Value, { start_index_map: map }: GatherDimensionNumbers, g: GraphBuilder) {
  const vector = elementCount(shapeOf(indices)) === map.length ? numbersOf(indices, g) : undefined;
  return vector && shapeOf(operand).map((_, axis) => vector[map.indexOf(axis)] ?? 0);
}

/** One slice at a known place is SLICE, rows of a table are GATHER and GATHER_ND; everything else the general kernel, which clamps by itself. */
export function lowerGather(
  {
    operand,
    start_indices: indices,
    dimension_numbers: numbers,
    slice_sizes: sizes,
  }: Omit<View<typeof stablehlo.ops.gather>, 'indices_are_sorted'>,
  g: GraphBuilder,
): Tensor {
  const start = knownStart(operand, indices, numbers, g);
  if (start) return g.reshape(sliceAt(operand, start, sizes, g), g.resultInfo().shape);
  const axis = gatheredAxis(operand, indices, numbers, sizes);
  if (axis !== undefined && kernelSupport('GATHER', g.resultInfo().type) === 'yes') return gatherRows(operand, indices, axis, g);
  const given = withBatchNumbers(signedIndices(indices, g), numbers.index_vector_dim, numbers.start_indices_batching_dims, g);
  const gather = placeGather(operand, given, numbers, sizes);
  const places = gatherPlaces(gather, g) ?? gatherMovedPlaces(gather, g);
  if (places) return places;
  return g.emit('STABLEHLO_GATHER', [operand, given], {
    offset_dims: numbers.offset_dims,
    collapsed_slice_dims: inOrder([...numbers.collapsed_slice_dims, ...numbers.operand_batching_dims]),
    start_index_map: [...numbers.operand_batching_dims, ...numbers.start_index_map],
    index_vector_dim: numbers.index_vector_dim,
    slice_sizes: sizes,
    indices_are_sorted: false,
  });
}

/** The dimension of the operand that each index picks one slice of, when the gather is `take` along one dimension. */
function gatheredAxis(operand: Value, indices: Value, numbers: GatherDimensionNumbers, sizes: readonly number[]): number | undefined {
  const axis = numbers.start_index_map[0];
  const [operandShape, indexShape] = [shapeOf(operand), shapeOf(indices)];
  if (axis === undefined || numbers.start_index_map.length !== 1 || numbers.operand_batching_dims.length > 0) return undefined;
  if (numbers.collapsed_slice_dims.length !== 1 || numbers.collapsed_slice_dims[0] !== axis) return undefined;
  const whole = sizes.every((size, dimension) => size === (dimension === axis ? 1 : operandShape[dimension]));
  const last = indexShape.length - 1;
  const indexRank =
    numbers.index_vector_dim === indexShape.length ? indexShape.length : numbers.index_vector_dim === last ? last : undefined;
  if (!whole || indexRank === undefined) return undefined;
  // The result of `take` is operand[:axis] + indices + operand[axis + 1:].
  const rank = operandShape.length - 1 + indexRank;
  const expected = Array.from({ length: rank }, (_, dimension) => dimension).filter(
    (dimension) => dimension < axis || dimension >= axis + indexRank,
  );
  return expected.join() === numbers.offset_dims.join() ? axis : undefined;
}

/** An index out of range is clamped (spec: gather), where the kernel would fail. */
function gatherRows(operand: Value, indices: Value, axis: number, g: GraphBuilder): Tensor {
  const shape = g.resultInfo().shape;
  const given = signedIndices(indices, g);
  const indexShape = shape.slice(axis, axis + shape.length - (shapeOf(operand).length - 1));
  const type = given.type === 'INT64' ? 'i64' : 'i32';
  const info = { type: given.type, shape: given.shape };
  const last = (shapeOf(operand)[axis] as number) - 1;
  const raised = g.emit('MAXIMUM', [given, g.scalar(type, type === 'i64' ? 0n : 0)], {}, info);
  const clamped = g.emit('MINIMUM', [raised, g.scalar(type, type === 'i64' ? BigInt(last) : last)], {}, info);
  return g.emit('GATHER', [operand, g.reshape(clamped, indexShape)], { axis });
}
