// Shape ops: the elements stay as they are, the dimensions move.
import { type Operation, stablehlo, type TensorType, type Value } from '@hlolite/mlir-parser';
import { describeType, describeTypes, sameElement, sizesAgree, withElement, withShape } from '../types.js';
import { infer, list, must, mustBeDimension, mustBeDimensions, mustHaveLength, tensorOf, tensorsOf } from './rules.js';

export const shape = infer(stablehlo, {
  broadcast_in_dim: ({ operand, broadcast_dimensions }, written) =>
    broadcast(tensorOf(operand, 'operand'), broadcast_dimensions, writtenTensor(written)),
  concatenate: ({ inputs, dimension }) => concatenate(tensorsOf(inputs, 'inputs'), dimension),
  pad: ({ operand, padding_value: paddingValue, edge_padding_low, edge_padding_high, interior_padding }) =>
    pad(tensorOf(operand, 'operand'), tensorOf(paddingValue, 'padding_value'), edge_padding_low, edge_padding_high, interior_padding),
  reshape: ({ operand }, written) => reshape(tensorOf(operand, 'operand'), writtenTensor(written)),
  reverse: ({ operand, dimensions }) => {
    const type = tensorOf(operand, 'operand');
    mustBeDimensions(dimensions, type.shape.length, 'dimensions');
    return type;
  },
  slice: ({ operand, start_indices, limit_indices, strides }) => slice(tensorOf(operand, 'operand'), start_indices, limit_indices, strides),
  transpose: ({ operand, permutation }) => transpose(tensorOf(operand, 'operand'), permutation),
});

const writtenTensor = ({ results: [result] }: Operation): TensorType => tensorOf(result as Value, 'the result');

function broadcast(operand: TensorType, dimensions: readonly number[], result: TensorType): TensorType {
  mustHaveLength(dimensions, operand.shape.length, 'broadcast_dimensions');
  mustBeDimensions(dimensions, result.shape.length, 'broadcast_dimensions');
  dimensions.forEach((target, dimension) => {
    const [size, wanted] = [operand.shape[dimension] as number, result.shape[target] as number];
    must(
      size === 1 || sizesAgree(size, wanted),
      () => `dimension ${dimension} of operand must be 1 or ${wanted}, the size of result dimension ${target} (was ${size})`,
    );
  });
  return withElement(result, operand.element);
}

function concatenate(inputs: readonly [TensorType, ...TensorType[]], dimension: number): TensorType {
  const [first] = inputs;
  mustBeDimension(dimension, first.shape.length, 'dimension');
  must(
    inputs.every(
      ({ shape, element }) =>
        sameElement(element, first.element) &&
        shape.length === first.shape.length &&
        shape.every((size, d) => d === dimension || sizesAgree(size, first.shape[d] as number)),
    ),
    () => `inputs must agree in all but dimension ${dimension} (was ${describeTypes(inputs)})`,
  );
  return withShape(
    first,
    first.shape.map((_, d) => {
      const sizes = inputs.map(({ shape }) => shape[d] as number);
      if (d !== dimension) return Math.max(...sizes);
      return sizes.includes(-1) ? -1 : sizes.reduce((sum, size) => sum + size, 0);
    }),
  );
}

function pad(
  operand: TensorType,
  value: TensorType,
  low: readonly number[],
  high: readonly number[],
  interior: readonly number[],
): TensorType {
  const rank = operand.shape.length;
  mustHaveLength(low, rank, 'edge_padding_low');
  mustHaveLength(high, rank, 'edge_padding_high');
  mustHaveLength(interior, rank, 'interior_padding');
  must(
    interior.every((gap) => gap >= 0),
    () => `interior_padding must not be negative (was ${list(interior)})`,
  );
  must(
    value.shape.length === 0 && sameElement(value.element, operand.element),
    () => `padding_value must be a scalar of operand's element type (was ${describeType(value)})`,
  );
  const shape = operand.shape.map((size, d) =>
    size < 0 ? size : (low[d] as number) + size + Math.max(0, size - 1) * (interior[d] as number) + (high[d] as number),
  );
  must(
    shape.every((size, d) => size >= 0 || operand.shape[d] === -1),
    () => `negative padding must not take away more than there is (gives ${list(shape)})`,
  );
  return withShape(operand, shape);
}

function reshape(operand: TensorType, result: TensorType): TensorType {
  const count = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1);
  must(
    operand.shape.includes(-1) || result.shape.includes(-1) || count(operand.shape) === count(result.shape),
    () => `the result must have the ${count(operand.shape)} elements of operand (was ${describeType(result)})`,
  );
  return withElement(result, operand.element);
}

function slice(operand: TensorType, starts: readonly number[], limits: readonly number[], strides: readonly number[]): TensorType {
  const rank = operand.shape.length;
  mustHaveLength(starts, rank, 'start_indices');
  mustHaveLength(limits, rank, 'limit_indices');
  mustHaveLength(strides, rank, 'strides');
  return withShape(
    operand,
    operand.shape.map((size, d) => {
      const [start, limit, stride] = [starts[d] as number, limits[d] as number, strides[d] as number];
      must(
        0 <= start && start <= limit && (size < 0 || limit <= size) && stride > 0,
        () => `slice ${start}:${limit}:${stride} of dimension ${d} must lie inside 0:${size} with a positive stride`,
      );
      return Math.ceil((limit - start) / stride);
    }),
  );
}

function transpose(operand: TensorType, permutation: readonly number[]): TensorType {
  const rank = operand.shape.length;
  must(
    permutation.length === rank && new Set(permutation).size === rank && permutation.every((d) => d >= 0 && d < rank),
    () => `permutation must name each of ${rank} dimensions once (was ${list(permutation)})`,
  );
  return withShape(
    operand,
    permutation.map((d) => operand.shape[d] as number),
  );
}
