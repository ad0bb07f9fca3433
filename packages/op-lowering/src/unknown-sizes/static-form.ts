// Ops that take shapes, paddings or places as operands, as the ops that have these as attributes.
// Spec: dynamic_reshape, dynamic_broadcast_in_dim, dynamic_iota, dynamic_pad, dynamic_conv, dynamic_gather, real_dynamic_slice, get/set_dimension_size.
import {
  type Attribute,
  DYNAMIC,
  i64,
  isTensor,
  type Operation,
  type OperationParts,
  operation,
  type Type,
  tensor,
  type Value,
} from '@hlolite/mlir-parser';
import { denseOf } from '@hlolite/tensor';
import { constantOperation } from '../prepare/fold-constants.js';

/** The numbers of a constant value; undefined for what is computed at run time. */
export type Numbers = (value: Value | undefined) => readonly number[] | undefined;

/** What changes of the operation. Result types that are not given stay as written, until they are inferred. */
type Form = (op: Operation, numbers: Numbers) => Partial<OperationParts> | undefined;

const forms: Readonly<Record<string, Form>> = {
  dynamic_reshape: (op, numbers) => shaped(op, 'reshape', [0], numbers(op.operands[1])),
  dynamic_broadcast_in_dim: (op, numbers) => shaped(op, 'broadcast_in_dim', [0], numbers(op.operands[1])),
  dynamic_iota: (op, numbers) => shaped(op, 'iota', [], numbers(op.operands[0])),
  dynamic_pad: (op, numbers) => withLists(op, 'pad', 2, numbers, { edge_padding_low: 2, edge_padding_high: 3, interior_padding: 4 }),
  real_dynamic_slice: (op, numbers) => withLists(op, 'slice', 1, numbers, { start_indices: 1, limit_indices: 2, strides: 3 }),
  dynamic_gather: (op, numbers) => withLists(op, 'gather', 2, numbers, { slice_sizes: 2 }),
  dynamic_conv: (op, numbers) => {
    const padding = numbers(op.operands[2]);
    if (!padding || padding.length % 2 !== 0) return undefined;
    const attributes = { ...op.attributes, padding: pairs(padding) };
    return { name: 'stablehlo.convolution', operands: op.operands.slice(0, 2), attributes };
  },
  // A size that is as it was: the value itself, as a reshape that changes nothing.
  set_dimension_size: (op, numbers) => {
    const [operand, size] = op.operands;
    const dimension = Number(op.attributes.dimension?.kind === 'integer' ? op.attributes.dimension.value : -1n);
    const same = operand && isTensor(operand.type) && numbers(size)?.[0] === operand.type.shape[dimension];
    return same ? { name: 'stablehlo.reshape', operands: [operand], attributes: {}, resultTypes: [operand.type] } : undefined;
  },
};

/** The operation with attributes in place of operands; undefined for others, and where such an operand is computed at run time. */
export function staticForm(op: Operation, numbers: Numbers): Operation | undefined {
  if (op.name === 'stablehlo.get_dimension_size') return sizeOf(op);
  const name = op.name.replace(/^stablehlo\./, '');
  const parts = Object.hasOwn(forms, name) ? forms[name]?.(op, numbers) : undefined;
  if (!parts) return undefined;
  return operation({ ...op, resultTypes: op.results.map(({ type }) => type), ...parts });
}

/** `shape` of the result, unless its type says it. */
function shaped(op: Operation, name: string, operands: readonly number[], shape: readonly number[] | undefined) {
  const type = op.results[0]?.type as Type;
  if (!isTensor(type) || shape?.some((size) => size < 0)) return undefined;
  const known = type.shape.includes(DYNAMIC) ? shape && tensor(shape, type.element) : type;
  return known && { name: `stablehlo.${name}`, operands: operands.map((index) => op.operands[index] as Value), resultTypes: [known] };
}

/** With lists of numbers as attributes that were operands, by their places; the first `kept` operands stay. */
function withLists(op: Operation, name: string, kept: number, numbers: Numbers, places: Readonly<Record<string, number>>) {
  const attributes: Record<string, Attribute> = { ...op.attributes };
  for (const [attribute, place] of Object.entries(places)) {
    const values = numbers(op.operands[place]);
    if (values === undefined) return undefined;
    attributes[attribute] = { kind: 'dense-array', element: i64, values: values.map(BigInt) };
  }
  return { name: `stablehlo.${name}`, operands: op.operands.slice(0, kept), attributes };
}

/** Low and high padding a dimension, as convolution has them. */
function pairs(flat: readonly number[]): Attribute {
  const { bytes, shape } = denseOf('i64', [flat.length / 2, 2], flat.map(BigInt));
  return { kind: 'dense', type: tensor(shape, i64), bytes, splat: false };
}

function sizeOf(op: Operation): Operation | undefined {
  const [operand] = op.operands;
  const dimension = op.attributes.dimension?.kind === 'integer' ? Number(op.attributes.dimension.value) : -1;
  const size = operand && isTensor(operand.type) ? operand.type.shape[dimension] : undefined;
  return size === undefined || size < 0 ? undefined : constantOperation(op, denseOf('i32', [], [size]), 0);
}
