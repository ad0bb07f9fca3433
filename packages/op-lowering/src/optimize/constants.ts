// Reading constant inputs of operators back, and making new ones of the same kind.
import { type Bytes, bytesNow, elementCount, isInMemory, readNumbers } from '@hlolite/tensor';
import type { Tensor } from '@hlolite/tflite-schema';

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

/** The number that all elements of a small constant of f32 have. */
export function splatOf(tensor: Tensor | null | undefined): number | undefined {
  if (!tensor?.data || elementCount(tensor.shape) > 1 << 16) return undefined;
  const numbers = float32sOf(tensor);
  return numbers?.every((value) => value === numbers[0]) ? numbers[0] : undefined;
}

export const float32Bytes = (numbers: ArrayLike<number>): Uint8Array => new Uint8Array(Float32Array.from(numbers).buffer);

/** How much of two constants is compared: weights that agree so far are taken to be the same. */
const COMPARED = 4096;

/** Whether other tensors have the content of a constant, which the file then holds once: tied embeddings, for one. */
export function isContentShared(tensor: Tensor, others: readonly Tensor[]): boolean {
  const length = tensor.data?.length;
  return others.some(
    (other) => other !== tensor && other.data?.length === length && startsAlike(tensor.data as Bytes, other.data as Bytes),
  );
}

function startsAlike(a: Bytes, b: Bytes): boolean {
  const [left, right] = [firstBytes(a), firstBytes(b)];
  return left === undefined || right === undefined || left.every((byte, index) => byte === right[index]);
}

function firstBytes(data: Bytes): Uint8Array | undefined {
  const length = Math.min(data.length, COMPARED);
  const bytes = isInMemory(data) ? data.subarray(0, length) : data.source.read(data.offset, length);
  return bytes instanceof Uint8Array ? bytes : undefined;
}
