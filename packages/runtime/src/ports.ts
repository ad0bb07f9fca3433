// Inputs and outputs of a model as its user sees them: named, in the order of the graph, checked before they are used.
import { Collector, fail } from '@hlolite/diagnostics';
import { byteLength, type Dense, isInMemory } from '@hlolite/tensor';
import type { Model, NamedTensor, Signature, Subgraph, Tensor } from '@hlolite/tflite-schema';
import type { TensorInfo } from './kernels/kernel.js';
import { elementTypeOf } from './lite-rt/host-tensor.js';

/** An input or output: its name in the signature (of the tensor where there is no signature), element type and shape; unknown sizes are −1. */
export interface NamedInfo extends TensorInfo {
  readonly name: string;
}

/** A size that each run may choose. */
export const UNKNOWN = -1;

/** What is given to a run: tensors in the order of the inputs, or by name. */
export type Inputs = readonly Dense[] | Readonly<Record<string, Dense>>;

/** The graph to run and the signature it is called by. */
export interface Entry {
  readonly subgraph: Subgraph;
  readonly signature?: Signature;
}

/**
 * What is to be loaded: the signature of the given key, or, without a key, all of them, after the first subgraph, which need not have one.
 * @throws CompileError `runtime/no-signature`
 */
export function entriesOf({ subgraphs, signatures }: Model, key?: string): readonly Entry[] {
  const entries = signatures.map((signature) => ({ subgraph: signature.subgraph, signature }));
  if (key !== undefined) return [entries.find(({ signature }) => signature.key === key) ?? refuseKey(signatures, key)];
  const subgraph = subgraphs[0] ?? fail({ code: 'runtime/bad-model', message: 'a model must have a subgraph (it has none)' });
  const first = entries.find((entry) => entry.subgraph === subgraph);
  return [first ?? { subgraph }, ...entries.filter((entry) => entry !== first)];
}

function refuseKey(signatures: readonly Signature[], key: string): never {
  const known = signatures.map((candidate) => `"${candidate.key}"`).join(', ') || 'none';
  return fail({ code: 'runtime/no-signature', message: `signature must be one of the model's, ${known} (was "${key}")` });
}

/** Names, types and shapes of tensors. */
export function infosOf(tensors: readonly Tensor[], named: readonly NamedTensor[] = []): readonly NamedInfo[] {
  return tensors.map((tensor) => {
    const name = named.find((candidate) => candidate.tensor === tensor)?.name ?? tensor.name;
    return { name, type: elementTypeOf(tensor.type, `tensor "${name}"`), shape: tensor.shapeSignature ?? tensor.shape };
  });
}

/**
 * The given tensors in the order of the inputs.
 * @throws CompileError `runtime/bad-inputs` with all that is missing, unknown, or of the wrong type or shape
 */
export function bindInputs(infos: readonly NamedInfo[], inputs: Inputs): readonly Dense[] {
  const collector = new Collector();
  const given = isList(inputs) ? inputs : byName(infos, inputs, collector);
  if (isList(inputs) && inputs.length !== infos.length)
    complain(collector, `the model takes ${infos.length} inputs, ${namesOf(infos)} (was given ${inputs.length})`);
  else for (const [i, info] of infos.entries()) checkTensor('input', info, given[i], collector);
  collector.throwIfFailed();
  return given as readonly Dense[];
}

const isList = (inputs: Inputs): inputs is readonly Dense[] => Array.isArray(inputs);

function byName(
  infos: readonly NamedInfo[],
  inputs: Readonly<Record<string, Dense>>,
  collector: Collector,
): readonly (Dense | undefined)[] {
  const known = new Set(infos.map(({ name }) => name));
  for (const name of Object.keys(inputs))
    if (!known.has(name)) complain(collector, `inputs must be named as the model's, ${namesOf(infos)} (was "${name}")`);
  return infos.map(({ name }) => (Object.hasOwn(inputs, name) ? inputs[name] : undefined));
}

/**
 * Checks tensors that results are to be written into: as many as there are outputs, in their order.
 * @throws CompileError `runtime/bad-inputs`
 */
export function checkResults(infos: readonly NamedInfo[], results: readonly Dense[]): void {
  const collector = new Collector();
  if (results.length !== infos.length)
    complain(collector, `the model gives ${infos.length} results, ${namesOf(infos)} (was given ${results.length} tensors for them)`);
  else
    for (const [i, info] of infos.entries()) {
      checkTensor('result', info, results[i], collector);
      if (results[i]?.splat || !isInMemory(results[i]?.bytes ?? new Uint8Array()))
        complain(collector, `result "${info.name}" must have all its elements in memory`);
    }
  collector.throwIfFailed();
}

function checkTensor(what: string, info: NamedInfo, dense: Dense | undefined, collector: Collector): void {
  const problem = dense ? mismatch(info, dense) : `be given, a tensor of ${typeText(info)}`;
  if (problem) complain(collector, `${what} "${info.name}" must ${problem}`);
}

function mismatch(info: NamedInfo, dense: Dense): string | undefined {
  const fits = info.shape.every((size, axis) => size === UNKNOWN || size === dense.shape[axis]);
  if (dense.type !== info.type || dense.shape.length !== info.shape.length || !fits)
    return `be a tensor of ${typeText(info)} (was ${typeText(dense)})`;
  const bytes = byteLength(info.type, dense.splat ? [] : dense.shape);
  return dense.bytes.length === bytes ? undefined : `have ${bytes} bytes (was ${dense.bytes.length})`;
}

const typeText = ({ type, shape }: TensorInfo): string => `${type}[${shape.map((size) => (size === UNKNOWN ? '?' : size)).join(', ')}]`;
const complain = (collector: Collector, message: string): void => collector.error({ code: 'runtime/bad-inputs', message });
const namesOf = (infos: readonly NamedInfo[]): string => infos.map(({ name }) => `"${name}"`).join(', ') || 'none';
