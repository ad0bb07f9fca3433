// A TRANSPOSE of a constant is that constant with its dimensions in order.
import { type ElementType, elementCount, isInMemory, permutedLater, transposeBytes } from '@hlolite/tensor';
import type { Tensor } from '@hlolite/tflite-schema';
import { int32sOf } from './constants.js';
import type { Graph } from './graph.js';
import type { Rewrite } from './rewrite.js';

export const foldTransposes: Rewrite = {
  name: 'fold-transposes',
  at: ['TRANSPOSE'],
  apply({ inputs: [input, order], outputs: [output] }, graph) {
    const permutation = int32sOf(order);
    const constant = input && permutation && transposedConstant(input, permutation, graph);
    return constant !== undefined && constant !== null && output !== undefined && graph.forward(output, constant);
  },
};

/** A constant with its dimensions in another order; undefined for what is computed, and for bits that share a byte. */
export function transposedConstant(tensor: Tensor, order: readonly number[], graph: Graph): Tensor | undefined {
  if (!tensor.data) return undefined;
  const width = tensor.data.length / elementCount(tensor.shape);
  const type = WIDTHS[width];
  if (type === undefined) return undefined;
  const shape = order.map((from) => tensor.shape[from] as number);
  // What is in a file is permuted when the writer reads it.
  const data = isInMemory(tensor.data)
    ? transposeBytes(tensor.data, width, tensor.shape, order)
    : permutedLater({ type, shape: tensor.shape, bytes: tensor.data }, order).bytes;
  return graph.constant(tensor.name, { type: tensor.type, shape }, data);
}

/** A type of each width: only the bytes of elements are moved. */
const WIDTHS: Readonly<Record<number, ElementType>> = { 1: 'i8', 2: 'i16', 4: 'i32', 8: 'i64', 16: 'complex<f64>' };
