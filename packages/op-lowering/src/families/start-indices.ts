// Indices that are computed at run time, in the types and layouts that the indexing kernels take.
import type { Value } from '@hlolite/mlir-parser';
import { denseOf, elementCount } from '@hlolite/tensor';
import type { Tensor } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';
import { bitsAs } from './carrier.js';
import { concatenated } from './shape.js';

/** Indices as INT32 or INT64 with their values; unsigned ones beyond the greatest INT64 become that, which is out of range as well. */
export function signedIndices(value: Value, g: GraphBuilder): Tensor {
  const tensor = g.tensor(value);
  const { type, shape } = tensor;
  if (type === 'INT32' || type === 'INT64') return tensor;
  if (type === 'UINT64') {
    const bits = bitsAs(tensor, 'INT64', g);
    const beyond = g.emit('LESS', [bits, g.scalar('i64', 0n)], {}, { type: 'BOOL', shape });
    const greatest = g.scalar('i64', (1n << 63n) - 1n);
    return g.emit('SELECT_V2', [beyond, greatest, bits], {}, { type: 'INT64', shape });
  }
  const wide = type === 'UINT32' ? 'INT64' : 'INT32';
  return g.emit('CAST', [tensor], { in_data_type: type, out_data_type: wide }, { type: wide, shape });
}

/** One scalar index a dimension as a list. */
export const indexList = (starts: readonly Value[], g: GraphBuilder): Tensor =>
  concatenated(
    starts.map((start) => g.reshape(signedIndices(start, g), [1])),
    0,
    g,
  );

/**
 * Indices with a batch's own number before each index vector (spec: gather, scatter: batching dimensions), so that batching dimensions
 * are dimensions like others.
 */
export function withBatchNumbers(indices: Tensor, vectorDimension: number, batching: readonly number[], g: GraphBuilder): Tensor {
  if (batching.length === 0) return indices;
  const shape = vectorDimension === indices.shape.length ? [...indices.shape, 1] : indices.shape;
  const one = shape.map((size, axis) => (axis === vectorDimension ? 1 : size));
  const type = indices.type === 'INT64' ? 'i64' : 'i32';
  const numbers = batching.map((dimension) => {
    const inner = elementCount(one.slice(dimension + 1));
    const values = Array.from({ length: elementCount(one) }, (_, at) => Math.floor(at / inner) % (one[dimension] as number));
    return g.dense(denseOf(type, one, type === 'i64' ? values.map(BigInt) : values));
  });
  return concatenated([...numbers, g.reshape(indices, shape)], vectorDimension, g);
}

export const inOrder = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b);
