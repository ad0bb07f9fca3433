// What there is to know of one node: types, attributes or options, and the content of its constants.
import { type Attribute, hasStaticShape, locationTrail, type Operation, typeText, type Value } from '@hlolite/mlir-parser';
import { dataTypeOf } from '@hlolite/stablehlo';
import type { Bytes, Dense } from '@hlolite/tensor';
import type { Tensor } from '@hlolite/tflite-schema';
import { type Summary, summarize } from '../numbers/summary.js';
import { denseOfTensor, type ModelNode, optionRows, tensorType } from './model-graph.js';
import { type Argument, attributeRows, isConstant, nameOf, type ProgramNode } from './program-graph.js';
import type { Details, Port, Side } from './protocol.js';

/** What is known of values beside the operations that give them. */
export interface Contents {
  /** Of `dense_resource` constants by their keys. */
  readonly resources?: ReadonlyMap<string, Bytes>;
  /** Of arguments that are parameters. */
  readonly parameters?: ReadonlyMap<Value, Argument>;
}

/** Answers for the nodes of both graphs. */
export function detailsOf(
  program: readonly ProgramNode[],
  model: readonly ModelNode[],
  contents: Contents = {},
): (side: Side, node: number) => Details {
  return (side, index) => {
    const found = side === 'program' ? programDetails(program[index], contents) : modelDetails(model[index]);
    return found ?? { title: '', rows: [], operands: [], results: [] };
  };
}

function programDetails(found: ProgramNode | undefined, contents: Contents): Details | undefined {
  if (!found) return undefined;
  const { node, operation, value } = found;
  const port = (each: Value) => valuePort(each, contents);
  if (!operation) return { title: node.label, rows: [['kind', node.role]], operands: [], results: value ? [port(value)] : [] };
  const trail = locationTrail(operation.location);
  const origin = trail.length > 0 ? [['from', trail.join(', ')] as const] : [];
  return {
    title: operation.name,
    rows: [...attributeRows(operation), ...origin],
    operands: operation.operands.map(port),
    results: operation.results.map(port),
  };
}

function valuePort(value: Value, contents: Contents): Port {
  const { name, parameter } = contents.parameters?.get(value) ?? {};
  const constant = parameter ?? (value.owner && isConstant(value.owner) ? constantOf(value.owner, contents) : undefined);
  return { name: name === undefined ? nameOf(value) : `${nameOf(value)} ${name}`, type: typeText(value.type), ...summaryOf(constant) };
}

function constantOf(operation: Operation, contents: Contents): Dense | undefined {
  const { value } = operation.attributes;
  const result = operation.results[0]?.type;
  const type = result && dataTypeOf(result);
  const bytes = value && bytesOf(value, contents);
  if (!type || !bytes || !hasStaticShape(result)) return undefined;
  return { type, shape: result.shape, bytes, splat: value.kind === 'dense' && value.splat };
}

const bytesOf = (value: Attribute, contents: Contents): Bytes | undefined =>
  value.kind === 'dense' ? value.bytes : value.kind === 'dense-resource' ? contents.resources?.get(value.key) : undefined;

function modelDetails(found: ModelNode | undefined): Details | undefined {
  if (!found) return undefined;
  const { node, operator, tensor } = found;
  if (!operator) return { title: node.label, rows: [['kind', node.role]], operands: [], results: tensor ? [tensorPort(tensor)] : [] };
  return {
    title: operator.customCode ?? operator.op,
    rows: optionRows(operator),
    operands: operator.inputs.map((input) => (input ? tensorPort(input) : { name: '(left out)', type: '' })),
    results: operator.outputs.map(tensorPort),
  };
}

const tensorPort = (tensor: Tensor): Port => ({ name: tensor.name, type: tensorType(tensor), ...summaryOf(denseOfTensor(tensor)) });

/** The content of a constant; one that cannot be read as numbers is shown by its type only. */
function summaryOf(dense: Dense | undefined): { readonly constant?: Summary } {
  return dense ? { constant: summarize(dense) } : {};
}
