// A · Bᵀ is (B · Aᵀ)ᵀ: where a product is only transposed afterwards, split into heads before or not, and A itself comes from a TRANSPOSE that moves
// its innermost dimension, as einsum writes V · softmax(QKᵀ)ᵀ, the sides change places. Then neither TRANSPOSE takes rows apart.
import type { Tensor } from '@hlolite/tflite-schema';
import { sameShape } from '../graph-builder.js';
import { int32sOf } from './constants.js';
import type { Graph } from './graph.js';
import { swapLast } from './matmul-adjoint.js';
import type { Rewrite } from './rewrite.js';

export const matmulSides: Rewrite = {
  name: 'matmul-sides',
  at: ['BATCH_MATMUL'],
  apply(product, graph) {
    const [lhs, rhs] = product.inputs;
    const [output] = product.outputs;
    const before = int32sOf(graph.made(lhs, 'TRANSPOSE')?.inputs[1]);
    const fields = product.options?.fields ?? {};
    const rank = output?.shape.length ?? 0;
    if (!output || !lhs || !rhs || before?.at(-2) !== rank - 1 || fields.adj_y !== true || fields.adj_x === true) return false;
    if (!isTransposed(output, graph)) return false;
    const swapped = graph.add(product, 'BATCH_MATMUL', [rhs, lhs], { adj_y: true }, { type: output.type, shape: swapLast(output.shape) });
    graph.replace(product, 'TRANSPOSE', [swapped, graph.int32s(swapLast(output.shape.map((_, axis) => axis)))]);
    return true;
  },
};

/** Whether a TRANSPOSE alone reads a tensor, a RESHAPE between them that keeps the matrices or not. */
function isTransposed(tensor: Tensor, graph: Graph): boolean {
  const user = graph.onlyUser(tensor);
  if (user?.op !== 'RESHAPE') return user?.op === 'TRANSPOSE';
  const [reshaped] = user.outputs;
  if (!reshaped || !sameShape(reshaped.shape.slice(-2), tensor.shape.slice(-2))) return false;
  return graph.onlyUser(reshaped)?.op === 'TRANSPOSE';
}
