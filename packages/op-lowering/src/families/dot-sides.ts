// The operands of a contraction with their dimensions sorted by what they do, and brought into the order of kernels.
import type { Value } from '@hlolite/mlir-parser';
import { elementCount } from '@hlolite/tensor';
import type { TensorType } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';
import { shapeOf } from './element-kind.js';
import { permuted } from './permute.js';

/** An operand with its dimensions sorted by what they do. */
export interface Side {
  readonly value: Value;
  readonly batching: readonly number[];
  readonly free: readonly number[];
  readonly contracting: readonly number[];
  readonly size: (dimensions: readonly number[]) => number;
}

export function side(value: Value, batching: readonly number[], contracting: readonly number[]): Side {
  const shape = shapeOf(value);
  const free = shape
    .map((_, dimension) => dimension)
    .filter((dimension) => !batching.includes(dimension) && !contracting.includes(dimension));
  return {
    value,
    batching,
    free,
    contracting,
    size: (dimensions) => elementCount(dimensions.map((dimension) => shape[dimension] as number)),
  };
}

/** The sizes of the batch dimensions, as one where there are more than the kernel takes. */
export function batchOf({ value, batching }: Side): readonly number[] {
  const batch = batching.map((dimension) => shapeOf(value)[dimension] as number);
  return batch.length > MOST_BATCH_DIMENSIONS ? [elementCount(batch)] : batch;
}

/** More dimensions than this the kernel refuses; batches are then one dimension. */
const MOST_BATCH_DIMENSIONS = 3;

/** An operand as [batch…, a, b], of a type; where it stands as [batch…, b, a] it is left so and `swapped` says it. */
export function matrix(operand: Side, wanted: 'free-first' | 'contracting-first', type: TensorType, g: GraphBuilder) {
  const { value, batching, free, contracting, size } = operand;
  const batch = batchOf(operand);
  const [first, second] = wanted === 'free-first' ? [free, contracting] : [contracting, free];
  const straight = [...batching, ...first, ...second];
  const crossed = [...batching, ...second, ...first];
  const stands = (order: readonly number[]) => order.every((dimension, index) => dimension === index);
  const swapped = !stands(straight) && stands(crossed);
  const tensor = permuted(value, swapped ? crossed : straight, g);
  const shape = swapped ? [...batch, size(second), size(first)] : [...batch, size(first), size(second)];
  return { tensor: g.cast(g.reshape(tensor, shape), type), swapped };
}
