// Reading constant inputs of operators back, and making new ones of the same kind.
import { bytesNow, elementCount, isInMemory, readNumbers } from '@hlolite/tensor';
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
