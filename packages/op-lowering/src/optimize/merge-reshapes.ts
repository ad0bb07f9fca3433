// RESHAPE of a RESHAPE reads the first one's input. Only the last shape counts; the first goes when nobody else reads it.
import type { Operator, Subgraph } from '@hlolite/tflite-schema';
import { replaceOperators, usesOf } from './uses.js';

export function mergeReshapes(subgraph: Subgraph): void {
  const { producer } = usesOf(subgraph);
  const replacements = new Map<Operator, readonly Operator[]>();
  const current = (operator: Operator): Operator => replacements.get(operator)?.[0] ?? operator;
  for (const operator of subgraph.operators) {
    const source = operator.op === 'RESHAPE' && operator.inputs[0] ? producer.get(operator.inputs[0]) : undefined;
    if (source?.op !== 'RESHAPE') continue;
    const [, ...shape] = operator.inputs;
    replacements.set(operator, [{ ...operator, inputs: [current(source).inputs[0] ?? null, ...shape] }]);
  }
  replaceOperators(subgraph, replacements);
}
