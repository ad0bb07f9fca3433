// Reading constant inputs of operators back, and making new ones of the same kind.
import { type Bytes, bytesNow, type Dense, elementCount, isInMemory, type MapRun, mappedSource, readNumbers } from '@hlolite/tensor';
import type { Tensor } from '@hlolite/tflite-schema';
import { forEachRun } from '../runs.js';

/** Weights larger than this are left alone: computing with them here would take longer than the rewrite saves. */
const LARGEST = 1 << 26;

/** The numbers of a constant list of INT32 (axes, a permutation, a shape), or undefined when it is computed. */
export function int32sOf(tensor: Tensor | null | undefined): readonly number[] | undefined {
  if (!tensor?.data || tensor.type !== 'INT32') return undefined;
  return [...readNumbers({ type: 'i32', shape: tensor.shape, bytes: bytesNow(tensor.data) })].map(Number);
}

/** The numbers of a constant of f32 that can be computed with here. */
export function float32sOf(tensor: Tensor | null | undefined): Float32Array | undefined {
  if (!tensor?.data || tensor.type !== 'FLOAT32' || tensor.data.length > LARGEST) return undefined;
  const bytes = isInMemory(tensor.data) ? tensor.data : tensor.data.source.read(tensor.data.offset, tensor.data.length);
  if (!(bytes instanceof Uint8Array)) return undefined;
  return readNumbers({ type: 'f32', shape: tensor.shape, bytes }) as Float32Array;
}

/** The single number of a constant f32 tensor with one element. */
export function scalarOf(tensor: Tensor | null | undefined): number | undefined {
  return tensor?.data?.length === 4 ? float32sOf(tensor)?.[0] : undefined;
}

/** Whether a tensor has one number for each of `count` places of its last dimension, and no other dimension of size. */
export const isRow = (tensor: Tensor | null | undefined, count: number | undefined): boolean =>
  tensor !== null && tensor !== undefined && tensor.shape.at(-1) === count && tensor.shape.slice(0, -1).every((size) => size === 1);

/** The number that all elements of a small constant of f32 have. */
export function splatOf(tensor: Tensor | null | undefined): number | undefined {
  if (!tensor?.data || elementCount(tensor.shape) > 1 << 16) return undefined;
  const numbers = float32sOf(tensor);
  return numbers?.every((value) => value === numbers[0]) ? numbers[0] : undefined;
}

export const float32Bytes = (numbers: ArrayLike<number>): Uint8Array => new Uint8Array(Float32Array.from(numbers).buffer);

/** Whether a tensor is a constant of f32, whose numbers may still be in a file. */
export const isFloat32Constant = (tensor: Tensor | null | undefined): tensor is Tensor & { readonly data: Bytes } =>
  tensor?.data !== undefined && tensor.type === 'FLOAT32';

/**
 * A constant of f32 with element `i` times `factors[⌊i / inner⌋ mod count]`: a factor a row, or a column (`inner` 1). What is in memory is
 * computed now, what is in a file when the writer reads it.
 */
export function scaledData(tensor: Tensor & { readonly data: Bytes }, factors: Float32Array, inner: number): Bytes {
  const dense: Dense = { type: 'f32', shape: tensor.shape, bytes: tensor.data };
  const scale: MapRun = (run, first, out) => {
    const result = new Float32Array(out.buffer as ArrayBuffer, out.byteOffset, out.length / 4);
    writeScaled(readNumbers(run) as Float32Array, first, factors, inner, result);
  };
  if (isInMemory(tensor.data)) {
    const result = new Uint8Array(tensor.data.length);
    scale(dense, 0, result);
    return result;
  }
  const source = mappedSource(dense, 4, scale);
  return { source, offset: 0, length: source.size };
}

/** `first` is the number of the first element in the whole. These loops see every weight of a model: no element is divided for. */
function writeScaled(numbers: Float32Array, first: number, factors: Float32Array, inner: number, result: Float32Array): void {
  const count = factors.length;
  // A factor a column: runs are whole rows, their factors all of them.
  const groups = inner === 1 ? { count: 1, inner: count } : { count, inner };
  let offset = inner === 1 ? first % count : 0;
  forEachRun(groups, first, numbers.length, (start, end, group) => {
    if (inner === 1)
      for (let index = start, at = offset; index < end; index++, at++) result[index] = (numbers[index] as number) * (factors[at] as number);
    else for (let index = start; index < end; index++) result[index] = (numbers[index] as number) * (factors[group] as number);
    offset = 0;
  });
}

/**
 * Whether other tensors have the content of a constant, which the file then holds once: tied embeddings, for one. As the writer sees it:
 * data in a file is the same where it is the same range, and nothing is read to find out.
 */
export function isContentShared(tensor: Tensor, others: readonly Tensor[]): boolean {
  const { data } = tensor;
  return data !== undefined && others.some((other) => other !== tensor && other.data !== undefined && sameContent(data, other.data));
}

/** How much of two constants in memory is compared: weights that agree so far are taken to be the same. */
const COMPARED = 4096;

function sameContent(a: Bytes, b: Bytes): boolean {
  if (a.length !== b.length) return false;
  if (isInMemory(a) && isInMemory(b)) return a === b || a.subarray(0, COMPARED).every((byte, index) => byte === b[index]);
  return !isInMemory(a) && !isInMemory(b) && a.source === b.source && a.offset === b.offset;
}
