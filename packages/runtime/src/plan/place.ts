// Where a diagnostic about an operator of a model points.
import type { Operator, Subgraph } from '@hlolite/tflite-schema';

/** "operator 2 (CUSTOM swiglu) of subgraph main" */
export function placeOf(operator: Operator, subgraph: Subgraph): string {
  const name = operator.op === 'CUSTOM' ? `CUSTOM ${operator.customCode}` : operator.op;
  return `operator ${subgraph.operators.indexOf(operator)} (${name}) of subgraph ${subgraph.name || '(unnamed)'}`;
}
