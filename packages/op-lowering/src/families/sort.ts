// Sorting. Spec: sort; CHLO: top_k. The sorted dimension becomes the last of two. A comparator that is an order of one operand is TOPK_V2 on
// integers in that order, which is stable and knows every NaN; any other sorts by counting (sort-by-ranks) or by a network (sort-network).
import { chlo, stablehlo, type Value, type View } from '@hlolite/mlir-parser';
import { elementCount } from '@hlolite/tensor';
import type { Tensor } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';
import type { Lowered } from '../lowered.js';
import { type Order, ordersOf } from '../recognise/comparator.js';
import { closedRegion } from '../recognise/samples.js';
import { rules } from '../rules.js';
import { bitsAs, carrierOf } from './carrier.js';
import { shapeOf } from './element-kind.js';
import { axisLast, inverseOf } from './permute.js';
import { ranksOf } from './sort-by-ranks.js';
import { sortKey } from './sort-key.js';
import { sortedByNetwork } from './sort-network.js';

export const sort = {
  ...rules(stablehlo, { sort: lowerSort }),
  ...rules(chlo, { top_k: lowerTopK }),
};

/** Counting compares each element with each other; beyond so many pairs a network compares fewer. */
const MOST_PAIRS = 1 << 20;

function lowerSort({ inputs, dimension, comparator }: View<typeof stablehlo.ops.sort>, g: GraphBuilder): readonly (Tensor | Lowered)[] {
  const shape = shapeOf(inputs[0] as Value);
  const axis = dimension < 0 ? dimension + shape.length : dimension;
  const length = shape[axis] ?? 1;
  if (elementCount(shape) === 0 || length === 1) return inputs.map((input) => g.tensor(input));
  const closed = closedRegion(comparator, (value) => g.constant(value));
  const orders = closed && ordersOf(closed);
  if (orders) {
    const indices = indicesBy(orders, inputs, axis, g);
    return inputs.map((input) => restored(taken(lines(input, axis, g), indices, g), shape, axis, g));
  }
  if (elementCount(shape) * length > MOST_PAIRS) return g.rewrite((b) => sortedByNetwork(inputs, axis, comparator, b));
  const [indices] = g.rewrite((b) => [ranksOf(inputs, axis, comparator, b)]);
  return inputs.map((input) => restored(taken(lines(input, axis, g), tensorOf(indices as Lowered, g), g), shape, axis, g));
}

/** Where the elements of each line come from: sorted by the last key first, which the sorts by those before it leave where they say nothing. */
function indicesBy(orders: readonly Order[], inputs: readonly Value[], axis: number, g: GraphBuilder): Tensor {
  let indices: Tensor | undefined;
  for (const order of [...orders].reverse()) {
    const key = sortKey(lines(inputs[order.operand] as Value, axis, g), order, g);
    const sorted = largest(indices ? taken(key, indices, g) : key, key.shape[1] as number, g);
    indices = indices ? taken(indices, sorted, g) : sorted;
  }
  return indices as Tensor;
}

/** The k largest in the total order, equal ones as they stand (spec: top_k). */
function lowerTopK({ operand, k }: View<typeof chlo.ops.top_k>, g: GraphBuilder): readonly Tensor[] {
  const shape = shapeOf(operand);
  const axis = shape.length - 1;
  const given = lines(operand, axis, g);
  const indices = largest(sortKey(given, { operand: 0, descending: true, joins: false }, g), k, g);
  const result = [...shape.slice(0, -1), k];
  return [g.reshape(taken(given, indices, g), result), g.reshape(g.cast(indices, g.resultInfo(1).type), result)];
}

/** [lines, length of the dimension]: the dimension last, all others as one. */
function lines(value: Value, axis: number, g: GraphBuilder): Tensor {
  const shape = shapeOf(value);
  const moved = g.transpose(value, axisLast(shape.length, axis));
  const length = shape[axis] as number;
  return g.reshape(moved, [elementCount(shape) / length, length]);
}

function restored(sorted: Tensor, shape: readonly number[], axis: number, g: GraphBuilder): Tensor {
  const order = axisLast(shape.length, axis);
  const moved = g.reshape(
    sorted,
    order.map((each) => shape[each] as number),
  );
  return g.transpose(moved, inverseOf(order));
}

/** Where the k largest of each line stand, the largest first. */
function largest(key: Tensor, k: number, g: GraphBuilder): Tensor {
  const shape = [key.shape[0] as number, k];
  const [, indices] = g.emitAll('TOPK_V2', [key, g.scalar('i32', k)], {}, [
    { type: key.type, shape },
    { type: 'INT32', shape },
  ]);
  return indices as Tensor;
}

/** The elements of each line at the indices for it. */
function taken(given: Tensor, indices: Tensor, g: GraphBuilder): Tensor {
  const carrier = carrierOf('GATHER', given.type);
  const [rows] = given.shape;
  const source = bitsAs(given, carrier, g);
  const { shape } = indices;
  if (rows !== 1) return bitsAs(g.emit('GATHER', [source, indices], { axis: 1, batch_dims: 1 }, { type: carrier, shape }), given.type, g);
  const flat = g.emit(
    'GATHER',
    [g.reshape(source, given.shape.slice(1)), g.reshape(indices, shape.slice(1))],
    { axis: 0 },
    { type: carrier, shape: shape.slice(1) },
  );
  return bitsAs(g.reshape(flat, shape), given.type, g);
}

const tensorOf = (lowered: Lowered, g: GraphBuilder): Tensor =>
  lowered.kind === 'tensor'
    ? lowered.tensor
    : lowered.kind === 'constant'
      ? g.dense(lowered.dense)
      : g.unsupported('lower/internal', 'the order of a sort must be computed');
