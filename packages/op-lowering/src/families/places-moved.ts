// Gathers by indices of any dimensions, between TRANSPOSEs to and from the one order that GATHER_ND knows.
import type { Value } from '@hlolite/mlir-parser';
import { elementCount } from '@hlolite/tensor';
import { kernelSupport, type Tensor } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';
import { shapeOf } from './element-kind.js';
import { inverseOf, permuted } from './permute.js';
import { clamped, fits, type PlaceGather } from './places.js';

/** The general kernel takes a hundred times as long for an element as TRANSPOSE: few places in a large tensor are left to it. */
const TIMES_AS_FAST = 64;
const MOST_DIMENSIONS = 6;

/**
 * Each index vector names a place in some dimensions, and all of the others are taken. The dimensions of places are brought first for
 * GATHER_ND, and those taken stand last in what it gives.
 */
export function gatherMovedPlaces({ operand, indices, vectors, numbers, sizes }: PlaceGather, g: GraphBuilder): Tensor | undefined {
  const shape = shapeOf(operand);
  const result = g.resultInfo();
  const chosen = [...numbers.operand_batching_dims, ...numbers.start_index_map];
  const collapsed = [...numbers.collapsed_slice_dims, ...numbers.operand_batching_dims];
  const whole = shape.every(
    (size, axis) => collapsed.includes(axis) === chosen.includes(axis) && (chosen.includes(axis) || sizes[axis] === size),
  );
  if (numbers.index_vector_dim !== vectors.length - 1 || !whole || !isWorthMoving(operand, result.shape, g)) return undefined;
  const first = [...chosen, ...shape.map((_, axis) => axis).filter((axis) => !chosen.includes(axis))];
  const order = orderOfResult(result.shape.length, numbers.offset_dims);
  const last = chosen.map((dimension) => (shape[dimension] as number) - 1);
  const info = { type: result.type, shape: inverseOf(order).map((dimension) => result.shape[dimension] as number) };
  const operands = [permuted(operand, first, g), clamped(g.reshape(indices, vectors), last, g)];
  return g.transpose(g.emit('GATHER_ND', operands, {}, info), order);
}

/** For each dimension of the result that of GATHER_ND's, where index vectors stand first and what lies at a place last. */
function orderOfResult(rank: number, offsets: readonly number[]): number[] {
  const places = rank - offsets.length;
  let place = 0;
  return Array.from({ length: rank }, (_, dimension) => {
    const offset = offsets.indexOf(dimension);
    return offset < 0 ? place++ : places + offset;
  });
}

function isWorthMoving(operand: Value, result: readonly number[], g: GraphBuilder): boolean {
  const shape = shapeOf(operand);
  const isFew = elementCount(result) * TIMES_AS_FAST < elementCount(shape);
  const fitting = Math.max(shape.length, result.length) <= MOST_DIMENSIONS && kernelSupport('TRANSPOSE', g.resultInfo().type) === 'yes';
  return !isFew && fitting && fits('GATHER_ND', operand, g);
}
