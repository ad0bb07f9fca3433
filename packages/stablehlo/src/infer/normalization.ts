// Batch normalization: statistics, scale and offset have one number for each feature.
import { stablehlo, type TensorType, type Value } from '@hlolite/mlir-parser';
import { describeType, shapesAgree, withShape } from '../types.js';
import { infer, must, mustBeDimension, tensorOf } from './rules.js';

export const normalization = infer(stablehlo, {
  batch_norm_grad: ({ operand, scale, mean, variance, feature_index: feature }) => {
    const { type, vector } = featured(operand, feature, { scale, mean, variance });
    return [type, vector, vector];
  },
  batch_norm_inference: ({ operand, scale, offset, mean, variance, feature_index: feature }) =>
    featured(operand, feature, { scale, offset, mean, variance }).type,
  batch_norm_training: ({ operand, scale, offset, feature_index: feature }) => {
    const { type, vector } = featured(operand, feature, { scale, offset });
    return [type, vector, vector];
  },
});

/** The operand's type, and that of a number for each of its features, which all of `vectors` must have. */
function featured(operand: Value, feature: number, vectors: Readonly<Record<string, Value>>): { type: TensorType; vector: TensorType } {
  const type = tensorOf(operand, 'operand');
  mustBeDimension(feature, type.shape.length, 'feature_index');
  const vector = withShape(type, [type.shape[feature] as number]);
  for (const [name, value] of Object.entries(vectors)) {
    const given = tensorOf(value, name);
    must(
      shapesAgree(given.shape, vector.shape),
      () => `${name} must have one number a feature, ${describeType(vector)} (was ${describeType(given)})`,
    );
  }
  return { type, vector };
}
