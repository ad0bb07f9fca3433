// Grouped-query attention repeats each key head for the query heads of its group: [groups, 1 → repeats, keys, depth] → [heads, keys, depth].
// Instead the queries of a group are rows of one product with its key head, [groups, repeats · rows, depth]: nothing is repeated.
import { elementCount } from '@hlolite/tensor';
import type { Tensor } from '@hlolite/tflite-schema';
import { sameShape } from '../graph-builder.js';
import type { Graph } from './graph.js';
import type { Rewrite } from './rewrite.js';

export const groupedHeads: Rewrite = {
  name: 'grouped-heads',
  at: ['BATCH_MATMUL'],
  apply(product, graph) {
    const [lhs, rhs] = product.inputs;
    const [output] = product.outputs;
    const heads = rhs && repeatedHeads(rhs, graph);
    if (!lhs || !rhs || !output || !heads || product.options?.fields.adj_x === true) return false;
    const { source, groups, repeats } = heads;
    const [rows, depth] = lhs.shape.slice(-2) as [number, number];
    const columns = output.shape.at(-1) as number;
    const matrix = rhs.shape.slice(-2);
    const reshaped = (tensor: Tensor, shape: readonly number[]) =>
      graph.add(product, 'RESHAPE', [tensor, graph.int32s(shape)], {}, { type: tensor.type, shape });
    const inputs = [reshaped(lhs, [groups, repeats * rows, depth]), reshaped(source, [groups, ...matrix])];
    const inner = graph.add(product, 'BATCH_MATMUL', inputs, (product.options?.fields ?? {}) as never, {
      type: output.type,
      shape: [groups, repeats * rows, columns],
    });
    graph.replace(product, 'RESHAPE', [inner, graph.int32s(output.shape)], {});
    return true;
  },
};

/** The heads before they are repeated: BROADCAST_TO along one dimension of size 1 that stands between theirs and the matrix. */
function repeatedHeads(rhs: Tensor, graph: Graph): { source: Tensor; groups: number; repeats: number } | undefined {
  const repeated = graph.made(rhs, 'RESHAPE')?.inputs[0] ?? rhs;
  const broadcast = graph.made(repeated, 'BROADCAST_TO');
  const [source] = broadcast?.inputs ?? [];
  const rank = repeated.shape.length;
  const axis = rank - 3;
  if (!source || axis < 1 || !sameShape(repeated.shape.slice(-2), rhs.shape.slice(-2))) return undefined;
  const aligned = [...new Array<number>(rank - source.shape.length).fill(1), ...source.shape];
  if (aligned.some((size, at) => size !== (at === axis ? 1 : repeated.shape[at]))) return undefined;
  return { source, groups: elementCount(repeated.shape.slice(0, axis)), repeats: repeated.shape[axis] as number };
}
