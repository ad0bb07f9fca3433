// A model as text, for people and for snapshots: the same model always prints the same. It is not meant to be parsed.
import { CompileError } from '@hlolite/diagnostics';
import { type Bytes, type ElementType, elementCount, elementInfo, isInMemory, readNumbers } from '@hlolite/tensor';
import { decodeFlexBuffer } from './flexbuffer/decode.js';
import { type FlexValue, Float } from './flexbuffer/value.js';
import type { Model, NamedTensor, Operator, OptionValue, Quantization, Subgraph, Tensor } from './model.js';
import { contentSize, tensorTypes } from './tensor-type.js';

/** Longest list of numbers that is shown whole. */
const SHOWN = 6;

/**
 * The model as readable text.
 * @example
 * subgraph main(%0 "x": FLOAT32[2,4]) -> (%2)
 *   %1 "weight": FLOAT32[4] = 1, 1, 1, 1
 *   %2 "y": FLOAT32[2,4] = ADD(%0, %1) {fused_activation_function = RELU}
 * signature serving_default main(args_0 = %0) -> (output_0 = %2)
 */
export function printModel(model: Model): string {
  const lines: string[] = [];
  if (model.description !== '') lines.push(`description ${JSON.stringify(model.description)}`);
  const nameOf = subgraphNames(model.subgraphs);
  for (const subgraph of model.subgraphs) lines.push(...printSubgraph(subgraph, nameOf));
  for (const { key, subgraph, inputs, outputs } of model.signatures) {
    const number = numbering(subgraph);
    const list = (named: readonly NamedTensor[]) => named.map(({ name, tensor }) => `${name} = ${number(tensor)}`).join(', ');
    lines.push(`signature ${key} ${nameOf(subgraph)}(${list(inputs)}) -> (${list(outputs)})`);
  }
  for (const { name, data } of model.metadata) lines.push(`metadata ${name}: ${data.length} bytes`);
  return `${lines.join('\n')}\n`;
}

type NameOf = (subgraph: Subgraph) => string;
type NumberOf = (tensor: Tensor | null) => string;

/** Names as they are, with the index behind them where two subgraphs have the same or none. */
function subgraphNames(subgraphs: readonly Subgraph[]): NameOf {
  return (subgraph) => {
    const unique = subgraph.name !== '' && subgraphs.filter(({ name }) => name === subgraph.name).length === 1;
    return unique ? subgraph.name : `${subgraph.name}#${subgraphs.indexOf(subgraph)}`;
  };
}

/** Tensors by their place in the subgraph. */
function numbering({ tensors }: Subgraph): NumberOf {
  const numbers = new Map(tensors.map((tensor, index) => [tensor, index]));
  return (tensor) => (tensor === null ? 'none' : `%${numbers.get(tensor) ?? '?'}`);
}

function printSubgraph(subgraph: Subgraph, nameOf: NameOf): string[] {
  const { tensors, inputs, outputs, operators } = subgraph;
  const number = numbering(subgraph);
  const declare = (tensor: Tensor) => `${number(tensor)} ${printTensor(tensor)}`;
  const made = new Set<Tensor>([...inputs, ...operators.flatMap((operator) => operator.outputs)]);
  return [
    `subgraph ${nameOf(subgraph)}(${inputs.map(declare).join(', ')}) -> (${outputs.map(number).join(', ')})`,
    ...tensors.filter((tensor) => !made.has(tensor)).map((tensor) => `  ${declare(tensor)}`),
    ...operators.map((operator) => `  ${operator.outputs.map(declare).join(', ')} = ${printOperator(operator, number, nameOf)}`),
  ];
}

function printTensor({ name, type, shape, shapeSignature, data, quantization, isVariable, extra }: Tensor): string {
  const dimensions = (shapeSignature ?? shape).map((size) => (size < 0 ? '?' : size)).join(',');
  const notes = [
    isVariable && 'variable',
    quantization && printQuantization(quantization),
    ...Object.keys(extra ?? {}).map((field) => `with ${field}`),
    data && `= ${printContent(type, shape, data)}`,
  ];
  return [`${JSON.stringify(name)}: ${type}[${dimensions}]`, ...notes.filter((note) => note)].join(' ');
}

function printQuantization({ scale, zeroPoint, dimension }: Quantization): string | undefined {
  if (scale.length === 0) return undefined;
  const list = (numbers: readonly (number | bigint)[]) => (numbers.length === 1 ? String(numbers[0]) : `[${shorten(numbers)}]`);
  return `quantized scale ${list(scale)} zero ${list(zeroPoint)}${scale.length > 1 ? ` along ${dimension}` : ''}`;
}

function printContent(type: Tensor['type'], shape: readonly number[], data: Bytes): string {
  const element = (tensorTypes[type] as { element?: ElementType }).element;
  const count = elementCount(shape);
  const { bits, kind, bytes: width } = elementInfo(element ?? 'i1');
  const packed = bits < 8 && kind !== 'boolean';
  // A range is not read to be printed.
  if (element === undefined || packed || !isInMemory(data) || data.length !== contentSize(type, shape)) return `${data.length} bytes`;
  const shown = Math.min(count, SHOWN);
  const numbers = readNumbers({ type: element, shape: [shown], bytes: data.subarray(0, shown * width) });
  const text = Array.from<number | bigint>(numbers).map(printNumber).join(', ');
  return count > shown ? `${text}, … (${data.length} bytes)` : text;
}

/** Seven digits say which f32 it is, near enough for reading. */
const printNumber = (value: number | bigint): string => (typeof value === 'bigint' ? String(value) : String(Number(value.toPrecision(7))));

const shorten = (numbers: readonly (number | bigint)[]): string =>
  numbers.slice(0, SHOWN).map(printNumber).join(', ') + (numbers.length > SHOWN ? `, … (${numbers.length})` : '');

function printOperator({ op, customCode, version, inputs, options, customOptions }: Operator, number: NumberOf, nameOf: NameOf): string {
  const name = `${op}${customCode === undefined ? '' : ` ${JSON.stringify(customCode)}`}${version === undefined ? '' : ` v${version}`}`;
  const fields = Object.entries(options?.fields ?? {}).map(([field, value]) => `${field} = ${printOption(field, value, nameOf)}`);
  const attributes = fields.length > 0 ? ` {${fields.join(', ')}}` : '';
  return `${name}(${inputs.map(number).join(', ')})${attributes}${customOptions ? ` ${printFlex(customOptions)}` : ''}`;
}

function printOption(field: string, value: OptionValue, nameOf: NameOf): string {
  if (value instanceof Uint8Array) return field.endsWith('attributes') ? printFlex(value) : `${value.length} bytes`;
  if (Array.isArray(value)) return `[${(value as readonly OptionValue[]).map((item) => printOption(field, item, nameOf)).join(', ')}]`;
  if (typeof value === 'object') return `@${nameOf(value as Subgraph)}`;
  return typeof value === 'number' ? printNumber(value) : String(value);
}

/** Options of a custom op are a FlexBuffer by convention only. */
function printFlex(bytes: Uint8Array): string {
  try {
    return printFlexValue(decodeFlexBuffer(bytes));
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    return `${bytes.length} bytes`;
  }
}

function printFlexValue(value: FlexValue): string {
  if (value instanceof Float) return Number.isInteger(value.value) ? value.value.toFixed(1) : String(value.value);
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  if (Array.isArray(value)) return `[${(value as readonly FlexValue[]).map(printFlexValue).join(', ')}]`;
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return String(value);
  return `{${Object.entries(value)
    .map(([key, inner]) => `${key}: ${printFlexValue(inner)}`)
    .join(', ')}}`;
}
