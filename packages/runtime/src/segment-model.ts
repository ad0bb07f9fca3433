// A step of builtin operators as a model of its own, small and self-contained, with a signature whose names say the order.
import type { Model, Operator, Subgraph, Tensor } from '@hlolite/tflite-schema';
import type { BuiltinStep } from './partition.js';

/** Key of a segment's only signature; its inputs and outputs are called by `inputName` and `outputName`. */
export const SEGMENT_KEY = 'segment';
export const inputName = (index: number): string => `input_${index}`;
export const outputName = (index: number): string => `output_${index}`;

/** The model of a step: its operators on the tensors they had, and the subgraphs they call. */
export function segmentModel({ operators, inputs, outputs }: BuiltinStep): Model {
  const main: Subgraph = {
    name: 'main',
    tensors: [...new Set([...inputs, ...operators.flatMap(tensorsOf)])],
    inputs: [...inputs],
    outputs: [...outputs],
    operators: [...operators],
  };
  const signature = {
    key: SEGMENT_KEY,
    subgraph: main,
    inputs: inputs.map((tensor, i) => ({ name: inputName(i), tensor })),
    outputs: outputs.map((tensor, i) => ({ name: outputName(i), tensor })),
  };
  return { description: '', subgraphs: [main, ...calledBy(operators)], signatures: [signature], metadata: [] };
}

const tensorsOf = ({ inputs, outputs, intermediates = [] }: Operator): Tensor[] =>
  [...inputs, ...outputs, ...intermediates].filter((tensor) => tensor !== null);

/** All subgraphs that operators call or name in their options, directly or through others, each once. */
export function calledBy(operators: readonly Operator[], follow: (operator: Operator) => boolean = () => true): Subgraph[] {
  const found = new Set<Subgraph>();
  const pending = [...operators];
  for (let operator = pending.pop(); operator; operator = pending.pop()) {
    if (!follow(operator)) continue;
    for (const value of Object.values(operator.options?.fields ?? {}).flat())
      if (isSubgraph(value) && !found.has(value)) {
        found.add(value);
        pending.push(...value.operators);
      }
  }
  return [...found];
}

const isSubgraph = (value: unknown): value is Subgraph => typeof value === 'object' && value !== null && 'operators' in value;
