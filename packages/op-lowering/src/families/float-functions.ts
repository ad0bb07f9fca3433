// Functions of floats that no kernel computes, in f32 (spec: cbrt, exponential_minus_one, log_plus_one, tan, round_nearest_afz, remainder, is_finite).
import type { Value } from '@hlolite/mlir-parser';
import type { Tensor } from '@hlolite/tflite-schema';
import type { Arithmetic } from '../arithmetic.js';
import type { GraphBuilder } from '../graph-builder.js';
import { computed } from '../working-type.js';

/** The largest number of f32. */
const LARGEST = (2 - 2 ** -23) * 2 ** 127;

/** A row whose function of f32 is written out of kernels. */
const unary =
  (compute: (e: Arithmetic, x: Tensor) => Tensor) =>
  ({ operand }: { readonly operand: Value }, g: GraphBuilder): Tensor =>
    computed(g, [operand], compute);

/** sign(x) · |x|^⅓: POW of a negative number is NaN. */
export const cbrt = unary((e, x) => e.multiply(e.sign(x), e.power(e.abs(x), 1 / 3)));

/** 2t / (1 − t) with t = tanh(x / 2) keeps all digits of a small x; a large one loses none in exp(x) − 1. */
export const exponentialMinusOne = unary((e, x) => {
  const t = e.tanh(e.multiply(x, 0.5));
  const small = e.divide(e.add(t, t), e.subtract(1, t));
  // NaN goes the way of the small: EXP of it is 0 in some builds.
  return e.select(e.greaterEqual(e.abs(x), 1), e.subtract(e.exp(x), 1), small);
});

/** LOG makes a number of NaN and of infinity in some builds: these are passed by it. */
const logarithm = (e: Arithmetic, x: Tensor): Tensor => e.select(e.lessEqual(x, LARGEST), e.log(x), x);

export const log = unary(logarithm);

/**
 * 2 artanh(s) with s = x / (2 + x), by its series, keeps all digits of a small x, which log(1 + x) does not: the kernel itself is only right
 * to 1e-7 of 1 near 1.
 */
export const logPlusOne = unary((e, x) => {
  const s = e.divide(x, e.add(x, 2));
  const square = e.multiply(s, s);
  const series = [1 / 5, 1 / 3, 1].reduce((sum, term) => e.add(e.multiply(sum, square), term), e.add(e.multiply(square, 1 / 9), 1 / 7));
  const small = e.multiply(e.add(s, s), series);
  return e.select(e.less(e.abs(x), 0.25), small, logarithm(e, e.add(x, 1)));
});

export const tangent = unary((e, x) => e.divide(e.sine(x), e.cosine(x)));

/** By magnitude, so that halves go away from zero; the fraction is exact where adding ½ would round. */
export const roundAwayFromZero = unary((e, x) => {
  const magnitude = e.abs(x);
  const whole = e.floor(magnitude);
  const up = e.cast(e.greaterEqual(e.subtract(magnitude, whole), 0.5), 'FLOAT32');
  return e.multiply(e.sign(x), e.add(whole, up));
});

/** The remainder of the magnitudes, which FLOOR_MOD has exactly, with the sign of the dividend. */
export const remainderOfFloats = ({ lhs, rhs }: { readonly lhs: Value; readonly rhs: Value }, g: GraphBuilder): Tensor =>
  computed(g, [lhs, rhs], (e, x, y) => {
    const rest = e.floorMod(e.abs(x), e.abs(y));
    return e.select(e.less(x, 0), e.negate(rest), rest);
  });

export const isFiniteFloat = ({ x }: { readonly x: Value }, g: GraphBuilder): Tensor =>
  computed(g, [x], (e, value) => e.less(e.abs(value), Number.POSITIVE_INFINITY));
