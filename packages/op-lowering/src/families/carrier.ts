// Data movement does not look into elements: where a kernel lacks a type, the bits travel as an integer of the same width.
import type { OperatorName, Tensor, TensorType } from '@hlolite/tflite-schema';
import { kernelSupport } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';
import { infoOf } from '../tensor-info.js';

/** The integer type as wide as the type. */
export const integers: Partial<Record<TensorType, TensorType>> = {
  FLOAT64: 'INT64',
  UINT64: 'INT64',
  COMPLEX64: 'INT64',
  UINT32: 'INT32',
  FLOAT16: 'INT16',
  BFLOAT16: 'INT16',
  UINT16: 'INT16',
  UINT8: 'INT8',
  FLOAT8_E4M3FN: 'INT8',
  FLOAT8_E5M2: 'INT8',
};

/** The type to move elements of a type in with a kernel: itself where the kernel takes it. */
export function carrierOf(op: OperatorName, type: TensorType): TensorType {
  const integer = integers[type];
  if (integer === undefined || kernelSupport(op, type) === 'yes') return type;
  return kernelSupport(op, integer) === 'yes' ? integer : type;
}

/** The same bits as another type of the same width. */
export const bitsAs = (tensor: Tensor, type: TensorType, g: GraphBuilder): Tensor =>
  tensor.type === type ? tensor : g.emit('BITCAST', [tensor], {}, { ...infoOf(tensor), type });
