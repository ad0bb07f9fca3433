// From a file to what the page shows of it: a program is converted, a model is read.
import { CompileError, fail } from '@hlolite/diagnostics';
import { type Module, type Operation, parse } from '@hlolite/mlir-parser';
import { customOpsIn, type FlatProgram, flatten } from '@hlolite/op-lowering';
import { type ByteSource, type Bytes, bytesNow, readSafetensors } from '@hlolite/tensor';
import { type Model, minimumRuntime, type Tensor } from '@hlolite/tflite-schema';
import {
  type Conversion,
  type ConvertOptions,
  convertModule,
  HEAD,
  type InputKind,
  inputKind,
  isProgram,
  operatorCounts,
  readSignature,
} from 'hlolite';
import { blobPart, blobSourceNow } from '../workers/blob-source.js';
import { problemsOf, problemsOfError } from '../workers/problems.js';
import { detailsOf } from './details.js';
import { linkGraphs } from './links.js';
import { flexText, type ModelNode, modelNodes, tensorSizes } from './model-graph.js';
import { type Argument, type ProgramNode, programNodes } from './program-graph.js';
import type { CustomOpInfo, Details, Graph, ModelInfo, Opened, OpenRequest, Side, Stage } from './protocol.js';

export interface OpenResult {
  readonly opened: Opened;
  readonly details: (side: Side, node: number) => Details;
}

/** Text beyond this is not shown: nobody reads it. */
const LONGEST_LISTING = 200_000;

/** More nodes than this are not drawn; the page says so and shows the numbers. */
const MOST_DRAWN = 12_000;

/** @throws CompileError for a file that is neither a program nor a model; errors of a program are among the problems of the result */
export async function open(request: OpenRequest, progress: (stage: Stage) => void): Promise<OpenResult> {
  progress('Reading');
  const source = blobSourceNow(request.file);
  const kind = inputKind(bytesNow({ source, offset: 0, length: Math.min(HEAD, source.size) }));
  if (kind === 'tflite') return openModel(source, request.file.blob);
  if (isProgram(kind)) return openProgram(source, kind, request, progress);
  return fail({ code: 'page/not-a-program', ...refusals[kind], place: { label: source.name } });
}

const wanted = 'a StableHLO program (MLIR text, bytecode or a portable artifact) or a .tflite model';
const refusals: Readonly<Record<'empty' | 'binary' | 'safetensors', { message: string; hint: string }>> = {
  empty: { message: `the file must be ${wanted} (it is empty)`, hint: 'export the program again' },
  binary: { message: `the file must be ${wanted} (it is other binary data)`, hint: 'choose another file, or begin with an example' },
  safetensors: { message: `the file must be ${wanted} (it holds tensors)`, hint: 'open the program first, or both files together' },
};

async function openModel(source: ByteSource, file: Blob): Promise<OpenResult> {
  const { read, printModel } = await import('./read-model.js');
  const start = performance.now();
  const model = read(source);
  const milliseconds = performance.now() - start;
  const nodes = modelNodes(model);
  const info = modelInfo(model, file, graphOf(nodes));
  const listing = printModel(model).slice(0, LONGEST_LISTING);
  return {
    opened: { inputKind: 'tflite', problems: [], milliseconds, customOps: [], model: info, listing },
    details: detailsOf([], nodes),
  };
}

async function openProgram(
  source: ByteSource,
  kind: InputKind,
  request: OpenRequest,
  progress: (stage: Stage) => void,
): Promise<OpenResult> {
  const start = performance.now();
  const opened = (more: Partial<Opened>): Opened => ({
    inputKind: kind,
    problems: [],
    customOps: [],
    milliseconds: performance.now() - start,
    ...more,
  });
  const failed = (error: unknown, more: Partial<Opened> = {}, nodes: readonly ProgramNode[] = []): OpenResult => ({
    opened: opened({ ...more, problems: problemsOfError(error) }),
    details: detailsOf(nodes, []),
  });
  try {
    const options = optionsOf(request);
    const { module, listing } = await readModule(source, kind);
    progress('Converting');
    const flat = attempt(() => flatten(module));
    const customOps = attempt(() => customOpsIn(module, options).map(customOpInfo)) ?? [];
    const args = argumentsOf(options);
    const program = flat && programNodes(flat, args);
    try {
      return converted(
        { flat, program, module, options, args },
        progress,
        (more) => opened({ ...more, ...(listing !== undefined && { listing }) }),
        customOps,
      );
    } catch (error) {
      return failed(
        error,
        { customOps, ...(listing !== undefined && { listing }), ...(program && { program: graphOf(program) }) },
        program,
      );
    }
  } catch (error) {
    return failed(error);
  }
}

/** Text is what most people open; what reads the binary forms is loaded when it is needed. */
async function readModule(source: ByteSource, kind: InputKind): Promise<{ readonly module: Module; readonly listing?: string }> {
  if (kind === 'text') return { module: parse(bytesNow({ source, offset: 0, length: source.size }), { name: source.name }) };
  const { readProgram, listingOf } = await import('./read-binary.js');
  const module = readProgram(source, { name: source.name });
  return { module, listing: listingOf(module, LONGEST_LISTING) };
}

interface Program {
  readonly module: Module;
  readonly flat: FlatProgram | undefined;
  readonly program: readonly ProgramNode[] | undefined;
  readonly options: ConvertOptions;
  readonly args: readonly Argument[];
}

function converted(
  { module, flat, program = [], options, args }: Program,
  progress: (stage: Stage) => void,
  opened: (more: Partial<Opened>) => Opened,
  customOps: readonly CustomOpInfo[],
): OpenResult {
  const origins = new Map<Tensor, Operation>();
  const conversion = convertModule(flat?.module ?? module, { ...options, origins });
  progress('Writing');
  const file = fileOf(conversion);
  const { milliseconds } = opened({});
  progress('Drawing');
  const nodes = modelNodes(conversion.model);
  const { ofProgram, ofModel } = linkGraphs(program, nodes, origins);
  const programGroups = (index: number) => program[ofModel[index]?.[0] ?? -1]?.node.group;
  const grouped = nodes.map(
    (each, index): ModelNode =>
      each.node.group.length > 0 || !each.operator ? each : { ...each, node: { ...each.node, group: programGroups(index) ?? [] } },
  );
  const parameters = new Map(flat?.arguments.map((value, index) => [value, args[index] ?? {}]));
  return {
    opened: opened({
      milliseconds,
      customOps,
      problems: problemsOf(conversion.diagnostics),
      program: graphOf(program, ofProgram),
      model: modelInfo(conversion.model, file, graphOf(grouped, ofModel), weightNames(args)),
    }),
    details: detailsOf(program, nodes, { resources: module.resources, parameters }),
  };
}

/** The file, joined of the parts of others: weights are neither read nor copied. */
const fileOf = (conversion: Conversion): Blob =>
  new Blob([...conversion.chunks().pieces].map(blobPart), { type: 'application/octet-stream' });

function optionsOf({ file, weights, signature, settings }: OpenRequest): ConvertOptions {
  return {
    name: file.name,
    customOpPolicies: settings.policies,
    customOpAttributes: settings.attributes,
    ...(weights && { weights: readSafetensors(blobSourceNow(weights)) }),
    ...(signature && { signature: readSignature(textOf(blobSourceNow(signature)), signature.name) }),
  };
}

/** What the signature and the weights say of each argument. */
function argumentsOf({ signature, weights }: ConvertOptions): readonly Argument[] {
  const list: Argument[] = [];
  for (const { index, name, kind, tensor = name } of signature?.arguments ?? []) {
    const parameter = kind === 'parameter' || kind === 'buffer' ? weights?.tensors.get(tensor) : undefined;
    list[index] = { name, ...(parameter && { parameter }) };
  }
  return list;
}

const weightNames = (args: readonly Argument[]): ReadonlyMap<Bytes, string> =>
  new Map(args.flatMap(({ name, parameter }) => (name !== undefined && parameter ? [[parameter.bytes, name] as const] : [])));

const textOf = (source: ByteSource): string => new TextDecoder().decode(bytesNow({ source, offset: 0, length: source.size }));

function modelInfo(model: Model, file: Blob, graph: Graph, names: ReadonlyMap<Bytes, string> = new Map()): ModelInfo {
  return { file, graph, operators: operatorCounts(model), minimumRuntime: minimumRuntime(model) || '1.5.0', ...tensorSizes(model, names) };
}

function graphOf(nodes: readonly { readonly node: ProgramNode['node'] }[], links: readonly (readonly number[])[] = []): Graph {
  const operations = nodes.filter(({ node }) => node.role === 'operation').length;
  if (nodes.length > MOST_DRAWN) return { nodes: [], operations };
  return { nodes: nodes.map(({ node }, index) => ({ ...node, links: links[index] ?? [] })), operations };
}

function customOpInfo({ attributes, assumed, ...use }: ReturnType<typeof customOpsIn>[number]): CustomOpInfo {
  const rows = Object.entries(attributes).map(([name, value]) => ({ name, value: flexText(value), assumed: assumed.includes(name) }));
  return { ...use, attributes: rows };
}

/** What fails here fails again in the conversion, which says why. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof CompileError) return undefined;
    throw error;
  }
}
