// Ops that slide a window: reduce_window, select_and_scatter.
import { stablehlo } from '@hlolite/mlir-parser';
import { type Dense, elementCount } from '@hlolite/tensor';
import { type WindowAttributes, windowed } from '../infer/window.js';
import { denseFrom, elementsOf, mustBeComputable, newElements, scalarOf } from './elements.js';
import { type Body, type Context, kernels } from './kernel.js';
import type { Scalar } from './scalar.js';
import { stridesOf } from './strides.js';

export const window = kernels(stablehlo, {
  reduce_window: ({ inputs, init_values: initValues, body, ...attributes }, context) =>
    reduceWindow(inputs, initValues, context.body(body), windowOf((inputs[0] as Dense).shape, attributes), context),
  select_and_scatter: ({ operand, source, init_value: initValue, select, scatter, ...attributes }, context) =>
    selectAndScatter(operand, source, initValue, context.body(select), context.body(scatter), windowOf(operand.shape, attributes)),
});

/** A window with every default filled in. */
interface Window {
  readonly sizes: readonly number[];
  readonly strides: readonly number[];
  readonly baseDilations: readonly number[];
  readonly windowDilations: readonly number[];
  readonly low: readonly number[];
  readonly resultShape: readonly number[];
}

function windowOf(shape: readonly number[], given: WindowAttributes): Window {
  const ones = shape.map(() => 1);
  const sizes = given.window_dimensions ?? ones;
  const strides = given.window_strides ?? ones;
  const baseDilations = given.base_dilations ?? ones;
  const windowDilations = given.window_dilations ?? ones;
  const padding = given.padding ?? ones.map(() => [0, 0] as const);
  return { sizes, strides, baseDilations, windowDilations, low: padding.map(([low]) => low), resultShape: windowed(shape, given) };
}

/**
 * For every place of the window (in row-major order of the result) the operand positions under it, −1 where it lies on padding.
 * Positions come dimension by dimension, so the inner loop only adds.
 */
function forEachWindow(shape: readonly number[], window: Window, each: (result: number, positions: Int32Array) => void): void {
  const count = elementCount(window.resultShape);
  mustBeComputable(elementCount(window.sizes));
  // Every place looks at every element of the window; more work than this is no program but a mistake.
  mustBeComputable((count * elementCount(window.sizes)) / 16);
  const positions = new Int32Array(elementCount(window.sizes));
  const strides = stridesOf(shape);
  const resultStrides = stridesOf(window.resultShape);
  for (let result = 0; result < count; result++) {
    let filled = 1;
    positions[0] = 0;
    shape.forEach((size, d) => {
      const place = Math.floor(result / (resultStrides[d] as number)) % (window.resultShape[d] as number);
      filled = extend(positions, filled, positionsInDimension(size, strides[d] as number, place, d, window));
    });
    each(result, positions);
  }
}

function positionsInDimension(size: number, stride: number, place: number, d: number, window: Window): number[] {
  const start = place * (window.strides[d] as number) - (window.low[d] as number);
  return Array.from({ length: window.sizes[d] as number }, (_, index) => {
    const position = start + index * (window.windowDilations[d] as number);
    const base = position / (window.baseDilations[d] as number);
    return base >= 0 && base < size && Number.isInteger(base) ? base * stride : -1;
  });
}

/** positions × next, from the back so that it can be done in place. */
function extend(positions: Int32Array, filled: number, next: readonly number[]): number {
  for (let i = filled - 1; i >= 0; i--) {
    const outer = positions[i] as number;
    for (let j = next.length - 1; j >= 0; j--) {
      const inner = next[j] as number;
      positions[i * next.length + j] = outer < 0 || inner < 0 ? -1 : outer + inner;
    }
  }
  return filled * next.length;
}

function reduceWindow(
  inputs: readonly Dense[],
  initValues: readonly Dense[],
  body: Body,
  window: Window,
  context: Context,
): readonly Dense[] {
  const elements = inputs.map(elementsOf);
  const initial = initValues.map(scalarOf);
  const results = inputs.map((_, index) => newElements(context.resultType(index), elementCount(window.resultShape)));
  const { combine, apply } = body;
  forEachWindow((inputs[0] as Dense).shape, window, (result, positions) => {
    // Padding is filled with the initial value, which the body may well see (spec: reduce_window).
    let accumulators: readonly Scalar[] = initial;
    if (elements.length === 1) {
      const [first] = initial as [Scalar];
      let accumulator = first;
      for (const position of positions) accumulator = combine(accumulator, position < 0 ? first : (elements[0]?.get(position) as Scalar));
      accumulators = [accumulator];
    } else
      for (const position of positions)
        accumulators = apply([
          ...accumulators,
          ...elements.map((each, index) => (position < 0 ? (initial[index] as Scalar) : each.get(position))),
        ]);
    results.forEach((each, index) => {
      each.set(result, accumulators[index] as Scalar);
    });
  });
  return results.map((result) => denseFrom(result, window.resultShape));
}

/** Each window selects one operand element; the source element of the window is scattered to its place. */
function selectAndScatter(operand: Dense, source: Dense, initValue: Dense, select: Body, scatter: Body, window: Window): Dense {
  const count = elementCount(operand.shape);
  const [from, updates] = [elementsOf(operand), elementsOf(source)];
  const results = newElements(operand.type, count).fill(scalarOf(initValue), count);
  forEachWindow(operand.shape, window, (place, positions) => {
    let selected = -1;
    for (const position of positions) {
      if (position < 0) continue;
      if (selected < 0 || !select.combine(from.get(selected), from.get(position))) selected = position;
    }
    if (selected >= 0) results.set(selected, scatter.combine(results.get(selected), updates.get(place)));
  });
  return denseFrom(results, operand.shape);
}
