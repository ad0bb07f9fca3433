// A StableHLO program as a graph to draw.
import { type Attribute, attributeText, type Operation, symbolName, type Type, typeText, type Value, walk } from '@hlolite/mlir-parser';
import type { FlatProgram } from '@hlolite/op-lowering';
import type { Dense } from '@hlolite/tensor';
import { locationGroups } from './groups.js';
import type { GraphNode } from './protocol.js';

/** A node of the program with what it stands for. */
export interface ProgramNode {
  readonly node: Omit<GraphNode, 'links'>;
  readonly operation?: Operation;
  /** The value of an input, the value that an output returns. */
  readonly value?: Value;
}

export const isConstant = ({ name }: Operation): boolean => name === 'stablehlo.constant' || name === 'arith.constant';

/** What a signature says of an argument. */
export interface Argument {
  readonly name?: string;
  /** Its tensor, for a parameter. */
  readonly parameter?: Dense;
}

/** Inputs, operations, outputs, in this order. Constants and parameters are no nodes: they would be most of the picture and say little. */
export function programNodes(flat: FlatProgram, args: readonly Argument[]): readonly ProgramNode[] {
  const nodes = new NodeList();
  flat.arguments.forEach((value, index) => {
    const { name, parameter } = args[index] ?? {};
    if (parameter) return;
    const label = name ?? value.name ?? `arg${index}`;
    nodes.add({ node: { role: 'input', label, caption: shortType(value.type), group: [], inputs: [] }, value }, [value]);
  });
  for (const { operation, callees } of flat.operations)
    nodes.addOperation(operation, locationGroups(operation.location) ?? callees.map(readableSymbol));
  flat.results.forEach((value, index) => {
    const inputs = nodes.sources([value]);
    nodes.add({ node: { role: 'output', label: `output ${index}`, caption: shortType(value.type), group: [], inputs }, value }, []);
  });
  return nodes.all;
}

/** Bodies with fewer operations (the sum of a reduction) are part of their operation; those of loops and branches are shown. */
const SMALLEST_BODY = 3;

class NodeList {
  readonly all: ProgramNode[] = [];
  readonly #places = new Map<Value, number>();

  add(node: ProgramNode, values: readonly Value[]): void {
    for (const value of values) this.#places.set(value, this.all.length);
    this.all.push(node);
  }

  /** The nodes that the values come from, each once. */
  sources(values: readonly Value[]): readonly number[] {
    return [...new Set(values.flatMap((value) => this.#places.get(value) ?? []))];
  }

  addOperation(operation: Operation, group: readonly string[]): void {
    if (isConstant(operation)) return;
    const bodies = operation.regions.map(({ blocks }) => blocks.flatMap(({ operations }) => operations));
    const isShown = bodies.some((body) => body.length > SMALLEST_BODY);
    if (isShown)
      bodies.forEach((body, index) => {
        const name =
          bodies.length > 1 ? `${labelOf(operation)} ${this.all.length}, region ${index}` : `${labelOf(operation)} ${this.all.length}`;
        for (const inner of body) if (!inner.name.endsWith('return')) this.addOperation(inner, [...group, name]);
      });
    const used = isShown ? [...operation.operands, ...bodies.flatMap((body) => body.at(-1)?.operands ?? [])] : usedValues(operation);
    this.add({ node: operationNode(operation, group, this.sources(used)), operation }, operation.results);
  }
}

const operationNode = (operation: Operation, group: readonly string[], inputs: readonly number[]): ProgramNode['node'] => ({
  role: 'operation',
  label: labelOf(operation),
  ...(isCustom(operation) && { custom: true }),
  caption: operation.results.map(({ type }) => shortType(type)).join(', '),
  group,
  inputs,
  ...(operation.span && { from: operation.span.start, to: operation.span.end }),
});

/** Operands, and what regions take from around them. */
function usedValues(operation: Operation): readonly Value[] {
  if (operation.regions.length === 0) return operation.operands;
  return [...walk(operation)].flatMap(({ operands }) => operands);
}

const isCustom = ({ name }: Operation): boolean => name === 'stablehlo.custom_call' || name === 'stablehlo.composite';

function labelOf(operation: Operation): string {
  const target =
    operation.attributes.call_target_name ?? (operation.name === 'stablehlo.composite' ? operation.attributes.name : undefined);
  return target?.kind === 'string' ? target.value : operation.name.replace(/^stablehlo\./, '');
}

/** `_aten_gelu_7_aed46b88`, as exporters name their functions, is `aten_gelu_7`. */
const readableSymbol = (name: string): string => name.replace(/^_+/, '').replace(/_[0-9a-f]{8}(?= \(|$)/, '') || name;

/** `16×128 f32` for `tensor<16x128xf32>`. */
export function shortType(type: Type): string {
  if (type.kind !== 'tensor') return typeText(type);
  const shape = type.shape.map((size) => (size < 0 ? '?' : size)).join('×');
  return `${shape}${shape && ' '}${typeText(type.element)}`;
}

/** Attributes as rows of text, long ones cut. */
export const attributeRows = (operation: Operation): readonly (readonly [string, string])[] =>
  Object.entries(operation.attributes)
    .filter(([name]) => name !== 'value')
    .map(([name, value]) => [name, textOf(value)]);

function textOf(attribute: Attribute): string {
  const text = attribute.kind === 'symbol' ? `@${attribute.name}` : attributeText(attribute);
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}

export const nameOf = (value: Value): string =>
  `%${value.name ?? (value.owner ? `${symbolName(value.owner) ?? value.owner.name.split('.').at(-1)}` : `arg${value.index}`)}`;
