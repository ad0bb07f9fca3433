// Between which numbers a tensor of integers lies, whatever the inputs of the model are: indices that are constant, clamped, chosen
// where they are in range, counted by ARG_MAX or of a narrow type. Numbers beyond 2^53 are not followed.
import { bytesNow, type ElementType, elementCount, isInMemory, readNumbers } from '@hlolite/tensor';
import type { OperatorName, Tensor, TensorType } from '@hlolite/tflite-schema';
import { chosenRange } from './chosen-range.js';
import type { Graph, Node } from './graph.js';

export interface IntegerRange {
  readonly least: number;
  readonly most: number;
}

/** Constants larger than this are not looked through. */
const LARGEST = 1 << 12;
/** So far back along the makers of a tensor. */
const DEEPEST = 8;

/** The range of a tensor of integers, at least that of its type; undefined for other tensors. */
export function integerRange(tensor: Tensor | null | undefined, graph: Graph, depth = DEEPEST): IntegerRange | undefined {
  const all = tensor && OF_TYPE[tensor.type];
  if (!tensor || !all) return undefined;
  if (tensor.data) return rangeOfConstant(tensor) ?? all;
  const maker = graph.producer(tensor);
  const made = maker && depth > 0 ? rangeOfResult(maker, graph, depth - 1) : undefined;
  if (!maker || !made) return all;
  // A sum or a cast that leaves the type wraps around: nothing is known of it then.
  const wraps = maker.op === 'ADD' || maker.op === 'CAST';
  const fits = made.least >= all.least && made.most <= all.most;
  return fits && (!wraps || isSafe(made)) ? made : all;
}

const bits = (count: number): IntegerRange => ({ least: -(2 ** (count - 1)), most: 2 ** (count - 1) - 1 });
const OF_TYPE: Partial<Record<TensorType, IntegerRange>> = {
  BOOL: { least: 0, most: 1 },
  UINT8: { least: 0, most: 255 },
  INT8: bits(8),
  INT16: bits(16),
  INT32: bits(32),
  INT64: { least: Number.NEGATIVE_INFINITY, most: Number.POSITIVE_INFINITY },
};
const ELEMENTS: Partial<Record<TensorType, ElementType>> = {
  BOOL: 'i1',
  UINT8: 'ui8',
  INT8: 'i8',
  INT16: 'i16',
  INT32: 'i32',
  INT64: 'i64',
};

const isSafe = ({ least, most }: IntegerRange) => Number.isSafeInteger(least) && Number.isSafeInteger(most);

function rangeOfConstant({ type, shape, data }: Tensor): IntegerRange | undefined {
  const element = ELEMENTS[type];
  const count = elementCount(shape);
  if (!element || !data || !isInMemory(data) || count === 0 || count > LARGEST) return undefined;
  const numbers = Array.from(readNumbers({ type: element, shape, bytes: bytesNow(data) }), Number);
  const range = { least: Math.min(...numbers), most: Math.max(...numbers) };
  return isSafe(range) ? range : undefined;
}

function rangeOfResult({ op, inputs }: Node, graph: Graph, depth: number): IntegerRange | undefined {
  const of = (index: number) => integerRange(inputs[index], graph, depth);
  if (op === 'RESHAPE' || op === 'CAST' || op === 'BROADCAST_TO') return of(0);
  if (op === 'CONCATENATION') return around(inputs.map((_, index) => of(index)));
  if (op === 'ARG_MAX' || op === 'ARG_MIN') return { least: 0, most: Math.max(...(inputs[0]?.shape ?? []), 1) - 1 };
  if (!BINARY.has(op)) return undefined;
  const [left, right] = op === 'SELECT_V2' ? [of(1), of(2)] : [of(0), of(1)];
  if (!left || !right) return undefined;
  if (op === 'MAXIMUM') return { least: Math.max(left.least, right.least), most: Math.max(left.most, right.most) };
  if (op === 'MINIMUM') return { least: Math.min(left.least, right.least), most: Math.min(left.most, right.most) };
  if (op === 'SELECT_V2') return around([chosenRange(inputs[0], inputs[1], graph) ?? left, right]);
  return { least: left.least + right.least, most: left.most + right.most };
}

/** The range that holds all of these. */
const around = (ranges: readonly (IntegerRange | undefined)[]): IntegerRange | undefined =>
  ranges.every((range) => range !== undefined)
    ? { least: Math.min(...ranges.map(({ least }) => least)), most: Math.max(...ranges.map(({ most }) => most)) }
    : undefined;

const BINARY: ReadonlySet<OperatorName> = new Set<OperatorName>(['MAXIMUM', 'MINIMUM', 'SELECT_V2', 'ADD']);
