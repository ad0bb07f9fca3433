// Ops that slide a window: reduce_window, select_and_scatter, and the arithmetic of windows that convolution shares.
import { stablehlo, type Type } from '@hlolite/mlir-parser';
import { describeType, withElement, withShape } from '../types.js';
import { mustBeScalars, mustCombine } from './reduction.js';
import { infer, list, mergedShape, must, mustHaveLength, tensorOf, tensorsOf } from './rules.js';

export const window = infer(stablehlo, {
  reduce_window: ({ inputs, init_values: initValues, body, ...window }) => {
    const types = tensorsOf(inputs, 'inputs');
    const shape = windowed(mergedShape(types, 'inputs'), window);
    mustBeScalars(tensorsOf(initValues, 'init_values'), types.length);
    const elements = mustCombine(body, types.length, 'body');
    return types.map((type, index) => withElement(withShape(type, shape), elements[index] as Type));
  },
  select_and_scatter: ({ operand, source, init_value: initValue, select, scatter, ...window }) => {
    const [type, sourceType] = [tensorOf(operand, 'operand'), tensorOf(source, 'source')];
    mustBeScalars([tensorOf(initValue, 'init_value')], 1);
    mustCombine(select, 1, 'select');
    const wanted = withShape(sourceType, windowed(type.shape, { ...window, base_dilations: undefined, window_dilations: undefined }));
    mergedShape([wanted, sourceType], `source, one element for each of the windows ${describeType(wanted)},`);
    const [element] = mustCombine(scatter, 1, 'scatter');
    return withElement(type, element);
  },
});

export interface WindowAttributes {
  readonly window_dimensions?: readonly number[] | undefined;
  readonly window_strides?: readonly number[] | undefined;
  readonly base_dilations?: readonly number[] | undefined;
  readonly window_dilations?: readonly number[] | undefined;
  readonly padding?: readonly (readonly [low: number, high: number])[] | undefined;
}

/** How many places a window has in each dimension. */
export function windowed(shape: readonly number[], given: WindowAttributes): number[] {
  const rank = shape.length;
  const ones = shape.map(() => 1);
  const { window_dimensions: sizes = ones, window_strides: strides = ones } = given;
  const { base_dilations: baseDilations = ones, window_dilations: windowDilations = ones } = given;
  const padding = given.padding ?? shape.map(() => [0, 0] as const);
  const entries = { window_dimensions: sizes, window_strides: strides, base_dilations: baseDilations, window_dilations: windowDilations };
  for (const [name, values] of Object.entries(entries)) {
    mustHaveLength(values, rank, name);
    must(
      values.every((value) => value > 0 || (value === -1 && name === 'window_dimensions')),
      () => `${name} must be positive (was ${list(values)})`,
    );
  }
  mustHaveLength(padding, rank, 'padding');
  const extent = (size: number, dilation: number) => (size === 0 ? 0 : (size - 1) * dilation + 1);
  return shape.map((size, d) => {
    if (size < 0 || (sizes[d] as number) < 0) return -1;
    const [low, high] = padding[d] as readonly [number, number];
    const padded = low + extent(size, baseDilations[d] as number) + high;
    const covered = extent(sizes[d] as number, windowDilations[d] as number);
    return padded <= 0 || covered > padded ? 0 : Math.floor((padded - covered) / (strides[d] as number)) + 1;
  });
}
