// BATCH_MATMUL: [batch…, rows, depth] × [batch…, depth, columns], either side's last two dimensions swapped on request.
import type { Tensor, TensorType } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';
import { batchOf, matrix, type Side } from './dot-sides.js';

/** The product in a type that the kernel takes, as [batch…, rows, columns]. */
export function matrixProduct(left: Side, right: Side, type: TensorType, g: GraphBuilder): Tensor {
  const lhs = matrix(left, 'free-first', type, g);
  const rhs = matrix(right, 'contracting-first', type, g);
  const shape = [...batchOf(left), left.size(left.free), right.size(right.free)];
  return g.emit('BATCH_MATMUL', [lhs.tensor, rhs.tensor], { adj_x: lhs.swapped, adj_y: rhs.swapped }, { type, shape });
}
