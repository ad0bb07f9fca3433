// A reduction with a body that no kernel knows, and of several operands: neighbours are combined by the lifted body, halving the dimension
// each time. Spec: reduce (any tree whose leaves stand in order, with the initial value among them).
import { isTensor, type Region, tensor, type Value } from '@hlolite/mlir-parser';
import { elementCount } from '@hlolite/tensor';
import { liftBody } from '../lift-body.js';
import type { StableHloBuilder } from '../stablehlo-builder.js';
import { shapeOf } from './element-kind.js';

/** The operands of a reduction and what combines them. */
interface Reduction {
  readonly inputs: readonly Value[];
  readonly initial: readonly Value[];
  readonly dimensions: readonly number[];
  readonly body: Region;
}

/** One value for each input, without the reduced dimensions: about 2·log₂ n runs of the body on tensors. */
export function reduceByTree({ inputs, initial, dimensions, body }: Reduction, b: StableHloBuilder): readonly Value[] {
  const types = body.blocks[0]?.arguments.map(({ type }) => type) ?? [];
  const typed = (values: readonly Value[]) => values.map((value, index) => converted(value, types[index] as Value['type'], b));
  const shape = shapeOf(inputs[0] as Value);
  const kept = shape.filter((_, axis) => !dimensions.includes(axis));
  const starts = typed(initial).map((value) => b.broadcast(value, kept, []));
  if (dimensions.some((axis) => shape[axis] === 0)) return starts;
  const folded = foldNeighbours(
    typed(inputs).map((input) => middle(input, dimensions, b)),
    body,
    b,
  );
  const totals = folded.map((value) => b.reshape(value, kept));
  return liftBody(body, [...starts, ...totals], kept, b);
}

/** The same values in the element type of an argument of the body (spec: promotion of operands). */
function converted(value: Value, type: Value['type'], b: StableHloBuilder): Value {
  return isTensor(type) ? b.convert(value, tensor(shapeOf(value), type.element)) : value;
}

/** [before, reduced, behind]: neighbouring reduced dimensions are taken together where they are, others are moved to the front. */
function middle(input: Value, dimensions: readonly number[], b: StableHloBuilder): Value {
  const shape = shapeOf(input);
  const reduced = shape.map((_, axis) => axis).filter((axis) => dimensions.includes(axis));
  const kept = shape.map((_, axis) => axis).filter((axis) => !dimensions.includes(axis));
  const [first, last] = [reduced[0] ?? 0, reduced.at(-1) ?? -1];
  const together = last - first + 1 === reduced.length;
  const moved = together ? input : b.transpose(input, [...reduced, ...kept]);
  const sizes = shapeOf(moved);
  const start = together ? first : 0;
  const count = (from: number, to: number) => elementCount(sizes.slice(from, to));
  return b.reshape(moved, [count(0, start), count(start, start + reduced.length), count(start + reduced.length, sizes.length)]);
}

/**
 * The middle dimension of [before, n, behind] folded to 1. The last element of an odd number waits and is combined at the end, behind all
 * that came before it, so that the order of the elements stays.
 */
function foldNeighbours(inputs: readonly Value[], body: Region, b: StableHloBuilder): readonly Value[] {
  let values = inputs;
  let waiting: readonly Value[] | undefined;
  for (;;) {
    const [before, size, behind] = shapeOf(values[0] as Value) as readonly [number, number, number];
    if (size === 1) return waiting ? liftBody(body, [...values, ...waiting], [before, 1, behind], b) : values;
    const each = (from: number, to: number, step: number) =>
      values.map((value) => b.slice(value, [0, from, 0], [before, to, behind], [1, step, 1]));
    if (size % 2 === 1) {
      const last = each(size - 1, size, 1);
      waiting = waiting ? liftBody(body, [...last, ...waiting], [before, 1, behind], b) : last;
    }
    const half = Math.floor(size / 2);
    values = liftBody(body, [...each(0, 2 * half - 1, 2), ...each(1, 2 * half, 2)], [before, half, behind], b);
  }
}
