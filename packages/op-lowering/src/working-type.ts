// Ops of several kernels are computed in one type from end to end, so that nothing is rounded or cast between the steps.
import type { Value } from '@hlolite/mlir-parser';
import type { Tensor, TensorType } from '@hlolite/tflite-schema';
import { Arithmetic } from './arithmetic.js';
import type { GraphBuilder } from './graph-builder.js';

/** The type whose kernels do the work of a type: every value is kept (but f64's), and casting back wraps around or rounds once. */
const working: Partial<Record<TensorType, TensorType>> = {
  FLOAT16: 'FLOAT32',
  BFLOAT16: 'FLOAT32',
  FLOAT8_E4M3FN: 'FLOAT32',
  FLOAT8_E5M2: 'FLOAT32',
  FLOAT64: 'FLOAT32',
  INT2: 'INT32',
  INT4: 'INT32',
  INT8: 'INT32',
  INT16: 'INT32',
  UINT4: 'INT32',
  UINT8: 'INT32',
  UINT16: 'INT32',
  UINT32: 'INT64',
  UINT64: 'INT64',
};

export const workingType = (type: TensorType): TensorType => working[type] ?? type;

/** Computes from operands in their working type, broadcasts still pending; the result is cast to the operation's. UINT64 comes as its bits. */
export function computed(g: GraphBuilder, operands: readonly Value[], compute: (e: Arithmetic, ...tensors: Tensor[]) => Tensor): Tensor {
  const tensors = g.broadcasting(operands).map((tensor) => g.cast(tensor, workingType(tensor.type)));
  return g.cast(compute(new Arithmetic(g), ...tensors), g.resultInfo().type);
}
