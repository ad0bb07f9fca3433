// Integers in the order that a sort follows, the first of it the largest: what TOPK_V2 sorts by, without a NaN to stumble over.
import type { Tensor, TensorType } from '@hlolite/tflite-schema';
import { Arithmetic } from '../arithmetic.js';
import type { GraphBuilder } from '../graph-builder.js';
import type { Order } from '../recognise/comparator.js';
import { orderKey } from './order.js';

/** A key of INT32 or INT64 for each element. */
export function sortKey(tensor: Tensor, { descending, joins }: Order, g: GraphBuilder): Tensor {
  const key = tensor.type.includes('FLOAT') ? floatKey(tensor, joins, g) : integerKey(tensor, g);
  // −1 − x turns the order round and has no overflow.
  return descending ? key : new Arithmetic(g).subtract(-1, key);
}

function integerKey(tensor: Tensor, g: GraphBuilder): Tensor {
  const e = new Arithmetic(g);
  if (tensor.type === 'UINT64') return e.add(g.cast(tensor, 'INT64'), -(2n ** 63n));
  return tensor.type === 'INT64' || tensor.type === 'UINT32' ? g.cast(tensor, 'INT64') : g.cast(tensor, 'INT32');
}

/** The bits of ∞ by type: what is beyond them on either side is NaN. */
const INFINITY: Partial<Record<TensorType, bigint>> = {
  FLOAT16: 0x7c00n,
  BFLOAT16: 0x7f80n,
  FLOAT32: 0x7f800000n,
  FLOAT64: 0x7ff0000000000000n,
};

function floatKey(tensor: Tensor, joins: boolean, g: GraphBuilder): Tensor {
  const infinity = INFINITY[tensor.type];
  if (infinity === undefined) return floatKey(g.cast(tensor, 'FLOAT32'), joins, g);
  const key = orderKey(tensor, g, joins);
  if (!joins) return key;
  const e = new Arithmetic(g);
  // With both zeros as 0 the key of −∞ is that of ∞ negated.
  return e.select(e.either(e.greater(key, infinity), e.less(key, -infinity)), infinity + 1n, key);
}
