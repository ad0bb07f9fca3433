// Ops whose places are data: gather, scatter, dynamic_slice, dynamic_update_slice.
import {
  type GatherDimensionNumbers,
  type ScatterDimensionNumbers,
  stablehlo,
  type TensorType,
  type Type,
  type Value,
} from '@hlolite/mlir-parser';
import { classOf, describeType, sameElement, withElement, withShape } from '../types.js';
import { mustCombine } from './reduction.js';
import {
  infer,
  list,
  mergedShape,
  must,
  mustAgree,
  mustBeDimension,
  mustBeDimensions,
  mustHaveLength,
  tensorOf,
  tensorsOf,
} from './rules.js';

export const gatherScatter = infer(stablehlo, {
  dynamic_slice: ({ operand, start_indices: startIndices, slice_sizes }) => {
    const type = tensorOf(operand, 'operand');
    mustBeStarts(startIndices, type.shape.length);
    mustFit(slice_sizes, type, 'slice_sizes');
    return withShape(type, slice_sizes);
  },
  dynamic_update_slice: ({ operand, update, start_indices: startIndices }) => {
    const [type, updateType] = [tensorOf(operand, 'operand'), tensorOf(update, 'update')];
    mustBeStarts(startIndices, type.shape.length);
    must(sameElement(type.element, updateType.element), () => `update must have operand's element type (was ${describeType(updateType)})`);
    mustFit(updateType.shape, type, 'the shape of update');
    return type;
  },
  gather: ({ operand, start_indices: startIndices, dimension_numbers, slice_sizes }) =>
    gather(tensorOf(operand, 'operand'), tensorOf(startIndices, 'start_indices'), dimension_numbers, slice_sizes),
  scatter: ({
    inputs,
    scatter_indices: scatterIndices,
    updates,
    scatter_dimension_numbers: numbers,
    update_computation: updateComputation,
  }) => {
    const [inputTypes, updateTypes] = [tensorsOf(inputs, 'inputs'), tensorsOf(updates, 'updates')];
    mergedShape(inputTypes, 'inputs');
    mergedShape(updateTypes, 'updates');
    checkScatter(inputTypes[0], tensorOf(scatterIndices, 'scatter_indices'), updateTypes[0], numbers);
    const elements = mustCombine(updateComputation, inputTypes.length, 'update_computation');
    return inputTypes.map((type, index) => withElement(type, elements[index] as Type));
  },
});

function mustBeStarts(starts: readonly Value[], rank: number): void {
  mustHaveLength(starts, rank, 'start_indices');
  for (const start of starts) {
    const type = tensorOf(start, 'a start index');
    must(type.shape.length === 0 && isInteger(type), () => `a start index must be an integer scalar (was ${describeType(type)})`);
  }
}

const isInteger = (type: TensorType) => ['integer', 'signed'].includes(classOf(type)) || type.element.kind === 'index';

function mustFit(sizes: readonly number[], { shape }: TensorType, name: string): void {
  must(
    sizes.length === shape.length && sizes.every((size, d) => size <= (shape[d] as number) || shape[d] === -1),
    () => `${name} must fit into ${list(shape)} (was ${list(sizes)})`,
  );
}

function gather(operand: TensorType, indices: TensorType, numbers: GatherDimensionNumbers, sizes: readonly number[]): TensorType {
  const rank = operand.shape.length;
  const { offset_dims: offsetDims, collapsed_slice_dims: collapsed, operand_batching_dims: batching } = numbers;
  mustFit(sizes, operand, 'slice_sizes');
  mustBeDimensions([...collapsed, ...batching], rank, 'collapsed_slice_dims and operand_batching_dims');
  mustBeDimensions(numbers.start_index_map, rank, 'start_index_map');
  must(
    [...collapsed, ...batching].every((d) => (sizes[d] as number) <= 1),
    () => `slice_sizes must be at most 1 in collapsed and batching dimensions (was ${list(sizes)})`,
  );
  const batch = batchShape(indices, numbers.index_vector_dim, numbers.start_index_map.length, 'start_indices');
  checkBatching(operand, indices, batching, numbers.start_indices_batching_dims);
  const slice = sizes.filter((_, d) => !collapsed.includes(d) && !batching.includes(d));
  mustHaveLength(offsetDims, slice.length, 'offset_dims');
  mustBeDimensions(offsetDims, batch.length + slice.length, 'offset_dims');
  const [restOfBatch, restOfSlice] = [[...batch], [...slice]];
  const shape = Array.from({ length: batch.length + slice.length }, (_, d) => {
    const next = offsetDims.includes(d) ? restOfSlice.shift() : restOfBatch.shift();
    return next as number;
  });
  return withShape(operand, shape);
}

/** The shape of an indices tensor without the dimension along which the components of an index vector lie. */
function batchShape(indices: TensorType, vectorDimension: number, components: number, name: string): readonly number[] {
  must(isInteger(indices), () => `${name} must be integers (was ${describeType(indices)})`);
  mustBeDimension(vectorDimension, indices.shape.length + 1, 'index_vector_dim');
  mustAgree(indices.shape[vectorDimension] ?? 1, components, () => `${name} must have a component for each dimension that it indexes`);
  return indices.shape.filter((_, d) => d !== vectorDimension);
}

function checkBatching(operand: TensorType, indices: TensorType, operandDims: readonly number[], indicesDims: readonly number[]): void {
  mustBeDimensions(indicesDims, indices.shape.length, 'batching dimensions of the indices');
  mustHaveLength(indicesDims, operandDims.length, 'batching dimensions of the indices');
  operandDims.forEach((d, index) => {
    const other = indicesDims[index] as number;
    mustAgree(operand.shape[d] as number, indices.shape[other] as number, () => `batching dimensions ${d} and ${other} must have one size`);
  });
}

function checkScatter(input: TensorType, indices: TensorType, updates: TensorType, numbers: ScatterDimensionNumbers): void {
  const rank = input.shape.length;
  const { update_window_dims: windowDims, inserted_window_dims: inserted, input_batching_dims: batching } = numbers;
  mustBeDimensions([...inserted, ...batching], rank, 'inserted_window_dims and input_batching_dims');
  mustBeDimensions(windowDims, updates.shape.length, 'update_window_dims');
  mustBeDimensions(numbers.scatter_dims_to_operand_dims, rank, 'scatter_dims_to_operand_dims');
  const batch = batchShape(indices, numbers.index_vector_dim, numbers.scatter_dims_to_operand_dims.length, 'scatter_indices');
  checkBatching(input, indices, batching, numbers.scatter_indices_batching_dims);
  const window = input.shape.filter((_, d) => !inserted.includes(d) && !batching.includes(d));
  mustHaveLength(windowDims, window.length, 'update_window_dims');
  const given = windowDims.map((d) => updates.shape[d] as number);
  must(
    given.every((size, k) => size <= (window[k] as number) || window[k] === -1),
    () => `the window of updates must fit into ${list(window)} (was ${list(given)})`,
  );
  const scattered = updates.shape.filter((_, d) => !windowDims.includes(d));
  must(
    scattered.length === batch.length && scattered.every((size, d) => size === batch[d] || size < 0 || (batch[d] as number) < 0),
    () => `updates must have a window for each of ${list(batch)} index vectors (was ${list(scattered)})`,
  );
}
