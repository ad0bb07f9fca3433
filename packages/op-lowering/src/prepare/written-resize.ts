// How resizes and look-ups are written for the kernels: on images whose channels stand last, so that what is copied at once is a whole pixel.
import { i32, type TensorType, tensor, type Value } from '@hlolite/mlir-parser';
import { denseOf } from '@hlolite/tensor';
import { shapeOf } from '../families/element-kind.js';
import type { LookUps } from '../recognise/look-up.js';
import type { Resize } from '../recognise/resize.js';
import type { StableHloBuilder } from '../stablehlo-builder.js';
import { builtinOf } from './builtin.js';

/** Rows and columns in the middle, what stands before them as batch and what stands behind them as channels. */
export function writtenResize(source: Value, { dimensions, size, kernel, options }: Resize, b: StableHloBuilder): Value {
  const shape = shapeOf(source);
  const missing = 4 - shape.length;
  const image = missing > 0 ? b.reshape(source, [...new Array<number>(missing).fill(1), ...shape]) : source;
  const [rows, columns] = [dimensions[0] + missing, dimensions[1] + missing];
  const [batch, channels] = [0, 1, 2, 3].filter((dimension) => dimension !== rows && dimension !== columns) as [number, number];
  const permutation = [batch, rows, columns, channels];
  const moved = b.transpose(image, permutation);
  const sizes = b.constant(tensor([2], i32), denseOf('i32', [2], size));
  const [count, depth] = [shapeOf(moved)[0] as number, shapeOf(moved)[3] as number];
  const type = tensor([count, ...size, depth], (source.type as TensorType).element);
  const back = b.transpose(builtinOf(kernel, [moved, sizes], options, type, b), inverse(permutation));
  const wanted = shape.map((each, dimension) => size[dimensions.indexOf(dimension)] ?? each);
  return missing > 0 ? b.reshape(back, wanted) : back;
}

/** One look-up after another. */
export function writtenLookUps(source: Value, lookUps: LookUps, b: StableHloBuilder): Value {
  const permutation = pixelsLast(source, lookUps);
  let value = b.transpose(source, permutation);
  for (const { dimension, places } of lookUps) {
    const axis = permutation.indexOf(dimension);
    const indices = b.constant(tensor([places.length, 1], i32), denseOf('i32', [places.length, 1], [...places]));
    const sizes = shapeOf(value).map((size, at) => (at === axis ? 1 : size));
    const numbers = {
      offset_dims: sizes.flatMap((_, at) => (at === axis ? [] : [at])),
      collapsed_slice_dims: [axis],
      operand_batching_dims: [],
      start_indices_batching_dims: [],
      start_index_map: [axis],
      index_vector_dim: 1,
    };
    value = b.gather(value, indices, numbers, sizes);
  }
  return b.transpose(value, inverse(permutation));
}

/** Whether look-ups are written in the order of dimensions that the source has. */
export const isInPlace = (source: Value, lookUps: LookUps): boolean =>
  pixelsLast(source, lookUps).every((dimension, at) => dimension === at);

/** Where something is looked up along the last dimension, the last of the others changes places with those that are. */
function pixelsLast(source: Value, lookUps: LookUps): readonly number[] {
  const all = shapeOf(source).map((_, dimension) => dimension);
  const looked = all.filter((dimension) => lookUps.some((each) => each.dimension === dimension));
  const others = all.filter((dimension) => !looked.includes(dimension));
  const channels = others.at(-1);
  if (!looked.includes(all.length - 1) || channels === undefined) return all;
  return [...others.slice(0, -1), ...looked, channels];
}

const inverse = (permutation: readonly number[]): readonly number[] => permutation.map((_, dimension) => permutation.indexOf(dimension));
