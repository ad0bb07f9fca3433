// Operators that move or reduce whole dimensions name them anew when a TRANSPOSE moves behind them: reductions, pads, slices, concatenation,
// SOFTMAX where its dimension stays the last.
import type { Tensor } from '@hlolite/tflite-schema';
import { int32sOf } from './constants.js';
import type { Graph, Node } from './graph.js';
import { isReduction, REDUCTIONS } from './keep-dimensions.js';
import type { Rewrite } from './rewrite.js';
import { isInPlace, sinkBelow } from './sink-transposes.js';

export const sinkTransposesBelowReductions: Rewrite = {
  name: 'sink-transposes-below-reductions',
  at: REDUCTIONS,
  apply(node, graph) {
    const before = transposeBefore(node.inputs[0], node, graph);
    const axes = int32sOf(node.inputs[1]);
    const [output] = node.outputs;
    if (!before || !axes || !output || !isReduction(node)) return false;
    const { source, permutation } = before;
    const over = graph.int32s(axes.map((axis) => permutation[axis] as number));
    if (node.options?.fields.keep_dims === true) {
      sinkBelow(node, node.op, [source, over], permutation, graph);
      return true;
    }
    const kept = permutation.filter((_, axis) => !axes.includes(axis));
    const inOrder = [...kept].sort((a, b) => a - b);
    sinkBelow(
      node,
      node.op,
      [source, over],
      kept.map((dimension) => inOrder.indexOf(dimension)),
      graph,
    );
    return true;
  },
};

export const sinkTransposesBelowPads: Rewrite = {
  name: 'sink-transposes-below-pads',
  at: ['PAD', 'PADV2'],
  apply(node, graph) {
    const [input, padding, ...value] = node.inputs;
    const before = transposeBefore(input, node, graph);
    const pairs = int32sOf(padding);
    if (!before || !pairs || !padding) return false;
    const { source, permutation } = before;
    const each = permutation.map((_, axis) => pairs.slice(2 * axis, 2 * axis + 2));
    const moved = backTo(each, permutation).flat();
    const amounts = graph.constant('padding', padding, new Uint8Array(Int32Array.from(moved).buffer));
    sinkBelow(node, node.op, [source, amounts, ...value], permutation, graph);
    return true;
  },
};

export const sinkTransposesBelowSlices: Rewrite = {
  name: 'sink-transposes-below-slices',
  at: ['SLICE'],
  apply(node, graph) {
    const [input, start, size] = node.inputs;
    const before = transposeBefore(input, node, graph);
    const [from, sizes] = [int32sOf(start), int32sOf(size)];
    if (!before || !from || !sizes) return false;
    const { source, permutation } = before;
    sinkBelow(
      node,
      'SLICE',
      [source, graph.int32s(backTo(from, permutation)), graph.int32s(backTo(sizes, permutation))],
      permutation,
      graph,
    );
    return true;
  },
};

export const sinkTransposesBelowConcatenations: Rewrite = {
  name: 'sink-transposes-below-concatenations',
  at: ['CONCATENATION'],
  apply(node, graph) {
    const before = node.inputs.map((input) => transposeBefore(input, node, graph));
    const permutation = before[0]?.permutation;
    const axis = Number(node.options?.fields.axis ?? 0);
    if (!permutation || !before.every((each) => each?.permutation.join() === permutation.join())) return false;
    const fields = { ...node.options?.fields, axis: permutation.at(axis) as number };
    sinkBelow(
      node,
      'CONCATENATION',
      before.map((each) => each?.source ?? null),
      permutation,
      graph,
      fields,
    );
    return true;
  },
};

export const sinkTransposesBelowSoftmax: Rewrite = {
  name: 'sink-transposes-below-softmax',
  at: ['SOFTMAX', 'LOG_SOFTMAX'],
  apply(node, graph) {
    const before = transposeBefore(node.inputs[0], node, graph);
    if (!before || before.permutation.at(-1) !== before.permutation.length - 1) return false;
    sinkBelow(node, node.op, [before.source], before.permutation, graph);
    return true;
  },
};

/** The TRANSPOSE before an operator's input, where it may move. */
function transposeBefore(
  tensor: Tensor | null | undefined,
  node: Node,
  graph: Graph,
): { source: Tensor; permutation: readonly number[] } | undefined {
  const transpose: Node | undefined = graph.made(tensor, 'TRANSPOSE');
  const permutation = int32sOf(transpose?.inputs[1]);
  const source = transpose?.inputs[0];
  const [output] = node.outputs;
  return permutation && source && output && !isInPlace(output, graph) ? { source, permutation } : undefined;
}

/** What stands at the places of the output by the dimensions of the source. */
function backTo<Item>(list: readonly Item[], permutation: readonly number[]): Item[] {
  const moved: Item[] = [];
  for (const [to, from] of permutation.entries()) moved[from] = list[to] as Item;
  return moved;
}
