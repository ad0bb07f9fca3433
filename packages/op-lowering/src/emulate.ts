// Kernels that lack an element type do the work in another one: operands are cast to it and results back. Exact for integers, since a
// cast to fewer bits wraps around; f64 in f32 is not, which is said once a model.
import { kernelSupport, type OperatorName, type TensorType } from '@hlolite/tflite-schema';

/** Types that hold every value of a type, the cheapest first; of UINT64 the same bits, of FLOAT64 the closest there is. */
const working: Partial<Record<TensorType, readonly TensorType[]>> = {
  FLOAT16: ['FLOAT32'],
  BFLOAT16: ['FLOAT32'],
  FLOAT8_E4M3FN: ['FLOAT32'],
  FLOAT8_E5M2: ['FLOAT32'],
  FLOAT64: ['FLOAT32'],
  INT2: ['INT32', 'INT64'],
  INT4: ['INT32', 'INT64'],
  INT8: ['INT32', 'INT64'],
  INT16: ['INT32', 'INT64'],
  UINT4: ['INT32', 'INT64'],
  UINT8: ['INT32', 'INT64'],
  UINT16: ['INT32', 'INT64'],
  INT32: ['INT64'],
  UINT32: ['INT64'],
  UINT64: ['INT64'],
  BOOL: ['INT32'],
};

/** Operators that give the same bits for signed and unsigned operands. */
const SIGNLESS = new Set<OperatorName>([
  'ADD',
  'SUB',
  'MUL',
  'NEG',
  'SUM',
  'CUMSUM',
  'EQUAL',
  'NOT_EQUAL',
  'RESHAPE',
  'GATHER',
  'GATHER_ND',
]);
for (const op of [
  'CONCATENATION',
  'TRANSPOSE',
  'SLICE',
  'PAD',
  'PADV2',
  'TILE',
  'BROADCAST_TO',
  'SCATTER_ND',
  'REVERSE_V2',
  'PACK',
] as const)
  SIGNLESS.add(op);

/** Operators that only order their operands: right for unsigned numbers with the sign bit turned over. */
const ORDERING = new Set<OperatorName>([
  'LESS',
  'LESS_EQUAL',
  'GREATER',
  'GREATER_EQUAL',
  'MAXIMUM',
  'MINIMUM',
  'REDUCE_MAX',
  'REDUCE_MIN',
]);
for (const op of ['ARG_MAX', 'ARG_MIN', 'TOPK_V2'] as const) ORDERING.add(op);

/** The number of the operand whose element type counts: the first is a condition or a shape for these. */
export const mainOperand = (op: OperatorName): number => (op === 'TRANSPOSE_CONV' ? 2 : op === 'SELECT' || op === 'SELECT_V2' ? 1 : 0);

/** How an operator is carried out on a type that its kernel lacks. */
export interface Emulation {
  readonly from: TensorType;
  readonly to: TensorType;
  /** Whether the sign bit is turned over on the way there and back. */
  readonly turned: boolean;
}

/** Undefined where the kernel takes the type itself, or where no other type does. */
export function emulationOf(op: OperatorName, from: TensorType): Emulation | undefined {
  const support = kernelSupport(op, from);
  // What only the XNNPACK delegate can do fails wherever it passes over the node.
  if (support === 'yes' || support === 'unknown' || op === 'CAST') return undefined;
  const to = working[from]?.find((type) => kernelSupport(op, type) === 'yes');
  if (to === undefined || (from === 'UINT64' && !SIGNLESS.has(op) && !ORDERING.has(op))) return undefined;
  return { from, to, turned: from === 'UINT64' && ORDERING.has(op) };
}
