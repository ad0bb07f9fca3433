// chlo.scan: a loop over the slices of a dimension. The body takes a slice of each input and the carries, and gives a slice of each output and
// the next carries; in reverse the last slices come first, and outputs stand where their inputs stood.
import { chlo, hasStaticShape, i32, type Operation, type Region, type TensorType, tensor, type Value, view } from '@hlolite/mlir-parser';
import type { StableHloBuilder } from '../../stablehlo-builder.js';
import { Rewriter } from '../body.js';

/** The loop in StableHLO; undefined where a shape is unknown. */
export function loopOfScan(op: Operation, b: StableHloBuilder): readonly Value[] | undefined {
  const { inputs, inits, dimension, is_reverse: reverse, scan_dim_size: given, body } = view(op, chlo.ops.scan);
  const outputs = op.results.slice(0, op.results.length - inits.length);
  if (![...inputs, ...outputs].every(({ type }) => hasStaticShape(type))) return undefined;
  const length = given ?? shapeOf((inputs[0] ?? outputs[0]) as Value)[dimension] ?? 0;
  if (length === 0) return [...outputs.map(({ type }) => b.splat(type, 0)), ...inits];
  const counter = tensor([], i32);
  const state = [b.splat(counter, 0), ...inits, ...outputs.map(({ type }) => b.splat(type, 0))];
  const results = b.while(
    state,
    (inner, [index]) => inner.compare('LT', index as Value, inner.splat(counter, length)),
    (inner, [index, ...rest]) => {
      const at = reverse ? inner.subtract(inner.splat(counter, length - 1), index as Value) : (index as Value);
      const [carries, filled] = [rest.slice(0, inits.length), rest.slice(inits.length)];
      const slices = inputs.map((input) => sliceAt(input, at, dimension, inner));
      const given = inlined(body, [...slices, ...carries], inner);
      const [made, next] = [given.slice(0, outputs.length), given.slice(outputs.length)];
      const written = filled.map((whole, number) => writtenAt(whole, made[number] as Value, at, dimension, inner));
      return [inner.add(index as Value, inner.splat(counter, 1)), ...next, ...written];
    },
  );
  const carries = results.slice(1, 1 + inits.length);
  return [...results.slice(1 + inits.length), ...carries];
}

const shapeOf = ({ type }: Value): readonly number[] => (type as TensorType).shape;

const startsAt = (at: Value, dimension: number, rank: number, b: StableHloBuilder): readonly Value[] =>
  Array.from({ length: rank }, (_, axis) => (axis === dimension ? at : b.splat(at.type, 0)));

function sliceAt(whole: Value, at: Value, dimension: number, b: StableHloBuilder): Value {
  const shape = shapeOf(whole);
  const sizes = shape.map((size, axis) => (axis === dimension ? 1 : size));
  const slice = b.dynamicSlice(whole, startsAt(at, dimension, shape.length, b), sizes);
  return b.reshape(
    slice,
    shape.filter((_, axis) => axis !== dimension),
  );
}

function writtenAt(whole: Value, slice: Value, at: Value, dimension: number, b: StableHloBuilder): Value {
  const shape = shapeOf(whole);
  const update = b.reshape(
    slice,
    shape.map((size, axis) => (axis === dimension ? 1 : size)),
  );
  return b.emit('dynamic_update_slice', [whole, update, ...startsAt(at, dimension, shape.length, b)]);
}

/** What a region gives for values in place of its arguments. */
function inlined({ blocks: [block] }: Region, inputs: readonly Value[], b: StableHloBuilder): readonly Value[] {
  const rewriter = new Rewriter();
  block?.arguments.forEach((argument, index) => rewriter.replace(argument, inputs[index] as Value));
  const operations = block?.operations ?? [];
  for (const inner of operations.slice(0, -1)) b.operations.push(rewriter.carry(inner, undefined, true));
  return rewriter.values(operations.at(-1)?.operands ?? []);
}
