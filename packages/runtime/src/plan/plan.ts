// How a model is to be run: its graphs cut into steps, and the file whose signatures are all its pieces of builtin operators.
import type { Subgraph, Tensor } from '@hlolite/tflite-schema';
import { write } from '@hlolite/tflite-writer';
import type { Ports } from '../lite-rt/compiled-model.js';
import type { Entry } from '../ports.js';
import type { Cuts } from './cuts.js';
import { type BuiltinStep, isEmpty, partition, type Step } from './partition.js';
import { segmentModel, segmentPorts, subgraphsOf } from './segment-model.js';
import { shapedAtRunTime } from './shape-operands.js';

export interface Plan {
  /** The steps of each graph that is run from here: those of the entries, and those that operators between the steps run. */
  readonly graphs: ReadonlyMap<Subgraph, readonly Step[]>;
  /** For LiteRT, with a signature for each builtin step; absent when there is none. */
  readonly file?: Uint8Array;
  readonly ports: ReadonlyMap<Step, Ports>;
}

/** `file` is what the model was read from, if any: a model that needs no cut runs from it as it is. */
export function planOf(entries: readonly Entry[], cuts: Cuts, file: Uint8Array | undefined): Plan {
  const graphs = graphsOf(entries, cuts);
  const steps = [...graphs.values()].flat().filter((step) => step.kind === 'builtin');
  if (steps.length === 0) return { graphs, ports: new Map() };
  const whole = file && wholePorts(entries, graphs);
  if (whole) return { graphs, file, ports: whole };
  return { graphs, file: write(segmentModel(steps)), ports: new Map(steps.map((step, i) => [step, segmentPorts(step, i)])) };
}

function graphsOf(entries: readonly Entry[], cuts: Cuts): ReadonlyMap<Subgraph, readonly Step[]> {
  const graphs = new Map<Subgraph, readonly Step[]>();
  const pending = entries.map(({ subgraph }) => subgraph);
  for (let subgraph = pending.pop(); subgraph; subgraph = pending.pop()) {
    if (graphs.has(subgraph)) continue;
    const steps = partition(subgraph, cuts);
    graphs.set(subgraph, steps);
    for (const step of steps) if (step.kind === 'cut' && step.cut.kind === 'control-flow') pending.push(...subgraphsOf(step.operator));
  }
  return graphs;
}

/** The signatures of the file, when they say all that the steps need and nothing else. */
function wholePorts(entries: readonly Entry[], graphs: Plan['graphs']): ReadonlyMap<Step, Ports> | undefined {
  const ports = new Map<Step, Ports>();
  for (const { subgraph, signature } of entries) {
    const [step, more] = graphs.get(subgraph) ?? [];
    if (!step) continue;
    if (!signature || more || step.kind === 'cut' || !isWhole(step, subgraph, signature)) return undefined;
    ports.set(step, signature);
  }
  return ports;
}

/**
 * Not when an output is an input, a constant, without elements, named twice or shaped at run time: LiteRT gives garbage for these; nor with an empty
 * input, which it refuses.
 */
function isWhole({ operators, outputs }: BuiltinStep, subgraph: Subgraph, signature: Ports): boolean {
  if (subgraph.inputs.some(isEmpty) || shapedAtRunTime(operators, outputs).length > 0) return false;
  const made = new Set(outputs);
  const sameOutputs = subgraph.outputs.length === made.size && subgraph.outputs.every((tensor) => made.has(tensor));
  return sameOutputs && nameAll(signature.inputs, subgraph.inputs) && nameAll(signature.outputs, subgraph.outputs);
}

const nameAll = (named: readonly { readonly tensor: Tensor }[], tensors: readonly Tensor[]): boolean =>
  named.length === tensors.length &&
  new Set(named.map(({ tensor }) => tensor)).size === tensors.length &&
  tensors.every((tensor) => named.some((port) => port.tensor === tensor));
