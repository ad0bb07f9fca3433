// Convolution in any number of spatial dimensions, with every dimension order, dilation, group and reversal: the patches under each place
// of the window are laid out side by side, and a batched matrix product does the rest.
import { type ConvDimensionNumbers, stablehlo } from '@hlolite/mlir-parser';
import { type Dense, type ElementType, elementCount, splatOf } from '@hlolite/tensor';
import { dotGeneral } from './dot.js';
import { integersOf } from './elements.js';
import { kernels } from './kernel.js';
import { kindOf } from './scalar.js';
import { pad, reverse } from './shape.js';
import { Canvas, reshaped, stridesOf, transposed } from './strides.js';

export const convolution = kernels(stablehlo, {
  convolution: ({ lhs, rhs, ...attributes }, context) => convolve(lhs, rhs, attributes, context.resultType()),
  dynamic_conv: ({ lhs, rhs, padding, ...attributes }, context) => {
    const flat = integersOf(padding);
    const pairs = Array.from({ length: flat.length / 2 }, (_, d) => [flat[2 * d] as number, flat[2 * d + 1] as number] as const);
    return convolve(lhs, rhs, { ...attributes, padding: pairs }, context.resultType());
  },
});

interface ConvolutionAttributes {
  readonly window_strides?: readonly number[] | undefined;
  readonly lhs_dilation?: readonly number[] | undefined;
  readonly rhs_dilation?: readonly number[] | undefined;
  readonly window_reversal?: readonly boolean[] | undefined;
  readonly padding?: readonly (readonly [low: number, high: number])[] | undefined;
  readonly dimension_numbers: ConvDimensionNumbers;
  readonly feature_group_count: number;
  readonly batch_group_count: number;
}

function convolve(lhs: Dense, rhs: Dense, attributes: ConvolutionAttributes, type: ElementType): Dense {
  const { dimension_numbers: numbers, batch_group_count: batchGroups } = attributes;
  const spatial = numbers.input_spatial_dimensions.length;
  const groups = batchGroups * attributes.feature_group_count;
  const input = groupedInput(paddedInput(lhs, attributes), numbers, groups, batchGroups > 1);
  const kernel = groupedKernel(reversedKernel(rhs, attributes), numbers, groups);
  const patches = patchesOf(input, kernel.shape.slice(1, 1 + spatial), attributes);
  const [, batch, ...rest] = patches.shape as [number, number, ...number[]];
  const places = rest.slice(0, spatial);
  const inner = elementCount(rest.slice(spatial));
  const features = kernel.shape.at(-1) as number;
  const product = dotGeneral(
    reshaped(patches, [groups, batch * elementCount(places), inner]),
    reshaped(kernel, [groups, inner, features]),
    { batch: [[0], [0]], contracting: [[2], [1]] },
    type,
  );
  // [group, batch, places…, feature] → [batch, places…, group · feature] → the order of the result.
  const apart = reshaped(product, [groups, batch, ...places, features]);
  const joined = transposed(apart, [1, ...places.map((_, d) => d + 2), 0, spatial + 2]);
  const ordered = reshaped(joined, [batch, ...places, groups * features]);
  return transposed(
    ordered,
    inverse([numbers.output_batch_dimension, ...numbers.output_spatial_dimensions, numbers.output_feature_dimension]),
  );
}

/** The permutation that undoes a permutation. */
function inverse(permutation: readonly number[]): number[] {
  const undone = new Array<number>(permutation.length);
  permutation.forEach((dimension, index) => {
    undone[dimension] = index;
  });
  return undone;
}

/** Zeros between and around the elements, as lhs_dilation and padding say. */
function paddedInput(lhs: Dense, { lhs_dilation, padding, dimension_numbers }: ConvolutionAttributes): Dense {
  const perDimension = (value: (spatial: number) => number) =>
    lhs.shape.map((_, d) => {
      const spatial = dimension_numbers.input_spatial_dimensions.indexOf(d);
      return spatial < 0 ? 0 : value(spatial);
    });
  return pad(
    lhs,
    zeroOf(lhs.type),
    perDimension((d) => padding?.[d]?.[0] ?? 0),
    perDimension((d) => padding?.[d]?.[1] ?? 0),
    perDimension((d) => (lhs_dilation?.[d] ?? 1) - 1),
  );
}

const zeroOf = (type: ElementType): Dense => splatOf(type, [], kindOf(type) === 'complex' ? [0, 0] : 0);

function reversedKernel(rhs: Dense, { window_reversal, dimension_numbers }: ConvolutionAttributes): Dense {
  const reversed = dimension_numbers.kernel_spatial_dimensions.filter((_, d) => window_reversal?.[d]);
  return reversed.length > 0 ? reverse(rhs, reversed) : rhs;
}

/** The input as [group, batch, spatial…, feature]: groups divide the features, or the batch. */
function groupedInput(lhs: Dense, numbers: ConvDimensionNumbers, groups: number, byBatch: boolean): Dense {
  const spatial = numbers.input_spatial_dimensions;
  const ordered = transposed(lhs, [numbers.input_batch_dimension, ...spatial, numbers.input_feature_dimension]);
  const [batch, ...rest] = ordered.shape as [number, ...number[]];
  if (byBatch) return reshaped(ordered, [groups, batch / groups, ...rest]);
  const apart = reshaped(ordered, [batch, ...rest.slice(0, -1), groups, (rest.at(-1) as number) / groups]);
  const rank = apart.shape.length;
  return transposed(apart, [rank - 2, ...Array.from({ length: rank - 2 }, (_, d) => d), rank - 1]);
}

/** The kernel as [group, spatial…, input feature, output feature]. */
function groupedKernel(rhs: Dense, numbers: ConvDimensionNumbers, groups: number): Dense {
  const ordered = transposed(rhs, [
    ...numbers.kernel_spatial_dimensions,
    numbers.kernel_input_feature_dimension,
    numbers.kernel_output_feature_dimension,
  ]);
  const features = ordered.shape.at(-1) as number;
  const apart = reshaped(ordered, [...ordered.shape.slice(0, -1), groups, features / groups]);
  const rank = apart.shape.length;
  return transposed(apart, [rank - 2, ...Array.from({ length: rank - 2 }, (_, d) => d), rank - 1]);
}

/** [group, batch, places…, window…, feature]: for each place of the window, what lies under it; one strided copy for each window offset. */
function patchesOf(input: Dense, window: readonly number[], { window_strides, rhs_dilation }: ConvolutionAttributes): Dense {
  const [groups, batch, ...rest] = input.shape as [number, number, ...number[]];
  const features = rest.at(-1) as number;
  const steps = window.map((_, d) => window_strides?.[d] ?? 1);
  const gaps = window.map((_, d) => rhs_dilation?.[d] ?? 1);
  const places = window.map((size, d) => {
    const free = (rest[d] as number) - ((size - 1) * (gaps[d] as number) + 1);
    return size === 0 || free < 0 ? 0 : Math.floor(free / (steps[d] as number)) + 1;
  });
  const canvas = new Canvas(input.type, [groups, batch, ...places, ...window, features]);
  const own = stridesOf(input.shape);
  const rank = window.length;
  const from = own.map((stride, d) => (d >= 2 && d < 2 + rank ? stride * (steps[d - 2] as number) : stride));
  const to = [...canvas.strides.slice(0, 2 + rank), 1];
  const windowStrides = stridesOf(window);
  for (let offset = 0; offset < elementCount(window); offset++) {
    let [start, target] = [0, 0];
    window.forEach((size, d) => {
      const index = Math.floor(offset / (windowStrides[d] as number)) % size;
      start += index * (gaps[d] as number) * (own[2 + d] as number);
      target += index * (canvas.strides[2 + rank + d] as number);
    });
    canvas.draw(input, [groups, batch, ...places, features], { start, strides: from }, { start: target, strides: to });
  }
  return canvas.dense;
}
