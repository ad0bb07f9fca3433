// BATCH_MATMUL reads its right operand with the last two dimensions swapped on request: a TRANSPOSE before it that only swaps them goes, and
// one that moves the innermost dimension becomes one that does not, which copies whole rows. The left operand is left alone: XNNPACK has no
// such form of it.
import { int32sOf } from './constants.js';
import type { Rewrite } from './rewrite.js';

export const matmulAdjoint: Rewrite = {
  name: 'matmul-adjoint',
  at: ['BATCH_MATMUL'],
  apply(product, graph) {
    const [lhs, rhs] = product.inputs;
    const transpose = graph.made(rhs, 'TRANSPOSE');
    const [source] = transpose?.inputs ?? [];
    const permutation = int32sOf(transpose?.inputs[1]);
    const rank = permutation?.length ?? 0;
    if (!lhs || !rhs || !source || !permutation || rank < 3 || permutation[rank - 2] !== rank - 1) return false;
    const swapped = swapLast(permutation);
    const rows = graph.add(product, 'TRANSPOSE', [source, graph.int32s(swapped)], {}, { type: rhs.type, shape: swapLast(rhs.shape) });
    const fields = { ...product.options?.fields, adj_y: product.options?.fields.adj_y !== true };
    graph.replace(product, 'BATCH_MATMUL', [lhs, rows], fields as never);
    graph.removeDead(transpose);
    return true;
  },
};

export const swapLast = (list: readonly number[]): number[] => [...list.slice(0, -2), ...list.slice(-2).reverse()];
