// Putting dimensions in order, for values and for constant data.
import type { Value } from '@hlolite/mlir-parser';
import { type Dense, elementInfo, isInMemory, permutedLater, transposeBytes } from '@hlolite/tensor';
import type { Tensor } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';

/** The order that puts dimensions in the given order back. */
export const inverseOf = (order: readonly number[]): number[] => order.map((_, dimension) => order.indexOf(dimension));

/** The order with one dimension behind all others. */
export const axisLast = (rank: number, axis: number): number[] => [
  ...Array.from({ length: rank }, (_, each) => each).filter((each) => each !== axis),
  axis,
];

/** The value with its dimensions in the given order: a constant is permuted here, anything else at run time. */
export function permuted(value: Value, order: readonly number[], g: GraphBuilder): Tensor {
  if (order.every((dimension, index) => dimension === index)) return g.tensor(value);
  const dense = g.constant(value);
  return dense ? g.dense(permuteDense(dense, order)) : g.transpose(value, order);
}

/** Constant data with its dimensions in another order: now where it is in memory, else when the writer reads it. */
export function permuteDense(dense: Dense, order: readonly number[]): Dense {
  if (dense.splat || !isInMemory(dense.bytes)) return permutedLater(dense, order);
  const shape = order.map((dimension) => dense.shape[dimension] as number);
  return { ...dense, shape, bytes: transposeBytes(dense.bytes, elementInfo(dense.type).bytes, dense.shape, order) };
}
