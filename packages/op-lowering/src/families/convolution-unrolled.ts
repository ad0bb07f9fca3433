// A convolution without a kernel for it: a sum over the places of the window of the input, cut out for that place, times the kernel's numbers
// there. For integers and complex numbers, and for more than three spatial dimensions.
import { fail } from '@hlolite/diagnostics';
import { type Operation, placeOf, type Value } from '@hlolite/mlir-parser';
import { elementCount } from '@hlolite/tensor';
import type { StableHloBuilder } from '../stablehlo-builder.js';
import { extent, outputShape, padded, type StandardConvolution } from './convolution-form.js';
import { shapeOf } from './element-kind.js';

/** More places than this would be more operators than a graph should have. */
const MOST_PLACES = 256;

/** @throws CompileError `lower/unsupported-convolution` for a window of more places than a graph can hold. */
export function unrolledConvolution(given: StandardConvolution, b: StableHloBuilder): Value {
  const window = shapeOf(given.kernel).slice(1, -1);
  const places = elementCount(window);
  if (places > MOST_PLACES)
    return fail({
      code: 'lower/unsupported-convolution',
      message: `a convolution on this element type or rank must have a window of at most ${MOST_PLACES} places (was ${window.join('x')})`,
      place: placeOf(b.location as Operation),
      hint: 'write it in f32 with at most three spatial dimensions',
    });
  const standard = padded(given, b);
  const output = outputShape(standard);
  const products = Array.from({ length: places }, (_, index) => {
    const place = window.map((size, axis) => Math.floor(index / elementCount(window.slice(axis + 1))) % size);
    return productAt(standard, place, output.slice(1, -1), b);
  });
  const sum = products.length > 0 ? products.reduce((a, c) => b.add(a, c)) : b.splat(given.input.type, 0);
  return b.reshape(sum, output);
}

/** What one place of the window adds: [batch, places…, groups, features of a group]. */
function productAt(given: StandardConvolution, place: readonly number[], places: readonly number[], b: StableHloBuilder): Value {
  const { input, kernel, strides, kernelDilation, groups } = given;
  const [inputShape, kernelShape] = [shapeOf(input), shapeOf(kernel)];
  const [batch, features] = [inputShape[0] as number, inputShape.at(-1) as number];
  const [outputs, depth] = [kernelShape[0] as number, kernelShape.at(-1) as number];
  const start = place.map((at, axis) => at * (kernelDilation[axis] as number));
  const limit = start.map((from, axis) => from + extent(places[axis] as number, strides[axis] as number));
  const patch = b.slice(input, [0, ...start, 0], [batch, ...limit, features], [1, ...strides, 1]);
  const weights = b.slice(kernel, [0, ...place, 0], [outputs, ...place.map((at) => at + 1), depth]);
  // [batch, places…, groups, features of the group, depth]: both sides broadcast to it, and the depth is summed.
  const rank = places.length;
  const whole = [batch, ...places, groups, outputs / groups, depth];
  const kept = [...places.map((_, axis) => axis + 1), rank + 1];
  const left = b.broadcast(b.reshape(patch, [batch, ...places, groups, depth]), whole, [0, ...kept, rank + 3]);
  const right = b.broadcast(b.reshape(weights, [groups, outputs / groups, depth]), whole, [rank + 1, rank + 2, rank + 3]);
  return b.reduceAdd(b.multiply(left, right), [rank + 3]);
}
