// Ops that work on each element by itself: one operand, two, select, clamp, compare, conversions, quantization.
import { comparisonDirection, comparisonType } from '../enums.js';
import { enumeration, i32, optional, record } from '../readers.js';
import type { OpSpec } from '../spec.js';
import { resultAccuracy } from './attributes.js';

const unary = {
  operands: ['operand'],
  assembly: '$operand attr-dict `:` custom<SameOperandsAndResultType>',
} as const satisfies OpSpec;

/** Transcendental functions say how exact they must be. */
const accurate = { ...unary, attributes: { result_accuracy: optional(record(resultAccuracy)) } } as const satisfies OpSpec;

const binary = {
  operands: ['lhs', 'rhs'],
  assembly: '$lhs `,` $rhs attr-dict `:` custom<SameOperandsAndResultType>',
} as const satisfies OpSpec;

const commutative = { ...binary, commutative: true } as const satisfies OpSpec;

export const elementwise = {
  abs: unary,
  cbrt: accurate,
  ceil: unary,
  convert: unary,
  cosine: accurate,
  count_leading_zeros: unary,
  exponential: accurate,
  exponential_minus_one: accurate,
  floor: unary,
  imag: unary,
  is_finite: { operands: ['x'], results: ['y'], assembly: 'operands attr-dict `:` functional-type' },
  log: accurate,
  log_plus_one: accurate,
  logistic: accurate,
  negate: unary,
  not: unary,
  popcnt: unary,
  real: unary,
  round_nearest_afz: unary,
  round_nearest_even: unary,
  rsqrt: accurate,
  sign: unary,
  sine: accurate,
  sqrt: accurate,
  tan: accurate,
  tanh: accurate,
  uniform_dequantize: unary,
  uniform_quantize: unary,
  reduce_precision: {
    operands: ['operand'],
    attributes: { exponent_bits: i32, mantissa_bits: i32 },
    assembly:
      '$operand `,` `format` `=` custom<ExponentMantissa>($exponent_bits, $mantissa_bits) attr-dict `:` custom<SameOperandsAndResultType>',
  },

  add: commutative,
  and: commutative,
  atan2: binary,
  complex: { operands: ['lhs', 'rhs'], assembly: 'operands attr-dict `:` custom<ComplexOpType>' },
  divide: binary,
  maximum: commutative,
  minimum: commutative,
  multiply: commutative,
  or: commutative,
  power: binary,
  remainder: binary,
  shift_left: binary,
  shift_right_arithmetic: binary,
  shift_right_logical: binary,
  subtract: binary,
  xor: commutative,
  compare: {
    operands: ['lhs', 'rhs'],
    attributes: { comparison_direction: enumeration(comparisonDirection), compare_type: optional(enumeration(comparisonType)) },
    assembly: '$comparison_direction `,` $lhs `,` $rhs (`,` $compare_type^)? attr-dict `:` functional-type',
  },

  clamp: { operands: ['min', 'operand', 'max'], assembly: '$min `,` $operand `,` $max attr-dict `:` custom<SameOperandsAndResultType>' },
  select: { operands: ['pred', 'on_true', 'on_false'], assembly: 'operands attr-dict `:` custom<SelectOpType>' },
} as const satisfies Record<string, OpSpec>;
