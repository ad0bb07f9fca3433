// signature.json: which arguments of a program are parameters and which are inputs, and their names. Exporters write it beside a
// program whose weights are arguments.
import { type Collector, Collector as DiagnosticCollector, fail } from '@hlolite/diagnostics';
import type { LowerOptions } from '@hlolite/op-lowering';
import { bytesNow, type Dense, type Safetensors } from '@hlolite/tensor';

/** One argument or result: its number, its name, and for a parameter the tensor that holds it. */
export interface SignaturePort {
  readonly index: number;
  readonly kind?: string;
  readonly name: string;
  readonly tensor?: string;
}

/** signature.json: which argument of the program is an input, which a parameter and of which tensor. */
export interface ProgramSignature {
  readonly arguments: readonly SignaturePort[];
  readonly results: readonly SignaturePort[];
}

/**
 * Reads signature.json.
 * @throws CompileError `signature/invalid`
 */
export function readSignature(text: string, name: string): ProgramSignature {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    return invalid(`must be JSON (${error instanceof Error ? error.message : 'not JSON'})`, name);
  }
  const { arguments: arguments_, results = [] } = Object(parsed) as { arguments?: unknown; results?: unknown };
  return { arguments: ports(arguments_, 'arguments', name), results: ports(results, 'results', name) };
}

const invalid = (what: string, name: string): never =>
  fail({
    code: 'signature/invalid',
    message: `the signature ${what}`,
    place: { label: name },
    hint: 'it is {"arguments": [{"index": 0, "kind": "parameter" or "input", "name": …, "tensor": …}], "results": […]}',
  });

function ports(list: unknown, field: string, name: string): SignaturePort[] {
  if (!Array.isArray(list)) return invalid(`must have a list "${field}"`, name);
  return list.map((port: Partial<SignaturePort> | null, position) => {
    if (!Number.isInteger(port?.index) || typeof port?.name !== 'string')
      return invalid(`must have index and name in ${field}[${position}]`, name);
    return port as SignaturePort;
  });
}

/**
 * The parameters bound to their tensors, and the names of inputs and outputs.
 * @throws CompileError `weights/missing` and `weights/extra`, all tensors named.
 */
export function bindSignature(
  signature: ProgramSignature,
  weights: Safetensors | undefined,
): Pick<LowerOptions, 'parameters' | 'inputNames' | 'outputNames'> {
  const diagnostics = new DiagnosticCollector();
  const parameters = new Map<number, { readonly name: string; readonly dense: Dense }>();
  const used = new Set<string>();
  for (const { index, kind, name, tensor = name } of signature.arguments.filter(
    (port) => port.kind === 'parameter' || port.kind === 'buffer',
  )) {
    const dense = weights?.tensors.get(tensor);
    used.add(tensor);
    if (dense) parameters.set(index, { name, dense });
    else missing(tensor, kind, index, weights, diagnostics);
  }
  for (const tensor of weights?.tensors.keys() ?? [])
    if (!used.has(tensor))
      diagnostics.error({
        code: 'weights/extra',
        message: `every tensor of the weights must be a parameter of the signature (was "${tensor}")`,
        hint: 'the weights belong to another program, or the signature is incomplete',
      });
  diagnostics.throwIfFailed();
  return { parameters, inputNames: names(signature.arguments), outputNames: names(signature.results) };
}

/**
 * The arguments of a program as the reference interpreter takes them: parameters from the weights, the others as given, in their order.
 * @throws CompileError as `bindSignature`
 */
export function programArguments(
  inputs: readonly Dense[],
  { signature, weights }: { readonly signature?: ProgramSignature; readonly weights?: Safetensors },
): readonly Dense[] {
  const parameters = signature ? bindSignature(signature, weights).parameters : undefined;
  const given = [...inputs];
  return Array.from({ length: inputs.length + (parameters?.size ?? 0) }, (_, index) => {
    const dense = parameters?.get(index)?.dense;
    return dense ? { ...dense, bytes: bytesNow(dense.bytes) } : (given.shift() as Dense);
  });
}

function missing(tensor: string, kind: string | undefined, index: number, weights: Safetensors | undefined, diagnostics: Collector): void {
  const message = `the weights must have the tensor "${tensor}" for ${kind} ${index} (${weights ? 'it is missing' : 'no weights are given'})`;
  diagnostics.error({
    code: 'weights/missing',
    message,
    hint: weights ? 'give the file that was exported with this program' : 'add --weights model.safetensors',
  });
}

function names(list: readonly SignaturePort[]): (string | undefined)[] {
  const found: (string | undefined)[] = [];
  for (const { index, name } of list) found[index] = name;
  return found;
}
