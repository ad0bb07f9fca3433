// Batch normalization in its three forms, with statistics over all dimensions but the feature's; computed in doubles.
import { stablehlo } from '@hlolite/mlir-parser';
import { type Dense, elementCount } from '@hlolite/tensor';
import { denseFrom, elementsOf, newElements } from './elements.js';
import { kernels } from './kernel.js';
import { stridesOf } from './strides.js';

export const normalization = kernels(stablehlo, {
  batch_norm_inference: ({ operand, scale, offset, mean, variance, epsilon, feature_index: feature }) =>
    normalize(operand, feature, epsilon, floats(mean), floats(variance), floats(scale), floats(offset)),
  batch_norm_training: ({ operand, scale, offset, epsilon, feature_index: feature }) => {
    const { mean, variance } = statistics(operand, feature);
    const output = normalize(operand, feature, epsilon, mean, variance, floats(scale), floats(offset));
    return [output, vector(operand, mean), vector(operand, variance)];
  },
  batch_norm_grad: ({ operand, scale, mean, variance, grad_output: gradient, epsilon, feature_index: feature }) =>
    gradients(operand, gradient, feature, epsilon, floats(mean), floats(variance), floats(scale)),
});

function floats(dense: Dense): Float64Array {
  const elements = elementsOf(dense);
  return Float64Array.from({ length: elementCount(dense.shape) }, (_, index) => elements.get(index) as number);
}

/** A tensor of one number a feature. */
function vector(like: Dense, values: Float64Array): Dense {
  const elements = newElements(like.type, values.length);
  values.forEach((value, index) => {
    elements.set(index, value);
  });
  return denseFrom(elements, [values.length]);
}

/** The feature that an element belongs to. */
function featureOf(shape: readonly number[], feature: number): (index: number) => number {
  const [size, stride] = [shape[feature] as number, stridesOf(shape)[feature] as number];
  return (index) => Math.floor(index / stride) % size;
}

/** For each feature the sum of what `term` gives for its elements. */
function sums(shape: readonly number[], feature: number, term: (index: number, feature: number) => number): Float64Array {
  const at = featureOf(shape, feature);
  const result = new Float64Array(shape[feature] as number);
  const count = elementCount(shape);
  for (let index = 0; index < count; index++) (result[at(index)] as number) += term(index, at(index));
  return result;
}

function statistics({ shape, ...operand }: Dense, feature: number): { mean: Float64Array; variance: Float64Array } {
  const values = floats({ shape, ...operand });
  const perFeature = elementCount(shape) / (shape[feature] as number);
  const mean = sums(shape, feature, (index) => values[index] as number).map((sum) => sum / perFeature);
  const variance = sums(shape, feature, (index, f) => ((values[index] as number) - (mean[f] as number)) ** 2).map(
    (sum) => sum / perFeature,
  );
  return { mean, variance };
}

/** y = scale · (x − mean) / √(variance + epsilon) + offset */
function normalize(
  operand: Dense,
  feature: number,
  epsilon: number,
  mean: Float64Array,
  variance: Float64Array,
  scale: Float64Array,
  offset: Float64Array,
): Dense {
  const at = featureOf(operand.shape, feature);
  const values = floats(operand);
  const results = newElements(operand.type, values.length);
  values.forEach((value, index) => {
    const f = at(index);
    const centred = value - (mean[f] as number);
    results.set(index, (centred / Math.sqrt((variance[f] as number) + epsilon)) * (scale[f] as number) + (offset[f] as number));
  });
  return denseFrom(results, operand.shape);
}

/** The gradients of operand, scale and offset (spec: batch_norm_grad). */
function gradients(
  operand: Dense,
  gradient: Dense,
  feature: number,
  epsilon: number,
  mean: Float64Array,
  variance: Float64Array,
  scale: Float64Array,
): Dense[] {
  const { shape } = operand;
  const [x, dy] = [floats(operand), floats(gradient)];
  const perFeature = elementCount(shape) / (shape[feature] as number);
  const at = featureOf(shape, feature);
  const inverseDeviation = variance.map((each) => 1 / Math.sqrt(each + epsilon));
  const normalized = (index: number, f: number) => ((x[index] as number) - (mean[f] as number)) * (inverseDeviation[f] as number);
  const offsets = sums(shape, feature, (index) => dy[index] as number);
  const scales = sums(shape, feature, (index, f) => (dy[index] as number) * normalized(index, f));
  const results = newElements(operand.type, x.length);
  for (let index = 0; index < x.length; index++) {
    const f = at(index);
    const spread = perFeature * (dy[index] as number) - (offsets[f] as number) - normalized(index, f) * (scales[f] as number);
    results.set(index, ((scale[f] as number) * (inverseDeviation[f] as number) * spread) / perFeature);
  }
  return [denseFrom(results, shape), vector(operand, scales), vector(operand, offsets)];
}
