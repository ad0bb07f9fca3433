// A sort by any comparator that is an order: the place of an element is the number of those that come before it. n² comparisons, all at once.
import { i32, type Region, tensor, type Value } from '@hlolite/mlir-parser';
import { elementCount } from '@hlolite/tensor';
import { liftBody } from '../lift-body.js';
import type { StableHloBuilder } from '../stablehlo-builder.js';
import { shapeOf } from './element-kind.js';
import { axisLast } from './permute.js';

/** For each line of the dimension the indices of its elements in their order, as i32 [lines, n]. Equal elements stay as they stand. */
export function ranksOf(inputs: readonly Value[], axis: number, comparator: Region, b: StableHloBuilder): Value {
  const shape = shapeOf(inputs[0] as Value);
  const n = shape[axis] as number;
  const rows = elementCount(shape) / n;
  const pairs = [rows, n, n];
  const order = axisLast(shape.length, axis);
  const lines = inputs.map((input) => b.reshape(b.transpose(input, order), [rows, n]));
  const here = (value: Value) => b.broadcast(value, pairs, [0, 1]);
  const there = (value: Value) => b.broadcast(value, pairs, [0, 2]);
  // [line, i, j]: whether element j comes before element i. One that stands before it does unless i is less, one behind it if j is less.
  const [later] = liftBody(
    comparator,
    lines.flatMap((line) => [here(line), there(line)]),
    pairs,
    b,
  ) as [Value];
  const [earlier] = liftBody(
    comparator,
    lines.flatMap((line) => [there(line), here(line)]),
    pairs,
    b,
  ) as [Value];
  const [i, j] = [1, 2].map((dimension) => b.iota(tensor(pairs, i32), dimension)) as [Value, Value];
  const behind = b.emit('and', [earlier, b.compare('GT', j, i)]);
  const before = b.select(b.compare('LT', j, i), b.emit('not', [later]), behind);
  const ranks = b.reduceAdd(b.convert(before, tensor(pairs, i32)), [2]);
  // [line, place, i]: the index of the one element whose rank is the place.
  const isHere = b.compare('EQ', b.broadcast(ranks, pairs, [0, 2]), i);
  const places = b.reduceAdd(b.select(isHere, j, b.splat(tensor(pairs, i32), 0)), [2]);
  // A comparator that is no order may give several elements one rank; their indices are kept within the line all the same.
  return b.emit('minimum', [places, b.splat(places.type, n - 1)]);
}
