// From a model to a session: which graph, which kernels, which cuts, which tensors stand between them.
import { bytesNow, type Dense } from '@hlolite/tensor';
import type { Model, Operator, Tensor } from '@hlolite/tflite-schema';
import { write } from '@hlolite/tflite-writer';
import { CustomOp } from './custom-op.js';
import { elementTypeOf, HostTensor } from './host-tensor.js';
import type { Kernel, KernelSource } from './kernel.js';
import type { LiteRt } from './litert.js';
import { type BuiltinStep, isEmpty, partition, type Step } from './partition.js';
import { type Entry, entryOf, infosOf } from './ports.js';
import { registryOf } from './registry.js';
import { Segment, type SegmentFile } from './segment.js';
import { inputName, outputName, SEGMENT_KEY, segmentModel } from './segment-model.js';
import { ModelSession, type ReadyStep, type Session } from './session.js';
import { findKernels, placeOf } from './support.js';

export interface LoadOptions {
  /** Kernels for CUSTOM ops, beside those of hlolite (RMS norm); they come first where both serve a name. */
  readonly kernels?: readonly KernelSource[];
  /** Key of the signature to run; by default that of the first subgraph. */
  readonly signature?: string;
}

/**
 * Makes a model ready to run. `file` is the file it was read from, if any: then a model that needs no cut runs from it as it is.
 * @throws CompileError `runtime/…`: see `findKernels`, `Segment` and `CustomOp`
 */
export async function loadModel(liteRt: LiteRt, model: Model, file: Uint8Array | undefined, options: LoadOptions): Promise<Session> {
  const entry = entryOf(model, options.signature);
  const { subgraph, signature } = entry;
  const inputs = infosOf(subgraph.inputs, signature?.inputs);
  const outputs = infosOf(subgraph.outputs, signature?.outputs);
  const kernels = await ready(liteRt, findKernels(subgraph, registryOf(options.kernels)));
  const plan = partition(subgraph);
  const steps: ReadyStep[] = [];
  const values = new Map<Tensor, HostTensor>();
  const parts = { inputs, outputs, inputTensors: subgraph.inputs, outputTensors: subgraph.outputs, steps, values };
  const session = new ModelSession(liteRt, parts);
  try {
    for (const tensor of standingTensors(entry, plan)) values.set(tensor, standing(liteRt, tensor));
    for (const step of plan) steps.push(readyStep(liteRt, step, entry, kernels, plan.length === 1 ? file : undefined));
    return session;
  } catch (error) {
    session.dispose();
    throw error;
  }
}

async function ready(liteRt: LiteRt, sources: ReadonlyMap<Operator, KernelSource>): Promise<ReadonlyMap<Operator, Kernel>> {
  const kernels = new Map<Operator, Kernel>();
  for (const [operator, source] of sources) kernels.set(operator, 'load' in source ? await liteRt.kernel(source) : source);
  return kernels;
}

/** Tensors that are there before any step has run: the inputs, the constants that kernels or outputs need, results without elements. */
function standingTensors({ subgraph }: Entry, plan: readonly Step[]): ReadonlySet<Tensor> {
  const needed = [...subgraph.outputs, ...plan.flatMap((step) => (step.kind === 'custom' ? step.operator.inputs : step.inputs))];
  const made = new Set(plan.flatMap((step) => (step.kind === 'custom' ? step.operator.outputs : step.outputs)));
  return new Set([...subgraph.inputs, ...needed.filter((tensor): tensor is Tensor => tensor !== null && !made.has(tensor))]);
}

function standing(liteRt: LiteRt, tensor: Tensor): HostTensor {
  const label = `tensor "${tensor.name}"`;
  const info = { type: elementTypeOf(tensor.type, label), shape: tensor.shape };
  const host = HostTensor.create(liteRt, info);
  if (tensor.data && !isEmpty(tensor)) host.write({ ...info, bytes: bytesNow(tensor.data) } satisfies Dense);
  return host;
}

function readyStep(liteRt: LiteRt, step: Step, entry: Entry, kernels: ReadonlyMap<Operator, Kernel>, file?: Uint8Array): ReadyStep {
  if (step.kind === 'builtin') {
    const label = `the ${step.operators.length} builtin operators of subgraph ${entry.subgraph.name || '(unnamed)'}`;
    const segmentFile = (file && wholeFile(file, step, entry)) ?? cutOut(step);
    return { kind: 'builtin', segment: new Segment(liteRt, segmentFile, label) };
  }
  const { operator } = step;
  const op = new CustomOp(liteRt, operator, kernels.get(operator) as Kernel, placeOf(operator, entry.subgraph));
  return { kind: 'custom', op, inputs: operator.inputs as readonly Tensor[], outputs: operator.outputs };
}

/** The step as a file of its own. */
function cutOut(step: BuiltinStep): SegmentFile {
  return {
    bytes: write(segmentModel(step)),
    signature: SEGMENT_KEY,
    inputs: step.inputs.map((tensor, i) => ({ name: inputName(i), tensor })),
    outputs: step.outputs.map((tensor, i) => ({ name: outputName(i), tensor })),
  };
}

/**
 * The file as it is, when its signature says all that the step needs and nothing else. Not when an output is an input, a constant, without
 * elements or named twice: LiteRT gives garbage for these.
 */
function wholeFile(bytes: Uint8Array, step: BuiltinStep, { subgraph, signature }: Entry): SegmentFile | undefined {
  if (!signature) return undefined;
  const outputs = new Set(step.outputs);
  const sameOutputs = subgraph.outputs.length === outputs.size && subgraph.outputs.every((tensor) => outputs.has(tensor));
  const named = ports(signature.inputs, subgraph.inputs) && ports(signature.outputs, subgraph.outputs);
  return sameOutputs && named ? { bytes, signature: signature.key, inputs: signature.inputs, outputs: signature.outputs } : undefined;
}

const ports = (named: readonly { readonly tensor: Tensor }[], tensors: readonly Tensor[]): boolean =>
  named.length === tensors.length &&
  new Set(named.map(({ tensor }) => tensor)).size === tensors.length &&
  tensors.every((tensor) => named.some((port) => port.tensor === tensor));
