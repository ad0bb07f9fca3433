// What the kernels of the runtime do with an element type: the lowering asks here, so that no model aborts the runtime or is silently wrong.
// Observed, not read from sources: one-operator models in native LiteRT (ai-edge-litert 2.3.0, CPU, x86-64), nothing quantized, operator
// versions the highest registered. Types stand for the operator's main operand (for CAST, COMPARE and such: its input).
import type { OperatorName } from './operators.js';
import type { TensorType } from './tensor-type.js';

/**
 * What happens when an operator runs on a type: `yes` right values; `xnnpack` right values only where the XNNPACK delegate takes the node;
 * `refused` an error at load or prepare; `wrong` wrong values without an error; `crash` the process dies; `unknown` never tried.
 */
export type KernelSupport = 'yes' | 'xnnpack' | 'refused' | 'wrong' | 'crash' | 'unknown';

interface Kernel {
  readonly support: ReadonlyMap<string, KernelSupport>;
  /** What a type has that is not in the map. */
  readonly others: KernelSupport;
  readonly ranks?: readonly [least: number, greatest: number];
}

/** Types by what happens with them. Where `refused` is given, only these were tried and the others are unknown; else all were. */
interface Exceptions {
  readonly xnnpack?: string;
  readonly wrong?: string;
  readonly crash?: string;
  readonly refused?: string;
}

/** `ranks` is the range that works both with and without XNNPACK ('' where only one was tried and others may work). */
function kernel(ranks: string, yes: string, exceptions: Exceptions = {}): Kernel {
  const entries = Object.entries({ yes, ...exceptions }) as [KernelSupport, string][];
  const [least, greatest = least] = ranks.split('-').map(Number);
  return {
    support: new Map(entries.flatMap(([support, types]) => types.split(' ').map((type) => [type, support] as const))),
    others: exceptions.refused === undefined ? 'refused' : 'unknown',
    ...(ranks !== '' && { ranks: [least as number, greatest as number] }),
  };
}

/** Has the runtime a kernel for this operator? undefined when it was not tried. */
export const hasKernel = (op: OperatorName): boolean | undefined => (kernels[op] ? true : withoutKernel.includes(op) ? false : undefined);

/** What the runtime does with an operator whose main operand has this type. */
export function kernelSupport(op: OperatorName, type: TensorType): KernelSupport {
  if (hasKernel(op) === false) return 'refused';
  const found = kernels[op];
  if (!found) return 'unknown';
  return found.support.get(type) ?? (tried.includes(type) ? found.others : 'unknown');
}

/** Least and greatest rank of the main operand that works; undefined where ranks were not tried. */
export const kernelRanks = (op: OperatorName): readonly [least: number, greatest: number] | undefined => kernels[op]?.ranks;

const every =
  'FLOAT32 FLOAT16 BFLOAT16 FLOAT64 INT2 INT4 INT8 INT16 INT32 INT64 UINT4 UINT8 UINT16 UINT32 UINT64 BOOL COMPLEX64 COMPLEX128 FLOAT8_E4M3FN FLOAT8_E5M2';
const movable =
  'FLOAT32 FLOAT16 BFLOAT16 FLOAT64 INT8 INT16 INT32 INT64 UINT8 UINT16 UINT32 UINT64 BOOL COMPLEX64 FLOAT8_E4M3FN FLOAT8_E5M2';
const stablehlo = 'FLOAT32 FLOAT16 FLOAT64 INT8 INT16 INT32 INT64 UINT8 UINT16 UINT32 UINT64 BOOL';
const padding = 'FLOAT32 FLOAT16 BFLOAT16 INT8 INT16 INT32 INT64 UINT8 BOOL';
const tried = every.split(' ');

const kernels: Partial<Record<OperatorName, Kernel>> = {
  ABS: kernel('0-8', 'FLOAT32 INT16 INT32', { xnnpack: 'FLOAT16' }),
  NEG: kernel('0-8', 'FLOAT32 FLOAT16 BFLOAT16 INT8 INT16 INT32 INT64'),
  SIGN: kernel('0-8', 'FLOAT32 FLOAT64 INT32'),
  FLOOR: kernel('0-8', 'FLOAT32 FLOAT16 BFLOAT16'),
  CEIL: kernel('0-8', 'FLOAT32', { xnnpack: 'FLOAT16' }),
  ROUND: kernel('0-8', 'FLOAT32 FLOAT16 BFLOAT16'),
  RSQRT: kernel('0-8', 'FLOAT32', { xnnpack: 'FLOAT16', crash: 'INT16' }),
  SQRT: kernel('0-8', 'FLOAT32', { xnnpack: 'FLOAT16', crash: 'INT16' }),
  // Of NaN, EXP makes 0 in native builds and LOG a number in LiteRT.js; RSQRT of 0 is NaN in native builds. The lowering mends LOG only: EXP
  // would slow every softmax down.
  EXP: kernel('0-8', 'FLOAT32', { xnnpack: 'FLOAT16', wrong: 'INT8 INT16' }),
  LOG: kernel('0-8', 'FLOAT32', { xnnpack: 'FLOAT16', crash: 'INT16' }),
  SIN: kernel('0-8', 'FLOAT32 FLOAT16'),
  COS: kernel('0-8', 'FLOAT32 FLOAT16'),
  TANH: kernel('0-8', 'FLOAT32 FLOAT16 BFLOAT16', { wrong: 'INT8 UINT8' }),
  LOGISTIC: kernel('0-8', 'FLOAT32 FLOAT16 BFLOAT16'),
  GELU: kernel('0-8', 'FLOAT32 FLOAT16', { wrong: 'INT8 INT16 UINT8' }),
  RELU: kernel('0-8', 'FLOAT32', { xnnpack: 'FLOAT16', wrong: 'INT8 INT16 UINT8' }),
  RELU6: kernel('0-8', 'FLOAT32', { xnnpack: 'FLOAT16', wrong: 'INT8 INT16 UINT8' }),
  ELU: kernel('0-8', 'FLOAT32 INT8', { xnnpack: 'FLOAT16' }),
  SQUARE: kernel('0-8', 'FLOAT32', { xnnpack: 'FLOAT16' }),
  ZEROS_LIKE: kernel('0-8', 'FLOAT32 INT32 INT64'),
  HARD_SWISH: kernel('0-8', 'FLOAT32 INT8 UINT8', { xnnpack: 'FLOAT16' }),
  LEAKY_RELU: kernel('0-8', 'FLOAT32 INT8 INT16 UINT8'),
  LOGICAL_NOT: kernel('0-8', 'BOOL'),
  ADD: kernel('0-8', 'FLOAT32 FLOAT16 INT16 INT32 INT64', { crash: 'INT8 UINT8' }),
  SUB: kernel('0-8', 'FLOAT32 INT32 INT64', { xnnpack: 'FLOAT16', crash: 'INT8 INT16 UINT8' }),
  MUL: kernel('0-8', 'FLOAT32 FLOAT16 INT16 INT32 INT64 UINT32 COMPLEX64', { wrong: 'INT8 UINT8' }),
  // DIV on 8 and 16 bits passed the probe on small numbers, and gave wrong values in conformance (div_int8, div_int16). On INT32 a divisor of 0,
  // and of −1 under the smallest number, stops the run.
  DIV: kernel('0-8', 'FLOAT32 INT32', { xnnpack: 'FLOAT16', wrong: 'INT8 UINT8 INT16' }),
  MAXIMUM: kernel('0-8', 'FLOAT32 FLOAT16 BFLOAT16 INT8 INT16 INT32 INT64 UINT8'),
  MINIMUM: kernel('0-8', 'FLOAT32 FLOAT16 BFLOAT16 INT8 INT16 INT32 INT64 UINT8'),
  // POW on INT32 saturates, by build at one end or the other, and stops the run on negative exponents.
  POW: kernel('0-8', 'FLOAT32', { wrong: 'INT32' }),
  ATAN2: kernel('0-8', 'FLOAT32 FLOAT16 BFLOAT16 FLOAT64'),
  // FLOOR_MOD stops the process on the smallest number by −1, and the run on 0.
  FLOOR_DIV: kernel('0-8', 'FLOAT32 INT8 INT16 INT32'),
  FLOOR_MOD: kernel('0-8', 'FLOAT32 INT8 INT16 INT32 INT64'),
  SQUARED_DIFFERENCE: kernel('0-8', 'FLOAT32 INT32', { xnnpack: 'FLOAT16', crash: 'INT8' }),
  BITWISE_XOR: kernel('0-8', 'INT8 INT16 INT32 UINT8 UINT16 UINT32'),
  RIGHT_SHIFT: kernel('0-8', 'INT8 INT16 INT32 UINT8 UINT16 UINT32'),
  LOGICAL_AND: kernel('0-8', 'BOOL'),
  LOGICAL_OR: kernel('0-8', 'BOOL'),
  STABLEHLO_ADD: kernel('0-8', stablehlo),
  STABLEHLO_MULTIPLY: kernel('0-8', stablehlo),
  STABLEHLO_MAXIMUM: kernel('0-8', stablehlo),
  STABLEHLO_MINIMUM: kernel('0-8', stablehlo),
  STABLEHLO_AND: kernel('0-8', 'INT8 INT16 INT32 INT64 UINT8 UINT16 UINT32 UINT64 BOOL'),
  STABLEHLO_SHIFT_LEFT: kernel('0-8', 'INT8 INT16 INT32'),
  EQUAL: kernel('0-8', 'FLOAT32 FLOAT16 INT16 INT32 INT64 BOOL', { crash: 'INT8 UINT8' }),
  NOT_EQUAL: kernel('0-8', 'FLOAT32 FLOAT16 INT32 INT64 BOOL', { wrong: 'INT16', crash: 'INT8 UINT8' }),
  LESS: kernel('0-8', 'FLOAT32 FLOAT16 BFLOAT16 INT16 INT32 INT64', { crash: 'INT8 UINT8' }),
  LESS_EQUAL: kernel('0-8', 'FLOAT32 FLOAT16 INT16 INT32 INT64', { crash: 'INT8 UINT8' }),
  GREATER: kernel('0-8', 'FLOAT32 FLOAT16 BFLOAT16 INT16 INT32 INT64', { crash: 'INT8 UINT8' }),
  GREATER_EQUAL: kernel('0-8', 'FLOAT32 FLOAT16 INT16 INT32 INT64', { crash: 'INT8 UINT8' }),
  SELECT: kernel('0-8', movable),
  SELECT_V2: kernel('0-8', movable),
  // To and from types below 8 bits only FLOAT32, and to them it saturates. Floats go to the nearest integer that fits, but by way of i32 to 8 bits
  // in LiteRT.js, which wraps; NaN becomes 0 or the largest number by build.
  CAST: kernel('', 'FLOAT32 FLOAT16 BFLOAT16 FLOAT64 INT2 INT4 INT8 INT16 INT32 INT64 UINT4 UINT8 UINT16 UINT32 BOOL COMPLEX64'),
  // Between types of different width too: two FLOAT32 are a COMPLEX64, two FLOAT64 a COMPLEX128.
  BITCAST: kernel(
    '',
    'FLOAT32 FLOAT16 BFLOAT16 FLOAT64 INT8 INT16 INT32 INT64 UINT8 UINT16 UINT32 UINT64 COMPLEX64 COMPLEX128 FLOAT8_E4M3FN FLOAT8_E5M2',
    { refused: '' },
  ),
  BATCH_MATMUL: kernel('2-5', 'FLOAT32 INT8 INT16', { xnnpack: 'FLOAT16' }),
  FULLY_CONNECTED: kernel('1-6', 'FLOAT32', { xnnpack: 'FLOAT16' }),
  CONV_2D: kernel('4', 'FLOAT32', { xnnpack: 'FLOAT16' }),
  DEPTHWISE_CONV_2D: kernel('4', 'FLOAT32', { xnnpack: 'FLOAT16' }),
  CONV_3D: kernel('5', 'FLOAT32'),
  CONV_3D_TRANSPOSE: kernel('5', 'FLOAT32'),
  TRANSPOSE_CONV: kernel('4', 'FLOAT32'),
  MAX_POOL_2D: kernel('4', 'FLOAT32 INT8 INT16 UINT8'),
  AVERAGE_POOL_2D: kernel('4', 'FLOAT32 INT8 INT16 UINT8', { xnnpack: 'FLOAT16' }),
  L2_POOL_2D: kernel('4', 'FLOAT32'),
  REDUCE_MAX: kernel('0-6', 'FLOAT32 INT8 INT16 INT32 INT64 UINT8', { xnnpack: 'FLOAT16' }),
  REDUCE_MIN: kernel('0-6', 'FLOAT32 INT8 INT16 INT32 INT64 UINT8', { xnnpack: 'FLOAT16' }),
  REDUCE_PROD: kernel('0-8', 'FLOAT32 INT8 INT16 INT32 INT64 UINT8'),
  REDUCE_ANY: kernel('0-8', 'BOOL'),
  REDUCE_ALL: kernel('0-8', 'BOOL'),
  SUM: kernel('0-6', 'FLOAT32 INT32 INT64', { xnnpack: 'FLOAT16', wrong: 'INT8 INT16 UINT8' }),
  MEAN: kernel('0-6', 'FLOAT32 INT8 INT16 INT32 INT64 UINT8', { xnnpack: 'FLOAT16' }),
  ARG_MAX: kernel('1-8', 'FLOAT32 INT8 INT32 UINT8 BOOL'),
  ARG_MIN: kernel('1-8', 'FLOAT32 INT8 INT32 UINT8 BOOL'),
  CUMSUM: kernel('1-8', 'FLOAT32 INT32 INT64'),
  TOPK_V2: kernel('1-8', 'FLOAT32 INT8 INT16 INT32 INT64 UINT8'),
  SLICE: kernel(
    '1-8',
    'FLOAT32 FLOAT16 BFLOAT16 FLOAT64 INT4 INT8 INT16 INT32 INT64 UINT8 UINT16 UINT32 UINT64 BOOL COMPLEX64 FLOAT8_E4M3FN FLOAT8_E5M2',
  ),
  STRIDED_SLICE: kernel('1-8', movable),
  DYNAMIC_UPDATE_SLICE: kernel(
    '0-8',
    'FLOAT32 FLOAT16 BFLOAT16 FLOAT64 INT4 INT8 INT16 INT32 INT64 UINT8 UINT16 UINT32 UINT64 BOOL COMPLEX64 COMPLEX128 FLOAT8_E4M3FN FLOAT8_E5M2',
  ),
  GATHER: kernel('1-8', 'FLOAT32 FLOAT16 BFLOAT16 INT4 INT8 INT16 INT32 INT64 UINT8 BOOL'),
  GATHER_ND: kernel('1-8', padding),
  SCATTER_ND: kernel('1-8', 'FLOAT32 INT8 INT32 INT64 UINT8 BOOL'),
  PAD: kernel('0-5', padding),
  PADV2: kernel('0-5', padding),
  MIRROR_PAD: kernel('1-7', movable),
  CONCATENATION: kernel('1-6', 'FLOAT32 FLOAT16 BFLOAT16 INT4 INT8 INT16 INT32 INT64 UINT8 UINT32 BOOL'),
  TRANSPOSE: kernel(
    '1-8',
    'FLOAT32 FLOAT16 BFLOAT16 FLOAT64 INT4 INT8 INT16 INT32 INT64 UINT4 UINT8 UINT16 UINT32 UINT64 BOOL COMPLEX64 FLOAT8_E4M3FN FLOAT8_E5M2',
  ),
  RESHAPE: kernel('0-8', every),
  BROADCAST_TO: kernel('0-8', every),
  REVERSE_V2: kernel('1-8', padding),
  SPLIT: kernel('1-6', 'FLOAT32 INT8 INT16 INT32 INT64 UINT8', { xnnpack: 'FLOAT16' }),
  SPLIT_V: kernel('1-8', 'FLOAT32 INT8 INT16 INT32 INT64 UINT8'),
  PACK: kernel('0-8', 'FLOAT32 INT8 INT16 INT32 INT64 UINT8 UINT32'),
  UNPACK: kernel('1-8', 'FLOAT32 FLOAT16 BFLOAT16 INT8 INT16 INT32 UINT8 BOOL'),
  TILE: kernel('0-8', movable),
  EXPAND_DIMS: kernel('0-8', every),
  SQUEEZE: kernel('1-8', every),
  SHAPE: kernel('0-8', every),
  FILL: kernel('0-8', movable),
  RANGE: kernel('', 'FLOAT32 INT32 INT64'),
  ONE_HOT: kernel('0-8', 'FLOAT32 INT8 INT32 INT64 UINT8 BOOL'),
  WHERE: kernel('1-8', 'FLOAT32 INT8 INT32 INT64 UINT8 UINT32 BOOL'),
  UNIQUE: kernel('1', 'FLOAT32 INT8 INT16 INT32 INT64 UINT8'),
  SEGMENT_SUM: kernel('1-6', 'FLOAT32 INT32'),
  UNSORTED_SEGMENT_SUM: kernel('1-6', 'FLOAT32 INT32'),
  UNSORTED_SEGMENT_PROD: kernel('1-6', 'FLOAT32 INT32'),
  UNSORTED_SEGMENT_MAX: kernel('1-6', 'FLOAT32 INT32'),
  UNSORTED_SEGMENT_MIN: kernel('1-6', 'FLOAT32 INT32'),
  SOFTMAX: kernel('1-6', 'FLOAT32 FLOAT16', { wrong: 'UINT8' }),
  LOG_SOFTMAX: kernel('0-8', 'FLOAT32'),
  L2_NORMALIZATION: kernel('1-8', 'FLOAT32'),
  RESIZE_BILINEAR: kernel('4', 'FLOAT32 INT8 INT16 UINT8'),
  RESIZE_NEAREST_NEIGHBOR: kernel('4', 'FLOAT32 FLOAT16 BFLOAT16 INT8 INT16 INT32 UINT8 UINT16 UINT32 BOOL FLOAT8_E4M3FN FLOAT8_E5M2'),
  RFFT2D: kernel('2-3', 'FLOAT32', { refused: '' }),
  REAL: kernel('', 'COMPLEX64 COMPLEX128', { refused: 'FLOAT32' }),
  IMAG: kernel('', 'COMPLEX64 COMPLEX128', { refused: 'FLOAT32' }),
  COMPLEX_ABS: kernel('', 'COMPLEX64 COMPLEX128', { refused: 'FLOAT32' }),
  QUANTIZE: kernel('', 'FLOAT32 INT8 INT16 INT32 UINT8', { xnnpack: 'FLOAT16', refused: '' }),
  DEQUANTIZE: kernel('', 'FLOAT16 INT2 INT4 INT8 INT16 UINT4 UINT8'),
  EMBEDDING_LOOKUP: kernel('2-3', every),
  IF: kernel('', every),
  STABLEHLO_CASE: kernel('', every),
  STABLEHLO_COMPOSITE: kernel('', every),
  WHILE: kernel('', every),
  VAR_HANDLE: kernel('', every),
  CALL_ONCE: kernel('', 'FLOAT32', { refused: '' }),
  STABLEHLO_GATHER: kernel('', movable),
  STABLEHLO_SCATTER: kernel('', stablehlo),
  STABLEHLO_REDUCE_WINDOW: kernel('1-6', 'FLOAT32 FLOAT64 INT8 INT16 INT32 INT64 UINT8 BOOL'),
  STABLEHLO_PAD: kernel('1-8', every),
  DILATE: kernel('1-8', every),
  STABLEHLO_RNG_BIT_GENERATOR: kernel('', 'INT32 INT64 UINT32 UINT64', { refused: 'FLOAT32 UINT8' }),
};

// These exist for interchange; no resolver of the runtime registers them.
const withoutKernel: readonly OperatorName[] = [
  'STABLEHLO_CBRT',
  'STABLEHLO_LOGISTIC',
  'STABLEHLO_RESHAPE',
  'STABLEHLO_ABS',
  'STABLEHLO_COSINE',
  'STABLEHLO_EXPONENTIAL',
  'STABLEHLO_FLOOR',
  'STABLEHLO_LOG',
  'STABLEHLO_NEGATE',
  'STABLEHLO_RSQRT',
  'STABLEHLO_TANH',
  'STABLEHLO_CONVERT',
  'STABLEHLO_DIVIDE',
  'STABLEHLO_OR',
  'STABLEHLO_POWER',
  'STABLEHLO_REMAINDER',
  'STABLEHLO_SUBTRACT',
  'STABLEHLO_CLAMP',
  'STABLEHLO_SELECT',
  'STABLEHLO_CONCATENATE',
  'STABLEHLO_BROADCAST_IN_DIM',
  'STABLEHLO_CONVOLUTION',
  'STABLEHLO_SLICE',
  'STABLEHLO_CUSTOM_CALL',
  'STABLEHLO_REDUCE',
  'STABLEHLO_COMPARE',
  'STABLEHLO_DYNAMIC_SLICE',
  'STABLEHLO_DYNAMIC_UPDATE_SLICE',
  'STABLEHLO_IOTA',
  'STABLEHLO_DOT_GENERAL',
  'STABLEHLO_SORT',
  'STABLEHLO_WHILE',
  'STABLEHLO_TRANSPOSE',
];
