// Reading constant inputs of operators back.
import { bytesNow, readNumbers } from '@hlolite/tensor';
import type { Operator, Tensor } from '@hlolite/tflite-schema';

/** The dimensions that a reduction reduces, or undefined when they are no constant. */
export function reducedAxes(reduction: Operator): readonly number[] | undefined {
  const axes = reduction.inputs[1];
  if (!axes?.data || axes.type !== 'INT32') return undefined;
  return [...readNumbers({ type: 'i32', shape: axes.shape, bytes: axes.data })].map(Number);
}

/** The single number of a constant f32 tensor with one element. */
export function scalarOf(tensor: Tensor | null | undefined): number | undefined {
  if (!tensor?.data || tensor.type !== 'FLOAT32' || tensor.data.length !== 4) return undefined;
  const bytes = bytesNow(tensor.data);
  return new DataView(bytes.buffer, bytes.byteOffset, 4).getFloat32(0, true);
}
