// Operators whose results nobody reads, and tensors that no operator names any more. What may have an effect beyond its results stays.
import type { Subgraph, Tensor } from '@hlolite/tflite-schema';

const WITH_EFFECT = new Set(['CUSTOM', 'STABLEHLO_CUSTOM_CALL', 'CALL_ONCE', 'ASSIGN_VARIABLE', 'WHILE', 'IF']);

export function dropUnused(subgraph: Subgraph): void {
  const needed = new Set<Tensor>(subgraph.outputs);
  const kept = [...subgraph.operators].reverse().filter((operator) => {
    if (!WITH_EFFECT.has(operator.op) && !operator.outputs.some((output) => needed.has(output))) return false;
    for (const tensor of [...operator.inputs, ...operator.outputs, ...(operator.intermediates ?? [])]) if (tensor) needed.add(tensor);
    return true;
  });
  subgraph.operators.splice(0, subgraph.operators.length, ...kept.reverse());
  for (const input of subgraph.inputs) needed.add(input);
  subgraph.tensors.splice(0, subgraph.tensors.length, ...subgraph.tensors.filter((tensor) => needed.has(tensor)));
}
