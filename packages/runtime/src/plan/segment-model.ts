// All pieces of builtin operators as one model: a signature a piece, so that LiteRT loads and compiles once, and constants stand in it once.
import type { Model, NamedTensor, Operator, Signature, Subgraph, Tensor } from '@hlolite/tflite-schema';
import type { Ports } from '../lite-rt/compiled-model.js';
import type { BuiltinStep } from './partition.js';
import { sameShape, shapedAtRunTime } from './shape-operands.js';

/** The model of the steps; its signatures are in their order. */
export function segmentModel(steps: readonly BuiltinStep[]): Model {
  const signatures = steps.map(signatureOf);
  const called = calledBy(steps.flatMap(({ operators }) => operators));
  return { description: '', subgraphs: [...signatures.map(({ subgraph }) => subgraph), ...called], signatures, metadata: [] };
}

/** How a step is called in that model. Names of its own for the inputs and outputs: those in a file may be missing or double. */
export const segmentPorts = ({ inputs, outputs }: BuiltinStep, index: number): Ports => ({
  key: `segment_${index}`,
  inputs: named('input', inputs),
  outputs: named('output', outputs),
});

function signatureOf(step: BuiltinStep, index: number): Signature {
  const { key, inputs, outputs } = segmentPorts(step, index);
  const copies = new Map(shapedAtRunTime(step.operators, step.outputs).map((tensor) => [tensor, sameShape(tensor)]));
  const operators = [...step.operators, ...copies.values()];
  const tensors = [...new Set([...step.inputs, ...operators.flatMap(tensorsOf)])];
  const results = outputs.map(({ name, tensor }) => ({ name, tensor: copies.get(tensor)?.outputs[0] ?? tensor }));
  const subgraph: Subgraph = { name: key, tensors, inputs: [...step.inputs], outputs: results.map(({ tensor }) => tensor), operators };
  return { key, subgraph, inputs, outputs: results };
}

const named = (prefix: string, tensors: readonly Tensor[]): NamedTensor[] =>
  tensors.map((tensor, i) => ({ name: `${prefix}_${i}`, tensor }));

const tensorsOf = ({ inputs, outputs, intermediates = [] }: Operator): Tensor[] =>
  [...inputs, ...outputs, ...intermediates]
    .filter((tensor) => tensor !== null)
    .flatMap((tensor) => [tensor, ...(tensor.quantization?.blocks ? [tensor.quantization.blocks.scales] : [])]);

/** All subgraphs that operators call or name in their options, directly or through others, each once. */
export function calledBy(operators: readonly Operator[]): readonly Subgraph[] {
  const found = new Set<Subgraph>();
  const pending = [...operators];
  for (let operator = pending.pop(); operator; operator = pending.pop())
    for (const subgraph of subgraphsOf(operator))
      if (!found.has(subgraph)) {
        found.add(subgraph);
        pending.push(...subgraph.operators);
      }
  return [...found];
}

/** The subgraphs that an operator names in its options. */
export const subgraphsOf = ({ options }: Operator): readonly Subgraph[] =>
  Object.values(options?.fields ?? {})
    .flat()
    .filter(isSubgraph);

const isSubgraph = (value: unknown): value is Subgraph => typeof value === 'object' && value !== null && 'operators' in value;
