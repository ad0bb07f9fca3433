// What a StableHLO value has become. Constants and broadcasts are not put into the graph until somebody needs them there:
// a kernel that broadcasts takes the small tensor, a splat is stored once, and what nobody needs never appears.
import type { Dense } from '@hlolite/tensor';
import type { Tensor } from '@hlolite/tflite-schema';

export type Lowered = TensorValue | ConstantValue | BroadcastValue;

/** A tensor of the graph. */
export interface TensorValue {
  readonly kind: 'tensor';
  readonly tensor: Tensor;
}

/** A constant that may not be in the graph yet. */
export interface ConstantValue {
  readonly kind: 'constant';
  readonly dense: Dense;
}

/** `source` with each of its dimensions placed at `dimensions` of `shape` (spec: broadcast_in_dim), not materialised. */
export interface BroadcastValue {
  readonly kind: 'broadcast';
  readonly source: TensorValue | ConstantValue;
  readonly dimensions: readonly number[];
  readonly shape: readonly number[];
}

export const isLowered = (value: Tensor | Lowered): value is Lowered => 'kind' in value;

/** The shape of the operand with a 1 for each dimension of the result that it lacks: what broadcasting kernels take. */
export function alignedShape(sourceShape: readonly number[], dimensions: readonly number[], rank: number): readonly number[] {
  const shape = new Array<number>(rank).fill(1);
  dimensions.forEach((dimension, index) => {
    shape[dimension] = sourceShape[index] as number;
  });
  return shape;
}

/** Without leading ones: kernels align shapes at the end, so `[1, 1, 768]` and `[768]` say the same. */
export function withoutLeadingOnes(shape: readonly number[]): readonly number[] {
  const first = shape.findIndex((size) => size !== 1);
  return first === -1 ? [] : shape.slice(first);
}
