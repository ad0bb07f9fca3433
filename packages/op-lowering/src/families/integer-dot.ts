// Products of integer matrices, exactly (spec: dot_general). BATCH_MATMUL takes 8- and 16-bit integers for quantized numbers, so it is given
// floats where these are exact, which is fast; all else is multiplied and summed in integers that wrap around as the result's type does.
import { type ElementType, elementCount, elementInfo } from '@hlolite/tensor';
import type { Tensor, TensorType } from '@hlolite/tflite-schema';
import { Arithmetic } from '../arithmetic.js';
import type { GraphBuilder } from '../graph-builder.js';
import { batchOf, type Side } from './dot-sides.js';
import { elementOf } from './element-kind.js';
import { matrixProduct } from './matrix-product.js';
import { permuted } from './permute.js';

/** Every integer up to this is an f32. */
const EXACT_BITS = 24;
/** More elements than this an intermediate product must not have: it is held in memory. */
const LARGEST_PRODUCT = 2 ** 28;

export function integerDot(left: Side, right: Side, g: GraphBuilder): Tensor {
  const { type, shape } = g.resultInfo();
  // Of booleans the sum is or, the product and: a sum of ones is not 0 however it is rounded.
  if (type === 'BOOL') return g.reshape(new Arithmetic(g).notEqual(matrixProduct(left, right, 'FLOAT32', g), 0), shape);
  const working = bitsOf(g.operation.results[0] as Side['value']) > 32 ? 'INT64' : 'INT32';
  const depth = left.size(left.contracting);
  const floats = depth * 2 ** (magnitudeBits(left) + magnitudeBits(right)) <= 2 ** EXACT_BITS;
  const product = floats ? g.cast(matrixProduct(left, right, 'FLOAT32', g), working) : sumOfProducts(left, right, working, g);
  return g.reshape(g.cast(product, type), shape);
}

const bitsOf = (value: Side['value']): number => elementInfo(elementOf(value) as ElementType).bits;

/** Numbers of the type are at most 2 to this. */
function magnitudeBits({ value }: Side): number {
  const { bits, kind } = elementInfo(elementOf(value) as ElementType);
  return kind === 'signed' ? bits - 1 : bits;
}

/** [batch, rows, 1, depth] × [batch, 1, columns, depth], summed over the depth. */
function sumOfProducts(left: Side, right: Side, type: TensorType, g: GraphBuilder): Tensor {
  const [rows, columns, depth] = [left.size(left.free), right.size(right.free), left.size(left.contracting)];
  const batch = elementCount(batchOf(left));
  if (batch * rows * columns * depth > LARGEST_PRODUCT)
    g.unsupported(
      'lower/unsupported-shape',
      `${g.operation.name} of ${elementOf(left.value)} must have at most 2^28 products (was ${batch} x ${rows} x ${columns} x ${depth})`,
      'give it operands of 8 bits, or floats',
    );
  const inOrder = (side: Side, shape: readonly number[]) =>
    g.cast(g.reshape(permuted(side.value, [...side.batching, ...side.free, ...side.contracting], g), shape), type);
  const products = new Arithmetic(g).multiply(inOrder(left, [batch, rows, 1, depth]), inOrder(right, [batch, 1, columns, depth]));
  return g.emit('SUM', [products, g.int32s([3])], { keep_dims: false }, { type, shape: [batch, rows, columns] });
}
