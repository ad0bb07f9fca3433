// Ops whose places are data: gather, scatter, dynamic_slice, dynamic_update_slice.
import { type GatherDimensionNumbers, type ScatterDimensionNumbers, stablehlo } from '@hlolite/mlir-parser';
import { type Dense, elementCount } from '@hlolite/tensor';
import { denseFrom, type Elements, elementsOf, integersOf, newElements, scalarOf } from './elements.js';
import { type Body, kernels } from './kernel.js';
import type { Scalar } from './scalar.js';
import { Canvas, stridedCopy, stridesOf } from './strides.js';

export const gatherScatter = kernels(stablehlo, {
  dynamic_gather: ({ operand, start_indices: startIndices, slice_sizes: sliceSizes, dimension_numbers }) =>
    gather(operand, startIndices, integersOf(sliceSizes), dimension_numbers),
  dynamic_slice: ({ operand, start_indices: startIndices, slice_sizes }) => dynamicSlice(operand, startIndices, slice_sizes),
  dynamic_update_slice: ({ operand, update, start_indices: startIndices }) => dynamicUpdateSlice(operand, update, startIndices),
  gather: ({ operand, start_indices: startIndices, dimension_numbers, slice_sizes }) =>
    gather(operand, startIndices, slice_sizes, dimension_numbers),
  scatter: (
    { inputs, scatter_indices: scatterIndices, updates, scatter_dimension_numbers, update_computation: updateComputation },
    context,
  ) => scatter(inputs, scatterIndices, updates, scatter_dimension_numbers, context.body(updateComputation)),
});

/** Index vectors in a tensor of indices, and what their components mean for the operand. */
interface IndexVectors {
  readonly indices: Dense;
  readonly vectorDimension: number;
  /** Component k is the index in operand dimension map[k]. */
  readonly map: readonly number[];
  readonly operandBatchingDims: readonly number[];
  readonly indicesBatchingDims: readonly number[];
}

/** The shape of the tensor of index vectors: without the dimension along which a vector's components lie. */
const batchShapeOf = ({ indices, vectorDimension }: IndexVectors): number[] => indices.shape.filter((_, d) => d !== vectorDimension);

/** Calls with each vector's place among the vectors and the operand index it stands for; the array is used again. */
function forEachVector(vectors: IndexVectors, rank: number, each: (batchIndex: readonly number[], start: readonly number[]) => void): void {
  const { indices, vectorDimension, map, operandBatchingDims, indicesBatchingDims } = vectors;
  const values = integersOf(indices);
  const strides = stridesOf(indices.shape);
  const component = strides[vectorDimension] ?? 0;
  const batchStrides = strides.filter((_, d) => d !== vectorDimension);
  // A batching dimension is counted in the indices tensor, with the vector dimension still in it.
  const batchDimension = indicesBatchingDims.map((d) => (d > vectorDimension ? d - 1 : d));
  forEachIndex(batchShapeOf(vectors), (batchIndex) => {
    const at = batchIndex.reduce((sum, index, d) => sum + index * (batchStrides[d] as number), 0);
    const start = new Array<number>(rank).fill(0);
    map.forEach((dimension, k) => {
      start[dimension] = values[at + k * component] as number;
    });
    operandBatchingDims.forEach((dimension, k) => {
      start[dimension] = batchIndex[batchDimension[k] as number] as number;
    });
    each(batchIndex, start);
  });
}

function forEachIndex(shape: readonly number[], each: (index: readonly number[]) => void): void {
  const strides = stridesOf(shape);
  const count = elementCount(shape);
  for (let ordinal = 0; ordinal < count; ordinal++) each(shape.map((size, d) => Math.floor(ordinal / (strides[d] as number)) % size));
}

const dot = (index: readonly number[], strides: readonly number[]): number =>
  index.reduce((sum, each, d) => sum + each * (strides[d] as number), 0);

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high));

/** One slice an index vector; starts are clamped so that the slice fits. */
function gather(operand: Dense, indices: Dense, sliceSizes: readonly number[], numbers: GatherDimensionNumbers): Dense {
  const vectors: IndexVectors = {
    indices,
    vectorDimension: numbers.index_vector_dim,
    map: numbers.start_index_map,
    operandBatchingDims: numbers.operand_batching_dims,
    indicesBatchingDims: numbers.start_indices_batching_dims,
  };
  const rank = operand.shape.length;
  const left = new Set([...numbers.collapsed_slice_dims, ...numbers.operand_batching_dims]);
  const offsetOperandDims = operand.shape.map((_, d) => d).filter((d) => !left.has(d));
  const sliceShape = offsetOperandDims.map((d) => sliceSizes[d] as number);
  const batchShape = batchShapeOf(vectors);
  const { shape, batchDims } = interleave(batchShape, sliceShape, numbers.offset_dims);
  const canvas = new Canvas(operand.type, shape);
  const own = stridesOf(operand.shape);
  const readStrides = offsetOperandDims.map((d) => own[d] as number);
  const writeStrides = numbers.offset_dims.map((d) => canvas.strides[d] as number);
  const batchStrides = batchDims.map((d) => canvas.strides[d] as number);
  forEachVector(vectors, rank, (batchIndex, start) => {
    const fitting = start.map((at, d) => clamp(at, 0, (operand.shape[d] as number) - (sliceSizes[d] as number)));
    canvas.draw(
      operand,
      sliceShape,
      { start: dot(fitting, own), strides: readStrides },
      { start: dot(batchIndex, batchStrides), strides: writeStrides },
    );
  });
  return canvas.dense;
}

/** The shape that has `inner` at the dimensions `innerDims` and `outer`, in order, at the others. */
function interleave(outer: readonly number[], inner: readonly number[], innerDims: readonly number[]) {
  const rank = outer.length + inner.length;
  const batchDims = Array.from({ length: rank }, (_, d) => d).filter((d) => !innerDims.includes(d));
  const shape = new Array<number>(rank);
  innerDims.forEach((d, k) => {
    shape[d] = inner[k] as number;
  });
  batchDims.forEach((d, k) => {
    shape[d] = outer[k] as number;
  });
  return { shape, batchDims };
}

/** Folds each update element into its place of the inputs, in the order of the updates; what falls outside is dropped. */
function scatter(
  inputs: readonly Dense[],
  indices: Dense,
  updates: readonly Dense[],
  numbers: ScatterDimensionNumbers,
  body: Body,
): Dense[] {
  const vectors: IndexVectors = {
    indices,
    vectorDimension: numbers.index_vector_dim,
    map: numbers.scatter_dims_to_operand_dims,
    operandBatchingDims: numbers.input_batching_dims,
    indicesBatchingDims: numbers.scatter_indices_batching_dims,
  };
  const [{ shape }, { shape: updateShape }] = [inputs[0] as Dense, updates[0] as Dense];
  const left = new Set([...numbers.inserted_window_dims, ...numbers.input_batching_dims]);
  const windowInputDims = shape.map((_, d) => d).filter((d) => !left.has(d));
  const windowShape = numbers.update_window_dims.map((d) => updateShape[d] as number);
  const updateStrides = stridesOf(updateShape);
  const batchStrides = updateStrides.filter((_, d) => !numbers.update_window_dims.includes(d));
  const windowStrides = numbers.update_window_dims.map((d) => updateStrides[d] as number);
  const own = stridesOf(shape);
  const results = inputs.map(copied);
  const given = updates.map(elementsOf);
  forEachVector(vectors, shape.length, (batchIndex, start) => {
    const from = dot(batchIndex, batchStrides);
    forEachIndex(windowShape, (windowIndex) => {
      const place = [...start];
      windowInputDims.forEach((d, k) => {
        (place[d] as number) += windowIndex[k] as number;
      });
      if (place.every((at, d) => at >= 0 && at < (shape[d] as number)))
        combineAt(results, given, body, dot(place, own), from + dot(windowIndex, windowStrides));
    });
  });
  return results.map((result) => denseFrom(result, shape));
}

function copied(dense: Dense): Elements {
  const count = elementCount(dense.shape);
  const [from, to] = [elementsOf(dense), newElements(dense.type, count)];
  for (let index = 0; index < count; index++) to.set(index, from.get(index));
  return to;
}

function combineAt(results: readonly Elements[], updates: readonly Elements[], body: Body, to: number, from: number): void {
  const combined = body.apply([...results.map((each) => each.get(to)), ...updates.map((each) => each.get(from))]);
  results.forEach((each, index) => {
    each.set(to, combined[index] as Scalar);
  });
}

/** Starts, each clamped so that a window of `sizes` lies inside the shape. */
const clampedStarts = (starts: readonly Dense[], sizes: readonly number[], shape: readonly number[]): number[] =>
  starts.map((start, d) => clamp(Number(scalarOf(start)), 0, (shape[d] as number) - (sizes[d] as number)));

function dynamicSlice(operand: Dense, starts: readonly Dense[], sizes: readonly number[]): Dense {
  const own = stridesOf(operand.shape);
  return stridedCopy(operand, sizes, { start: dot(clampedStarts(starts, sizes, operand.shape), own), strides: own });
}

function dynamicUpdateSlice(operand: Dense, update: Dense, starts: readonly Dense[]): Dense {
  const canvas = new Canvas(operand.type, operand.shape);
  const whole = { start: 0, strides: canvas.strides };
  canvas.draw(operand, operand.shape, whole, whole);
  const start = dot(clampedStarts(starts, update.shape, operand.shape), canvas.strides);
  return canvas.draw(update, update.shape, { start: 0, strides: stridesOf(update.shape) }, { start, strides: canvas.strides }).dense;
}
