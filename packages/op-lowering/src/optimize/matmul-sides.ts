// (A · Bᵀ)ᵀ is B · Aᵀ: where a product is only transposed afterwards and A itself comes from a TRANSPOSE that moves its innermost dimension, as
// einsum writes softmax(QKᵀ) · V, the sides change places. Then neither TRANSPOSE takes rows apart.
import { int32sOf } from './constants.js';
import { swapLast } from './matmul-adjoint.js';
import type { Rewrite } from './rewrite.js';

export const matmulSides: Rewrite = {
  name: 'matmul-sides',
  at: ['TRANSPOSE'],
  apply(transpose, graph) {
    const [product] = transpose.inputs;
    const order = int32sOf(transpose.inputs[1]);
    const matmul = graph.made(product, 'BATCH_MATMUL', true);
    const [lhs, rhs] = matmul?.inputs ?? [];
    const before = int32sOf(graph.made(lhs, 'TRANSPOSE')?.inputs[1]);
    const rank = order?.length ?? 0;
    if (!product || !matmul || !order || !before || !lhs || !rhs || rank < 3) return false;
    if (matmul.options?.fields.adj_y !== true || matmul.options.fields.adj_x === true) return false;
    if (before.at(-2) !== rank - 1 || order.at(-1) !== rank - 2) return false;
    const fields = { ...matmul.options.fields, adj_y: true } as const;
    const swapped = graph.add(transpose, 'BATCH_MATMUL', [rhs, lhs], fields as never, {
      type: product.type,
      shape: swapLast(product.shape),
    });
    const renamed = order.map((from) => (from < rank - 2 ? from : 2 * rank - 3 - from));
    graph.replace(transpose, 'TRANSPOSE', [swapped, graph.int32s(renamed)]);
    graph.removeDead(matmul);
    return true;
  },
};
