// JAX asks of an index whether it is in range, 0 ≤ x and x ≤ last, beside the clamp that the look-up needs: x is in range where the clamp
// leaves it as it is, one comparison for three operators.
import type { Tensor } from '@hlolite/tflite-schema';
import { sameShape } from '../graph-builder.js';
import type { Graph, Node } from './graph.js';
import { integerRange } from './integer-range.js';
import type { Rewrite } from './rewrite.js';

export const inRange: Rewrite = {
  name: 'in-range',
  at: ['LOGICAL_AND'],
  apply(and, graph) {
    const comparisons = and.inputs.map((input) => graph.producer(input));
    const low = comparisons.find((node) => node?.op === 'GREATER_EQUAL');
    const high = comparisons.find((node) => node?.op === 'LESS_EQUAL');
    const [x, first] = low?.inputs ?? [];
    const [same, last] = high?.inputs ?? [];
    if (!x || x !== same || and.inputs.some((input) => !input || !graph.onlyUser(input))) return false;
    const raised = boundedBy(x, 'MAXIMUM', first, graph);
    const clamped = raised && boundedBy(raised, 'MINIMUM', last, graph);
    const [output] = and.outputs;
    if (!clamped || !output || !sameShape(clamped.shape, output.shape)) return false;
    graph.replace(and, 'EQUAL', [x, clamped]);
    return true;
  },
};

/** The maximum or minimum of a tensor and a bound, where the graph has it. */
function boundedBy(x: Tensor, op: 'MAXIMUM' | 'MINIMUM', bound: Tensor | null | undefined, graph: Graph): Tensor | undefined {
  const wanted = single(bound, graph);
  if (wanted === undefined) return undefined;
  const isIt = (node: Node) => node.op === op && node.inputs[0] === x && single(node.inputs[1], graph) === wanted;
  return graph.users(x).find(isIt)?.outputs[0];
}

const single = (bound: Tensor | null | undefined, graph: Graph): number | undefined => {
  const range = bound?.data ? integerRange(bound, graph) : undefined;
  return range?.least === range?.most ? range?.least : undefined;
};
