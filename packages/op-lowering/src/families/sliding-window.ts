// A sliding window with any body and any number of operands, in StableHLO: dimension by dimension, the last first, each window combined
// from windows of 1, 2, 4 … elements, so that a window of n takes about 2·log₂ n runs of the lifted body. Spec: reduce_window.
import { isTensor, type Region, tensor, type Value } from '@hlolite/mlir-parser';
import { liftBody } from '../lift-body.js';
import type { StableHloBuilder } from '../stablehlo-builder.js';
import { shapeOf } from './element-kind.js';

/** A window with every default filled in. */
export interface Window {
  readonly sizes: readonly number[];
  readonly strides: readonly number[];
  readonly baseDilations: readonly number[];
  readonly dilations: readonly number[];
  readonly padding: readonly (readonly [low: number, high: number])[];
  /** Whether it must be right for other sizes too. */
  readonly anySize: boolean;
}

type Values = readonly Value[];

/** One value for each input. Padding is the initial value, which also stands before each window. */
export function slideWindow(inputs: Values, initial: Values, body: Region, window: Window, b: StableHloBuilder): Values {
  const types = body.blocks[0]?.arguments.map(({ type }) => type) ?? [];
  const typed = (values: Values) =>
    values.map((value, index) => {
      const type = types[index];
      return type && isTensor(type) ? b.convert(value, tensor(shapeOf(value), type.element)) : value;
    });
  const starts = typed(initial);
  const combine = (left: Values, right: Values) => liftBody(body, [...left, ...right], shapeOf(left[0] as Value), b);
  let values: Values = typed(inputs).map((input, index) => withPadding(input, starts[index] as Value, window, b));
  const shape = shapeOf(values[0] as Value).map((size, axis) => placesOf(size, axis, window));
  const before = starts.map((value) => b.broadcast(value, shape, []));
  if (shape.includes(0)) return before;
  for (let axis = shape.length - 1; axis >= 0; axis--) values = slideAlong(values, axis, window, combine, b);
  return combine(before, values);
}

function withPadding(input: Value, initial: Value, { padding, baseDilations }: Window, b: StableHloBuilder): Value {
  const [low, high] = [padding.map(([before]) => before), padding.map(([, after]) => after)];
  const interior = baseDilations.map((step) => step - 1);
  return [...low, ...high, ...interior].every((size) => size === 0) ? input : b.pad(input, initial, low, high, interior);
}

/** How often a window fits into a dimension that is padded already. */
function placesOf(size: number, axis: number, { sizes, strides, dilations }: Window): number {
  const covered = ((sizes[axis] as number) - 1) * (dilations[axis] as number) + 1;
  return covered > size ? 0 : Math.floor((size - covered) / (strides[axis] as number)) + 1;
}

function slideAlong(values: Values, axis: number, window: Window, combine: (left: Values, right: Values) => Values, b: StableHloBuilder) {
  const [size, stride, dilation] = [window.sizes, window.strides, window.dilations].map((list) => list[axis] as number) as [
    number,
    number,
    number,
  ];
  const places = placesOf(shapeOf(values[0] as Value)[axis] as number, axis, window);
  const cut = (from: Values, start: number, count: number, step: number) =>
    from.map((value) => {
      const shape = shapeOf(value);
      const at = (along: number, others: (size: number) => number) => shape.map((whole, each) => (each === axis ? along : others(whole)));
      if (start === 0 && step === 1 && count === shape[axis]) return value;
      return b.slice(
        value,
        at(start, () => 0),
        at(start + (count - 1) * step + 1, (whole) => whole),
        at(step, () => 1),
      );
    });
  // Windows that hardly overlap: each of their elements once, at the places that are needed.
  if (size <= 2 * stride) {
    const elements = Array.from({ length: size }, (_, index): Values => cut(values, index * dilation, places, stride));
    return elements.reduce((left, right) => combine(left, right));
  }
  const length = (places - 1) * stride + 1;
  let [power, covered] = [values, 0];
  let whole: Values | undefined;
  for (let width = 1; width <= size; width *= 2) {
    if (size & width) {
      const part = cut(power, covered * dilation, length, 1);
      whole = whole ? combine(whole, part) : part;
      covered += width;
    }
    const left = (shapeOf(power[0] as Value)[axis] as number) - width * dilation;
    if (2 * width <= size) power = combine(cut(power, 0, left, 1), cut(power, width * dilation, left, 1));
  }
  return cut(whole as Values, 0, places, stride);
}
