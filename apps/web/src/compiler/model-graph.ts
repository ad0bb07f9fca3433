// A LiteRT model as a graph to draw.
import type { Bytes, Dense, ElementType } from '@hlolite/tensor';
import {
  decodeFlexBuffer,
  type FlexValue,
  Float,
  type Model,
  type Operator,
  type Subgraph,
  type Tensor,
  tensorTypes,
} from '@hlolite/tflite-schema';
import { nameGroups } from './groups.js';
import type { GraphNode, TensorSize } from './protocol.js';

/** A node of the model with what it stands for. */
export interface ModelNode {
  readonly node: Omit<GraphNode, 'links'>;
  readonly operator?: Operator;
  readonly tensor?: Tensor;
}

/** Inputs, operators and outputs of every subgraph; all but the first lie in a group of their own. */
export function modelNodes(model: Model): readonly ModelNode[] {
  const nodes: ModelNode[] = [];
  model.subgraphs.forEach((subgraph, index) => {
    const outer = index === 0 ? [] : [`subgraph ${subgraph.name || index}`];
    nodes.push(...subgraphNodes(subgraph, outer, nodes.length, portNames(model, subgraph)));
  });
  return nodes;
}

function portNames(model: Model, subgraph: Subgraph): ReadonlyMap<Tensor, string> {
  const signature = model.signatures.find((candidate) => candidate.subgraph === subgraph);
  return new Map([...(signature?.inputs ?? []), ...(signature?.outputs ?? [])].map(({ name, tensor }) => [tensor, name]));
}

function subgraphNodes(subgraph: Subgraph, outer: readonly string[], first: number, names: ReadonlyMap<Tensor, string>): ModelNode[] {
  const places = new Map<Tensor, number>();
  subgraph.inputs.forEach((tensor, index) => {
    places.set(tensor, first + index);
  });
  subgraph.operators.forEach(({ outputs }, index) => {
    for (const tensor of outputs) places.set(tensor, first + subgraph.inputs.length + index);
  });
  const port = (role: 'input' | 'output', tensor: Tensor, inputs: readonly number[]): ModelNode => ({
    node: { role, label: names.get(tensor) ?? tensor.name, caption: tensorType(tensor), group: outer, inputs },
    tensor,
  });
  return [
    ...subgraph.inputs.map((tensor) => port('input', tensor, [])),
    ...subgraph.operators.map((operator): ModelNode => ({ node: operatorNode(operator, outer, places), operator })),
    ...subgraph.outputs.map((tensor) => port('output', tensor, present([places.get(tensor)]))),
  ];
}

function operatorNode(operator: Operator, outer: readonly string[], places: ReadonlyMap<Tensor, number>): ModelNode['node'] {
  const inputs = present(operator.inputs.map((tensor) => (tensor ? places.get(tensor) : undefined)));
  const name = operator.outputs[0]?.name ?? '';
  return {
    role: 'operation',
    label: operator.customCode ?? operator.op,
    ...(operator.op === 'CUSTOM' && { custom: true }),
    caption: operator.outputs.map(tensorType).join(', '),
    group: [...outer, ...nameGroups(name)],
    inputs: [...new Set(inputs)],
  };
}

const present = (numbers: readonly (number | undefined)[]): number[] => numbers.filter((number) => number !== undefined);

/** `16×128 FLOAT32` */
export const tensorType = ({ shape, shapeSignature, type }: Pick<Tensor, 'shape' | 'shapeSignature' | 'type'>): string => {
  const sizes = (shapeSignature ?? shape).map((size) => (size < 0 ? '?' : size)).join('×');
  return `${sizes}${sizes && ' '}${type}`;
};

/** A constant tensor as data, where its element type has a plain form; files pack integers below a byte. */
export function denseOfTensor({ type, shape, data }: Tensor): Dense | undefined {
  const row = tensorTypes[type];
  const element: ElementType | undefined = 'element' in row ? row.element : undefined;
  return data && element && !/^u?i[24]$/.test(element) ? { type: element, shape, bytes: data } : undefined;
}

/** Options of an operator as rows of text. */
export function optionRows({ options, customOptions, op, customCode, version }: Operator): readonly (readonly [string, string])[] {
  const fields = Object.entries(options?.fields ?? {}).map(([name, value]) => [name, valueText(value)] as const);
  const code = customCode === undefined ? [] : [['operator', `${op} "${customCode}"`] as const];
  const rows = version === undefined ? [] : [['version', String(version)] as const];
  return [...code, ...rows, ...fields, ...(customOptions ? flexRows(customOptions) : [])];
}

function flexRows(bytes: Uint8Array): readonly (readonly [string, string])[] {
  try {
    const value = decodeFlexBuffer(bytes);
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array) && !(value instanceof Float))
      return Object.entries(value).map(([name, inner]) => [name, flexText(inner as FlexValue)]);
    return [['options', flexText(value)]];
  } catch {
    return [['options', `${bytes.length} bytes that are no FlexBuffer`]];
  }
}

export const flexText = (value: FlexValue): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    inner instanceof Float
      ? shortFloat(inner.value)
      : typeof inner === 'bigint'
        ? Number(inner)
        : inner instanceof Uint8Array
          ? [...inner]
          : inner,
  );

/** A number that a program wrote as f32 has more digits as f64 than anybody wrote: the fewest that give the same f32. */
function shortFloat(value: number): number {
  if (Math.fround(value) !== value) return value;
  for (let digits = 1; digits < 9; digits++)
    if (Math.fround(Number(value.toPrecision(digits))) === value) return Number(value.toPrecision(digits));
  return value;
}

function valueText(value: unknown): string {
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  if (Array.isArray(value)) return `[${value.map(valueText).join(', ')}]`;
  if (typeof value === 'object' && value !== null && 'operators' in value) return `subgraph ${(value as Subgraph).name}`;
  return String(value);
}

const LISTED = 40;

/** Constants by falling size; what is beyond the list is one row. Tensors that share content are counted once. `names` are those of weights. */
export function tensorSizes(
  model: Model,
  names: ReadonlyMap<Bytes, string>,
): { readonly weightBytes: number; readonly tensors: readonly TensorSize[] } {
  const sizes = new Map<unknown, TensorSize>();
  for (const { tensors } of model.subgraphs)
    for (const tensor of tensors)
      if (tensor.data && !sizes.has(tensor.data))
        sizes.set(tensor.data, { name: names.get(tensor.data) ?? tensor.name, type: tensorType(tensor), bytes: tensor.data.length });
  const sorted = [...sizes.values()].sort((a, b) => b.bytes - a.bytes);
  const total = (list: readonly TensorSize[]) => list.reduce((sum, { bytes }) => sum + bytes, 0);
  const rest = sorted.slice(LISTED);
  const tensors = sorted.slice(0, LISTED);
  if (rest.length > 0) tensors.push({ name: `${rest.length} smaller ones`, type: '', bytes: total(rest) });
  return { weightBytes: total(sorted), tensors };
}
