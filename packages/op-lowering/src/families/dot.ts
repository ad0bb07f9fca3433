// Products of matrices. Spec: dot_general. Three steps: put the dimensions in order, recognise a layer with constant weights, emit.
import { stablehlo, type Value } from '@hlolite/mlir-parser';
import type { Tensor } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';
import { rules } from '../rules.js';
import { workingType } from '../working-type.js';
import { type Side, side } from './dot-sides.js';
import { elementOf, shapeOf } from './element-kind.js';
import { integerDot } from './integer-dot.js';
import { matrixProduct } from './matrix-product.js';
import { permuteDense, permuted } from './permute.js';

export const dot = rules(stablehlo, {
  dot_general: ({ lhs, rhs, dot_dimension_numbers: numbers }, g) => {
    const left = side(lhs, numbers.lhs_batching_dimensions, numbers.lhs_contracting_dimensions);
    const right = side(rhs, numbers.rhs_batching_dimensions, numbers.rhs_contracting_dimensions);
    return isLayer(left, right, g) ? fullyConnected(left, right, g) : batchMatMul(left, right, g);
  },
  // The old form: the last dimension of lhs with the first of rhs (spec: dot, removed in favour of dot_general).
  dot: ({ lhs, rhs }, g) => {
    const left = side(lhs, [], [shapeOf(lhs).length - 1]);
    const right = side(rhs, [], [0]);
    return isLayer(left, right, g) ? fullyConnected(left, right, g) : batchMatMul(left, right, g);
  },
});

/** Constant weights on the right and no batch: FULLY_CONNECTED, whose weights are [out, in]. */
const isLayer = (left: Side, right: Side, g: GraphBuilder): boolean =>
  left.batching.length === 0 &&
  g.constant(right.value) !== undefined &&
  ['FLOAT32', 'FLOAT16', 'BFLOAT16'].includes(g.resultInfo().type) &&
  [left, right].every(({ value }) => elementOf(value) === elementOf(g.operation.results[0] as Value)) &&
  right.free.length > 0;

function fullyConnected(left: Side, right: Side, g: GraphBuilder): Tensor {
  const [rows, columns, depth] = [left.size(left.free), right.size(right.free), left.size(left.contracting)];
  const weights = constantPermuted(right, [...right.free, ...right.contracting], [columns, depth], g);
  const { type, shape } = g.resultInfo();
  // With one contracted dimension, at the end, the kernel keeps the dimensions before it: no reshape on either side.
  const inPlace =
    left.contracting.length === 1 &&
    left.contracting[0] === shapeOf(left.value).length - 1 &&
    right.free.length === 1 &&
    left.free.length > 0;
  if (inPlace) return g.emit('FULLY_CONNECTED', [left.value, weights, null], { keep_num_dims: left.free.length > 1 });
  const input = g.reshape(permuted(left.value, [...left.free, ...left.contracting], g), [rows, depth]);
  return g.reshape(g.emit('FULLY_CONNECTED', [input, weights, null], {}, { type, shape: [rows, columns] }), shape);
}

/** Weights in the order of the kernel: as they are where that is their order, else permuted here, once, not at run time. */
function constantPermuted({ value }: Side, order: readonly number[], shape: readonly number[], g: GraphBuilder): Tensor {
  const dense = g.constant(value)!;
  const inOrder = order.every((dimension, index) => dimension === index);
  return g.dense(inOrder || dense.splat ? { ...dense, shape } : { ...permuteDense(dense, order), shape });
}

/** The kernel takes [batch…, rows, depth] × [batch…, depth, columns], either side's last two swapped on request. */
function batchMatMul(left: Side, right: Side, g: GraphBuilder): Tensor {
  const { type, shape } = g.resultInfo();
  if (!type.includes('FLOAT')) return integerDot(left, right, g);
  // Operands of other types are converted to the result's first, as the reference interpreter does.
  const plain = [left, right].every(({ value }) => g.tensor(value).type === type);
  const working = type === 'FLOAT16' && plain ? type : workingType(type);
  return g.reshape(g.cast(matrixProduct(left, right, working, g), type), shape);
}
