// Indices that are known to be in range need no clamp, no test and no wrapping of negative ones: JAX writes all three before a look-up,
// and so does the lowering of gather, whose kernel fails on what is out of range.
import { elementCount } from '@hlolite/tensor';
import type { OperatorName, Tensor } from '@hlolite/tflite-schema';
import { sameShape } from '../graph-builder.js';
import { int32sOf } from './constants.js';
import type { Graph, Node } from './graph.js';
import { type IntegerRange, integerRange } from './integer-range.js';
import type { Rewrite } from './rewrite.js';

export const knownOrder: Rewrite = {
  name: 'known-order',
  sized: true,
  at: ['MAXIMUM', 'MINIMUM', 'LESS', 'LESS_EQUAL', 'GREATER', 'GREATER_EQUAL', 'SELECT_V2', 'LOGICAL_AND'],
  apply(node, graph) {
    const [output] = node.outputs;
    if (!output) return false;
    const compare = COMPARISONS[node.op];
    if (compare) return replaceByKnown(node, output, compare, graph);
    const kept = keptOperand(node, graph);
    return kept !== undefined && sameShape(kept.shape, output.shape) && graph.forward(output, kept);
  },
};

type Compare = (left: IntegerRange, right: IntegerRange) => boolean | undefined;
const isLess: Compare = (left, right) => (left.most < right.least ? true : left.least >= right.most ? false : undefined);
const isLessOrEqual: Compare = (left, right) => (left.most <= right.least ? true : left.least > right.most ? false : undefined);
const COMPARISONS: Partial<Record<OperatorName, Compare>> = {
  LESS: isLess,
  LESS_EQUAL: isLessOrEqual,
  GREATER: (left, right) => isLess(right, left),
  GREATER_EQUAL: (left, right) => isLessOrEqual(right, left),
};

/** The file would grow by a larger constant. */
const LARGEST = 1 << 12;

function answerOf({ inputs }: Node, compare: Compare, graph: Graph): boolean | undefined {
  const [left, right] = inputs.map((input) => integerRange(input, graph));
  return left && right && compare(left, right);
}

function replaceByKnown(node: Node, output: Tensor, compare: Compare, graph: Graph): boolean {
  const answer = answerOf(node, compare, graph);
  const count = elementCount(output.shape);
  if (answer === undefined || count > LARGEST || graph.isOutput(output)) return false;
  const known = graph.constant('known', { type: 'BOOL', shape: output.shape }, new Uint8Array(count).fill(Number(answer)));
  return graph.forward(output, known);
}

/** The operand that a node gives unchanged. */
function keptOperand({ op, inputs: [first, second, third] }: Node, graph: Graph): Tensor | undefined {
  if (op === 'SELECT_V2') return (isAlways(first, 1, graph) ? second : isAlways(first, 0, graph) ? third : undefined) ?? undefined;
  if (op === 'LOGICAL_AND') return (isAlways(first, 1, graph) ? second : isAlways(second, 1, graph) ? first : undefined) ?? undefined;
  const [left, right] = [integerRange(first, graph), integerRange(second, graph)];
  if (!left || !right) return undefined;
  if (op === 'MINIMUM' && isWithinColumns(first, second, graph)) return first ?? undefined;
  const inOrder = isLessOrEqual(left, right);
  const [lesser, greater] = inOrder ? [first, second] : isLessOrEqual(right, left) ? [second, first] : [];
  return (op === 'MINIMUM' ? lesser : greater) ?? undefined;
}

/** Index vectors are put together from columns, each of which has its own bound. */
function isWithinColumns(vectors: Tensor | null | undefined, bounds: Tensor | null | undefined, graph: Graph): boolean {
  const together = graph.producer(vectors);
  const columns = int32sOf(bounds);
  if (together?.op !== 'CONCATENATION' || !columns || columns.length !== vectors?.shape.at(-1)) return false;
  if (!together.inputs.every((column) => column?.shape.length === vectors.shape.length && column.shape.at(-1) === 1)) return false;
  return (
    together.inputs.length === columns.length &&
    columns.every((most, at) => (integerRange(together.inputs[at], graph)?.most ?? most + 1) <= most)
  );
}

function isAlways(condition: Tensor | null | undefined, value: 0 | 1, graph: Graph): boolean {
  const maker = graph.producer(condition);
  const compare = maker && COMPARISONS[maker.op];
  if (compare) return answerOf(maker, compare, graph) === (value === 1);
  const range = condition?.data && condition.type === 'BOOL' ? integerRange(condition, graph) : undefined;
  return range?.least === value && range.most === value;
}
