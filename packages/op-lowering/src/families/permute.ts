// Putting dimensions in order, for values and for constant data.
import { type Attribute, i64, isTensor, operation, type Type, tensor, type Value } from '@hlolite/mlir-parser';
import { evaluate } from '@hlolite/stablehlo';
import type { Dense } from '@hlolite/tensor';
import type { Tensor } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';

/** The value with its dimensions in the given order: a constant is permuted here, anything else at run time. */
export function permuted(value: Value, order: readonly number[], g: GraphBuilder): Tensor {
  if (order.every((dimension, index) => dimension === index)) return g.tensor(value);
  const dense = g.constant(value);
  return dense ? g.dense(permuteDense(dense, value.type, order)) : g.transpose(value, order);
}

/** Constant data with its dimensions in another order, by the reference interpreter's transpose. */
export function permuteDense(dense: Dense, type: Type, order: readonly number[]): Dense {
  const shape = order.map((dimension) => dense.shape[dimension] as number);
  if (dense.splat) return { ...dense, shape };
  const permutation: Attribute = { kind: 'dense-array', element: i64, values: order.map(BigInt) };
  const operand: Value = { type, index: 0 };
  const element = isTensor(type) ? type.element : type;
  const transpose = operation({
    name: 'stablehlo.transpose',
    operands: [operand],
    attributes: { permutation },
    resultTypes: [tensor(shape, element)],
  });
  return evaluate(transpose, [dense])[0] as Dense;
}
