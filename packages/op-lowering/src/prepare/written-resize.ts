// How resizes and look-ups are written for the kernels: on images whose channels stand last, so that what is copied at once is a whole pixel.
import { i32, type TensorType, tensor, type Value } from '@hlolite/mlir-parser';
import { denseOf, elementCount } from '@hlolite/tensor';
import { shapeOf } from '../families/element-kind.js';
import { inverseOf } from '../families/permute.js';
import type { LookUps } from '../recognise/look-up.js';
import type { Resize } from '../recognise/resize.js';
import type { StableHloBuilder } from '../stablehlo-builder.js';
import { builtinOf } from './custom-call.js';

/** The kernel on an image: rows and columns in the middle, what stands before them as batch and what stands behind them as channels. */
export function writtenResize(source: Value, resize: Resize, b: StableHloBuilder): Value {
  return resize.dimensions.length === 1 ? alongOne(source, resize, b) : alongTwo(source, resize, b);
}

function alongTwo(source: Value, resize: Resize, b: StableHloBuilder): Value {
  const shape = shapeOf(source);
  const missing = 4 - shape.length;
  const image = missing > 0 ? b.reshape(source, [...new Array<number>(missing).fill(1), ...shape]) : source;
  const looked = resize.dimensions.map((dimension) => dimension + missing);
  const [batch, channels] = [0, 1, 2, 3].filter((dimension) => !looked.includes(dimension)) as [number, number];
  const permutation = [batch, ...looked, channels];
  const back = b.transpose(resized(b.transpose(image, permutation), resize, resize.size, b), inverseOf(permutation));
  const wanted = shape.map((each, dimension) => resize.size[resize.dimensions.indexOf(dimension)] ?? each);
  return missing > 0 ? b.reshape(back, wanted) : back;
}

/** As an image with one row. */
function alongOne(source: Value, resize: Resize, b: StableHloBuilder): Value {
  const [dimension] = resize.dimensions;
  const [size] = resize.size as [number];
  const permutation = pixelsLast(source, [dimension]);
  const moved = b.transpose(source, permutation);
  const axis = permutation.indexOf(dimension);
  const shape = shapeOf(moved);
  const [before, after] = [elementCount(shape.slice(0, axis)), elementCount(shape.slice(axis + 1))];
  const image = resized(b.reshape(moved, [before, 1, shape[axis] as number, after]), resize, [1, size], b);
  const wanted = shape.map((each, at) => (at === axis ? size : each));
  return b.transpose(b.reshape(image, wanted), inverseOf(permutation));
}

function resized(image: Value, { kernel, options }: Resize, size: readonly number[], b: StableHloBuilder): Value {
  const [batch, , , channels] = shapeOf(image) as [number, number, number, number];
  const type = tensor([batch, ...size, channels], (image.type as TensorType).element);
  return builtinOf(kernel, [image, b.constant(tensor([2], i32), denseOf('i32', [2], size))], options, type, b);
}

/** One look-up after another. */
export function writtenLookUps(source: Value, lookUps: LookUps, b: StableHloBuilder): Value {
  const permutation = orderFor(source, lookUps);
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
  return b.transpose(value, inverseOf(permutation));
}

/** Whether look-ups are written in the order of dimensions that the source has. */
export const isInPlace = (source: Value, lookUps: LookUps): boolean => orderFor(source, lookUps).every((dimension, at) => dimension === at);

/** Where less than this part of the source is left, whole pixels are not worth that all of it changes places. */
const LEAST_LEFT = 1 / 4;

/** The order of dimensions in which look-ups are done. */
function orderFor(source: Value, lookUps: LookUps): readonly number[] {
  const shape = shapeOf(source);
  const left = lookUps.reduce((product, { dimension, places }) => (product * places.length) / (shape[dimension] as number), 1);
  const order = pixelsLast(
    source,
    lookUps.map(({ dimension }) => dimension),
  );
  return left >= LEAST_LEFT && (shape[order.at(-1) as number] as number) > 1 ? order : shape.map((_, dimension) => dimension);
}

/** Where something happens along the last dimension, the last of the others changes places with those along which it does. */
function pixelsLast(source: Value, looked: readonly number[]): readonly number[] {
  const all = shapeOf(source).map((_, dimension) => dimension);
  const others = all.filter((dimension) => !looked.includes(dimension));
  const channels = others.at(-1);
  if (!looked.includes(all.length - 1) || channels === undefined) return all;
  return [...others.slice(0, -1), ...all.filter((dimension) => looked.includes(dimension)), channels];
}
