// What a rewrite is, and the driver that all of them share: nodes are visited in order, again where something around them has changed,
// until nothing fires any more.
import type { OperatorName, Subgraph, Tensor } from '@hlolite/tflite-schema';
import { Graph, type Node } from './graph.js';

export interface Rewrite {
  /** What `--trace` calls it. */
  readonly name: string;
  /** The operators at which it looks. */
  readonly at: readonly OperatorName[];
  /** Whether results may differ in their last bits; such rewrites are left out on request. */
  readonly rounds?: boolean;
  /** Whether it takes shapes for what they will be; such rewrites are left out where sizes are unknown. */
  readonly sized?: boolean;
  /** Rewrites the graph around a node and says whether it did; it must bring the graph closer to an end, not in a circle. */
  readonly apply: (node: Node, graph: Graph) => boolean;
}

/** Rewrites by the operators at which they look, each list in their order. */
export type Stage = ReadonlyMap<OperatorName, readonly Rewrite[]>;

export function stageOf(rewrites: readonly Rewrite[]): Stage {
  const stage = new Map<OperatorName, Rewrite[]>();
  for (const rewrite of rewrites)
    for (const op of rewrite.at) {
      const known = stage.get(op);
      if (known) known.push(rewrite);
      else stage.set(op, [rewrite]);
    }
  return stage;
}

/** A rewrite that undoes another would go on for ever; real graphs settle after a few visits a node. */
const MOST_VISITS_A_NODE = 50;

/**
 * Fires the rewrites of a stage on a graph until none of them does; `fired` is told each time, with the first result of the node where it did.
 * @returns the tensors that hold other values than before
 */
export function runStage(
  stage: Stage,
  subgraph: Subgraph,
  fired: (rewrite: string, tensor: Tensor | undefined) => void,
): ReadonlySet<Tensor> {
  const graph = new Graph(subgraph);
  let visits = MOST_VISITS_A_NODE * (graph.nodes.size + 20);
  while (graph.touched.size > 0 && visits > 0) {
    const round = [...graph.touched].sort((a, b) => a.rank - b.rank);
    graph.touched.clear();
    for (const node of round) {
      visits--;
      for (const rewrite of stage.get(node.op) ?? []) {
        const [place] = node.outputs;
        if (graph.nodes.has(node) && rewrite.apply(node, graph)) fired(rewrite.name, place);
      }
    }
  }
  graph.finish();
  return graph.revalued;
}
