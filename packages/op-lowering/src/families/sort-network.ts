// A sort of many elements by any comparator: Batcher's bitonic network on whole tensors, log₂ n · (log₂ n + 1) / 2 rounds. Each element
// travels with its index, which makes the sort stable and keeps the padding to a power of two behind all else.
import { i1, i32, isTensor, type Region, tensor, type Value } from '@hlolite/mlir-parser';
import { denseOf, elementCount } from '@hlolite/tensor';
import { liftBody } from '../lift-body.js';
import type { StableHloBuilder } from '../stablehlo-builder.js';
import { shapeOf } from './element-kind.js';
import { axisLast, inverseOf } from './permute.js';

type Values = readonly Value[];

/** The inputs, sorted along one dimension. */
export function sortedByNetwork(inputs: Values, axis: number, comparator: Region, b: StableHloBuilder): Values {
  const shape = shapeOf(inputs[0] as Value);
  const length = shape[axis] as number;
  const rows = elementCount(shape) / length;
  const order = axisLast(shape.length, axis);
  const size = 2 ** Math.ceil(Math.log2(length));
  const padded = inputs.map((input) => {
    const line = b.reshape(b.transpose(input, order), [rows, length]);
    const zero = b.splat(isTensor(line.type) ? tensor([], line.type.element) : line.type, 0);
    return b.pad(line, zero, [0, 0], [0, size - length]);
  });
  let values: Values = [...padded, b.iota(tensor([rows, size], i32), 1)];
  for (let block = 2; block <= size; block *= 2)
    for (let distance = block / 2; distance >= 1; distance /= 2) values = round(values, block, distance, length, comparator, b);
  return values.slice(0, -1).map((value) => {
    const line = b.slice(value, [0, 0], [rows, length]);
    const moved = b.reshape(
      line,
      order.map((each) => shape[each] as number),
    );
    return b.transpose(moved, inverseOf(order));
  });
}

/** Elements at a distance are compared and exchanged where they stand the wrong way round; every other block is sorted downwards. */
function round(values: Values, block: number, distance: number, length: number, comparator: Region, b: StableHloBuilder): Values {
  const [rows, size] = shapeOf(values[0] as Value) as readonly [number, number];
  const groups = size / (2 * distance);
  const half = [rows, groups, 1, distance];
  const sides = values.map((value) => {
    const pairs = b.reshape(value, [rows, groups, 2, distance]);
    return [0, 1].map((side) => b.slice(pairs, [0, 0, side, 0], [rows, groups, side + 1, distance])) as [Value, Value];
  });
  const downwards = Array.from({ length: groups }, (_, group) => Number(((group * 2 * distance) & block) !== 0));
  const direction = b.constant(tensor([groups], i1), denseOf('i1', [groups], downwards));
  const wrong = b.emit('xor', [
    isLess(
      sides.map(([left, right]) => [right, left]),
      half,
      length,
      comparator,
      b,
    ),
    b.broadcast(direction, half, [1]),
  ]);
  return sides.map(([left, right]) =>
    b.reshape(b.concatenate([b.select(wrong, right, left), b.select(wrong, left, right)], 2), [rows, size]),
  );
}

/** Whether the left ones come first: by the comparator, and where that says neither, or one is padding, by their indices. */
function isLess(
  pairs: readonly (readonly [Value, Value])[],
  shape: readonly number[],
  length: number,
  comparator: Region,
  b: StableHloBuilder,
): Value {
  const [leftIndex, rightIndex] = pairs.at(-1) as readonly [Value, Value];
  const elements = pairs.slice(0, -1);
  const says = (flip: boolean) =>
    liftBody(
      comparator,
      elements.flatMap(([left, right]) => (flip ? [right, left] : [left, right])),
      shape,
      b,
    )[0] as Value;
  const first = b.compare('LT', leftIndex, rightIndex);
  const neither = b.emit('and', [b.emit('not', [says(true)]), first]);
  const end = b.splat(tensor(shape, i32), length);
  const real = b.emit('and', [b.compare('LT', leftIndex, end), b.compare('LT', rightIndex, end)]);
  return b.select(real, b.emit('or', [says(false), neither]), first);
}
