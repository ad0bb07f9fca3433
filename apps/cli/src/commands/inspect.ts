// `hlolite inspect`: what is in a model or a program.

import { positionAt } from '@hlolite/diagnostics';
import { type Module, type Operation, placeOf, symbolName, topLevel, typeText, walk } from '@hlolite/mlir-parser';
import { readProgram } from '@hlolite/stablehlo';
import { read } from '@hlolite/tflite-reader';
import { type Model, minimumRuntime, printModel } from '@hlolite/tflite-schema';
import { openInput } from '../files.js';
import { isProgram, notAProgram } from '../input-kind.js';
import { operatorCounts } from '../operator-counts.js';
import { counted, humanBytes, print, table } from '../terminal.js';

/** @returns the exit code */
export async function inspectCommand(path: string, { json = false }: { readonly json?: boolean }): Promise<number> {
  const { kind, source } = openInput(path);
  const size = source instanceof Uint8Array ? source.length : source.size;
  if (kind === 'tflite') inspectModel(read(source), size, json);
  else if (isProgram(kind)) inspectProgram(readProgram(source, { name: path }), size, json);
  else notAProgram(kind, path);
  return 0;
}

function inspectModel(model: Model, size: number, json: boolean): void {
  const constants = model.subgraphs.flatMap((subgraph) => subgraph.tensors.flatMap((tensor) => (tensor.data ? [tensor.data.length] : [])));
  const weights = constants.reduce((sum, length) => sum + length, 0);
  const operators = operatorCounts(model);
  if (json) {
    const ports = (list: Model['signatures'][number]['inputs']) =>
      list.map(({ name, tensor }) => ({ name, type: tensor.type, shape: tensor.shapeSignature ?? tensor.shape }));
    const signatures = model.signatures.map((signature) => ({
      key: signature.key,
      subgraph: signature.subgraph.name,
      inputs: ports(signature.inputs),
      outputs: ports(signature.outputs),
    }));
    const tensors = model.subgraphs.flatMap((subgraph) =>
      subgraph.tensors.map((tensor) => ({
        subgraph: subgraph.name,
        name: tensor.name,
        type: tensor.type,
        shape: tensor.shapeSignature ?? tensor.shape,
        ...(tensor.data && { bytes: tensor.data.length }),
      })),
    );
    print(
      JSON.stringify(
        { kind: 'tflite', bytes: size, weights, minimumRuntime: minimumRuntime(model), operators, signatures, tensors },
        null,
        2,
      ),
    );
    return;
  }
  print(printModel(model).trimEnd());
  print(`\n${countTable('operator', operators)}`);
  print(`\n${humanBytes(size)}, of which constants ${humanBytes(weights)}; needs runtime ${minimumRuntime(model) || '1.5.0'} or newer`);
}

function inspectProgram(module: Module, size: number, json: boolean): void {
  const operations: Record<string, number> = {};
  for (const operation of walk(module))
    if (operation !== module.operation) operations[operation.name] = (operations[operation.name] ?? 0) + 1;
  const functions = topLevel(module).filter((operation) => operation.name === 'func.func');
  const customOps = [...walk(module)].filter(isCustom).map(describeCustom);
  if (json) {
    const described = functions.map((fn) => ({ name: symbolName(fn), visibility: visibility(fn), ...functionTypes(fn) }));
    print(JSON.stringify({ kind: 'mlir', bytes: size, functions: described, operations, customOps }, null, 2));
    return;
  }
  for (const fn of functions.filter((each) => visibility(each) === 'public' || functions.length === 1)) {
    const { inputs, results } = functionTypes(fn);
    print(`@${symbolName(fn)}(${inputs.join(', ')}) -> (${results.join(', ')})`);
  }
  print(`\n${countTable('operation', operations)}`);
  for (const { target, line } of customOps) print(`custom op ${target}${line === undefined ? '' : ` in line ${line}`}`);
  print(`\n${humanBytes(size)}, ${counted(functions.length, 'function')}`);
}

const countTable = (what: string, counts: Readonly<Record<string, number>>) =>
  table(
    [what, 'count'],
    Object.entries(counts).sort(([a, m], [b, n]) => n - m || a.localeCompare(b)),
  );

const visibility = (fn: Operation): string => {
  const attribute = fn.attributes.sym_visibility;
  return attribute?.kind === 'string' ? attribute.value : 'public';
};

function functionTypes(fn: Operation): { inputs: string[]; results: string[] } {
  const type = fn.attributes.function_type;
  if (type?.kind !== 'type' || type.type.kind !== 'function') return { inputs: [], results: [] };
  return { inputs: type.type.inputs.map(typeText), results: type.type.results.map(typeText) };
}

const isCustom = ({ name }: Operation) => name === 'stablehlo.custom_call' || name === 'stablehlo.composite';

function describeCustom(operation: Operation): { target: string; line?: number } {
  const attribute = operation.attributes.call_target_name ?? operation.attributes.name;
  const target = attribute?.kind === 'string' ? attribute.value : operation.name;
  const { span } = placeOf(operation);
  return span ? { target, line: positionAt(span.source, span.start).line } : { target };
}
