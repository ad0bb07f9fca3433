// Who makes and who uses a tensor: computed when asked, not kept in step.
import type { Operator, Subgraph, Tensor } from '@hlolite/tflite-schema';

export interface Uses {
  readonly producer: ReadonlyMap<Tensor, Operator>;
  /** How often a tensor is read, outputs of the graph included. */
  readonly count: (tensor: Tensor) => number;
}

export function usesOf(subgraph: Subgraph): Uses {
  const producer = new Map<Tensor, Operator>();
  const counts = new Map<Tensor, number>();
  const count = (tensor: Tensor | null) => tensor && counts.set(tensor, (counts.get(tensor) ?? 0) + 1);
  for (const operator of subgraph.operators) {
    for (const output of operator.outputs) producer.set(output, operator);
    operator.inputs.forEach(count);
  }
  subgraph.outputs.forEach(count);
  return { producer, count: (tensor) => counts.get(tensor) ?? 0 };
}

/** Puts other operators in the place of one; an empty list drops it. */
export function replaceOperators(subgraph: Subgraph, replacements: ReadonlyMap<Operator, readonly Operator[]>): void {
  if (replacements.size === 0) return;
  const operators = subgraph.operators.flatMap((operator) => replacements.get(operator) ?? [operator]);
  subgraph.operators.splice(0, subgraph.operators.length, ...operators);
}
