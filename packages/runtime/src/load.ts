// From a model to a session: which graphs, which kernels, which cuts, which tensors stand between them.
import { fail } from '@hlolite/diagnostics';
import { bytesNow } from '@hlolite/tensor';
import type { Model, Operator, Subgraph, Tensor } from '@hlolite/tflite-schema';
import { loadControlFlow } from './execute/control-flow.js';
import { CustomOp, kernelFailed } from './execute/custom-op.js';
import type { Executable } from './execute/executable.js';
import { Graph, type GraphStep } from './execute/graph.js';
import type { Kernel, KernelSource } from './kernels/kernel.js';
import { registryOf } from './kernels/registry.js';
import { CompiledModel, type Ports } from './lite-rt/compiled-model.js';
import { HostTensor, infoOf } from './lite-rt/host-tensor.js';
import type { LiteRt } from './lite-rt/lite-rt.js';
import { type Cuts, findCuts } from './plan/cuts.js';
import { type CutStep, isEmpty, type Step } from './plan/partition.js';
import { placeOf } from './plan/place.js';
import { type Plan, planOf } from './plan/plan.js';
import { type Entry, entriesOf, infosOf } from './ports.js';
import { Resources, Runner, type Session, sessionOf } from './session.js';

export interface LoadOptions {
  /** Kernels for CUSTOM ops, beside those of hlolite (RMS norm); they come first where both serve a name. */
  readonly kernels?: readonly KernelSource[];
  /** What runs a composite (STABLEHLO_COMPOSITE): its decomposition, as is the default, or a kernel of its name where there is one. */
  readonly composites?: 'decomposition' | 'prefer-kernel';
  /** Key of the only signature to load. By default all are, and the session runs the first subgraph. */
  readonly signature?: string;
}

/**
 * Makes a model ready to run. `file` is the file it was read from, if any: then a model that needs no cut runs from it as it is.
 * @throws CompileError `runtime/…`: see `findCuts`, `CompiledModel` and `CustomOp`
 */
export async function loadModel(liteRt: LiteRt, model: Model, file: Uint8Array | undefined, options: LoadOptions): Promise<Session> {
  const entries = entriesOf(model, options.signature);
  const subgraphs = entries.map(({ subgraph }) => subgraph);
  const registry = registryOf(options.kernels);
  const cuts = findCuts(subgraphs, { registry, preferKernels: options.composites === 'prefer-kernel' });
  const kernels = await ready(liteRt, cuts);
  const resources = new Resources(liteRt);
  try {
    const loader = new GraphLoader(resources, planOf(entries, cuts, file), kernels);
    const runners = entries.map((entry) => loader.runner(entry));
    const signatures = entries.flatMap(({ signature }, i) => (signature ? [[signature.key, runners[i] as Runner] as const] : []));
    return sessionOf(resources, runners[0] as Runner, new Map(signatures));
  } catch (error) {
    resources.dispose();
    throw error;
  }
}

/** The kernels of operators, loaded. */
export async function ready(liteRt: LiteRt, cuts: Cuts): Promise<ReadonlyMap<Operator, Kernel>> {
  const kernels = new Map<Operator, Kernel>();
  for (const [operator, cut] of cuts) if (cut.kind === 'kernel') kernels.set(operator, await loaded(liteRt, cut.source));
  return kernels;
}

async function loaded(liteRt: LiteRt, source: KernelSource): Promise<Kernel> {
  if (!('load' in source)) return source;
  try {
    return await liteRt.kernel(source);
  } catch (error) {
    return kernelFailed(source.name, 'load', error);
  }
}

/** Makes the graphs of a plan ready to run, each once. */
class GraphLoader {
  private readonly graphs = new Map<Subgraph, Graph>();
  private readonly constants = new Map<Tensor, HostTensor>();
  private readonly compiled: CompiledModel | undefined;

  constructor(
    private readonly resources: Resources,
    private readonly plan: Plan,
    private readonly kernels: ReadonlyMap<Operator, Kernel>,
  ) {
    this.compiled = plan.file && resources.keep(new CompiledModel(resources.liteRt, plan.file));
  }

  runner({ subgraph, signature }: Entry): Runner {
    const inputs = infosOf(subgraph.inputs, signature?.inputs);
    const outputs = infosOf(subgraph.outputs, signature?.outputs);
    const inputTensors = inputs.map((info) => this.resources.keep(HostTensor.create(this.resources.liteRt, info)));
    return new Runner(this.resources, { inputs, outputs, graph: this.graph(subgraph), inputTensors });
  }

  private graph(subgraph: Subgraph): Graph {
    const graph = this.graphs.get(subgraph) ?? this.newGraph(subgraph);
    this.graphs.set(subgraph, graph);
    return graph;
  }

  private newGraph(subgraph: Subgraph): Graph {
    const slots = new Slots();
    const inputs = subgraph.inputs.map((tensor) => slots.of(tensor));
    const plan = this.plan.graphs.get(subgraph) as readonly Step[];
    const steps = plan.map((step): GraphStep => {
      const { executable, from, to } = this.ready(step, subgraph);
      return { executable, inputs: from.map((tensor) => slots.of(tensor)), outputs: to.map((tensor) => slots.of(tensor)) };
    });
    const outputs = subgraph.outputs.map((tensor) => slots.of(tensor));
    const made = new Set([...inputs, ...steps.flatMap((step) => step.outputs)]);
    const standing = slots.tensors.map((tensor, slot) => (made.has(slot) ? undefined : this.constant(tensor)));
    return new Graph({ inputs, outputs, standing, steps });
  }

  private ready(step: Step, subgraph: Subgraph) {
    if (step.kind === 'cut') return this.readyCut(step, placeOf(step.operator, subgraph));
    const label = `the ${step.operators.length} builtin operators of subgraph ${subgraph.name || '(unnamed)'}`;
    const ports = this.plan.ports.get(step) as Ports;
    const executable = (this.compiled as CompiledModel).segment(ports, label);
    return { executable, from: ports.inputs.map(({ tensor }) => tensor), to: ports.outputs.map(({ tensor }) => tensor) };
  }

  private readyCut({ operator, cut }: CutStep, label: string): { executable: Executable; from: readonly Tensor[]; to: readonly Tensor[] } {
    const from = givenInputs(operator, label);
    const load = (subgraph: Subgraph) => this.graph(subgraph);
    const executable = cut.kind === 'kernel' ? this.customOp(operator, from, label) : loadControlFlow({ operator, label, load });
    return { executable, from, to: operator.outputs };
  }

  private customOp(operator: Operator, from: readonly Tensor[], label: string): CustomOp {
    const infos = (tensors: readonly Tensor[]) => tensors.map((tensor) => infoOf(tensor, label));
    const parts = { inputs: infos(from), outputs: infos(operator.outputs), options: optionsOf(operator), label };
    return this.resources.keep(new CustomOp(this.resources.liteRt, this.kernels.get(operator) as Kernel, parts));
  }

  /** What no step makes: a constant, or a result without elements, which nothing has to compute. */
  private constant(tensor: Tensor): HostTensor {
    const known = this.constants.get(tensor);
    if (known) return known;
    const info = infoOf(tensor, `tensor "${tensor.name}"`);
    const host = this.resources.keep(HostTensor.create(this.resources.liteRt, info));
    if (tensor.data && !isEmpty(tensor)) host.write({ ...info, bytes: bytesNow(tensor.data) });
    this.constants.set(tensor, host);
    return host;
  }
}

/** Numbers for the tensors of a graph. */
class Slots {
  readonly tensors: Tensor[] = [];
  private readonly known = new Map<Tensor, number>();

  of(tensor: Tensor): number {
    const slot = this.known.get(tensor) ?? this.tensors.push(tensor) - 1;
    this.known.set(tensor, slot);
    return slot;
  }
}

/** The options of a CUSTOM op; of a composite its attributes. */
export const optionsOf = ({ customOptions, options }: Operator): Uint8Array => {
  const attributes = options?.fields.composite_attributes;
  return customOptions ?? (attributes instanceof Uint8Array ? attributes : new Uint8Array());
};

const givenInputs = ({ inputs }: Operator, label: string): readonly Tensor[] =>
  inputs.map(
    (tensor) =>
      tensor ??
      fail({ code: 'runtime/optional-input', message: 'a kernel needs all inputs of its op (one is left out)', place: { label } }),
  );
