// Elementwise ops: each element by itself. Spec: abs … xor. One kernel each where the runtime has it; broadcasts are the kernel's.
import { stablehlo, type Value } from '@hlolite/mlir-parser';
import type { OperatorName, Tensor } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';
import { binary, rules, unary } from '../rules.js';
import { countLeadingZeros, countOnes, lowerAnd, lowerNot, lowerOr, lowerXor, shiftLeft, shiftRight } from './bits.js';
import { bitcastConvert, lowerConvert } from './convert.js';
import { isBoolean, isInteger } from './element-kind.js';
import { double, doubleUnary, isDouble, isFiniteDouble } from './f64.js';
import {
  cbrt,
  exponentialMinusOne,
  isFiniteFloat,
  log,
  logPlusOne,
  remainderOfFloats,
  roundAwayFromZero,
  tangent,
} from './float-functions.js';
import { divideIntegers, remainderOfIntegers } from './integer-division.js';
import { absOfIntegers, powerOfIntegers, signOfIntegers } from './integer-functions.js';
import { extremeOf } from './order.js';
import { reducePrecision } from './reduce-precision.js';

interface One {
  readonly operand: Value;
}
interface Two {
  readonly lhs: Value;
  readonly rhs: Value;
}
type Lowering<Operands> = (given: Operands, g: GraphBuilder) => Tensor;

/** An op that has a way of its own on integers. */
const byKind =
  <Operands extends One | Two>(integers: Lowering<Operands>, others: Lowering<Operands>): Lowering<Operands> =>
  (given, g) =>
    isInteger('lhs' in given ? given.lhs : given.operand) ? integers(given, g) : others(given, g);

/** An op that is exact on f64, and logical on booleans. */
const arithmetic =
  (name: keyof typeof double, kernel: OperatorName, logical?: OperatorName): Lowering<Two> =>
  (given, g) => {
    if (isDouble(given.lhs)) return double[name](given, g);
    return g.emit(logical && isBoolean(given.lhs) ? logical : kernel, g.broadcasting([given.lhs, given.rhs]));
  };

const extreme =
  (name: 'maximum' | 'minimum', kernel: 'MAXIMUM' | 'MINIMUM', logical: OperatorName): Lowering<Two> =>
  (given, g) => {
    const { lhs, rhs } = given;
    if (isDouble(lhs)) return double[name](given, g);
    return isBoolean(lhs) ? g.emit(logical, g.broadcasting([lhs, rhs])) : extremeOf(kernel, lhs, rhs, g);
  };

const exactUnary =
  (name: keyof typeof doubleUnary, kernel: OperatorName): Lowering<One> =>
  (given, g) =>
    isDouble(given.operand) ? doubleUnary[name](given, g) : g.emit(kernel, [given.operand]);

export const elementwise = rules(stablehlo, {
  abs: byKind(absOfIntegers, exactUnary('abs', 'ABS')),
  add: arithmetic('add', 'ADD', 'LOGICAL_OR'),
  and: lowerAnd,
  // The kernel does not broadcast.
  atan2: ({ lhs, rhs }, g) => g.emit('ATAN2', [lhs, rhs]),
  bitcast_convert: bitcastConvert,
  cbrt,
  ceil: exactUnary('ceil', 'CEIL'),
  convert: lowerConvert,
  cosine: unary('COS'),
  count_leading_zeros: countLeadingZeros,
  divide: byKind(divideIntegers, binary('DIV')),
  exponential: unary('EXP'),
  exponential_minus_one: exponentialMinusOne,
  floor: exactUnary('floor', 'FLOOR'),
  is_finite: ({ x }, g) => (isDouble(x) ? isFiniteDouble(x, g) : isFiniteFloat({ x }, g)),
  log,
  log_plus_one: logPlusOne,
  logistic: unary('LOGISTIC'),
  maximum: extreme('maximum', 'MAXIMUM', 'LOGICAL_OR'),
  minimum: extreme('minimum', 'MINIMUM', 'LOGICAL_AND'),
  multiply: arithmetic('multiply', 'MUL', 'LOGICAL_AND'),
  negate: exactUnary('negate', 'NEG'),
  not: lowerNot,
  or: lowerOr,
  popcnt: countOnes,
  power: byKind(powerOfIntegers, binary('POW')),
  reduce_precision: reducePrecision,
  remainder: byKind(remainderOfIntegers, remainderOfFloats),
  round_nearest_afz: roundAwayFromZero,
  round_nearest_even: unary('ROUND'),
  rsqrt: unary('RSQRT'),
  shift_left: shiftLeft,
  shift_right_arithmetic: shiftRight('arithmetic'),
  shift_right_logical: shiftRight('logical'),
  sign: byKind(signOfIntegers, unary('SIGN')),
  sine: unary('SIN'),
  sqrt: unary('SQRT'),
  subtract: arithmetic('subtract', 'SUB'),
  tan: tangent,
  tanh: unary('TANH'),
  xor: lowerXor,
});
