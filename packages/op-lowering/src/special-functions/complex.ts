// Functions of complex numbers on pairs of real tensors. Formulas are chosen so that no intermediate overflows, and nothing cancels, where
// the result does not: x and y are the parts of z throughout.
import type { Value } from '@hlolite/mlir-parser';
import type { Formula } from '../formula.js';

/** A complex tensor as two real ones. */
export interface Pair {
  readonly re: Value;
  readonly im: Value;
}

export type ComplexFunction = (z: Pair, f: Formula) => Pair;

const pair = (re: Value, im: Value): Pair => ({ re, im });
const constant = (re: number, im: number, f: Formula): Pair => pair(f.value(re), f.value(im));
export const timesI = ({ re, im }: Pair, f: Formula): Pair => pair(f.negate(im), re);
const overI = ({ re, im }: Pair, f: Formula): Pair => pair(im, f.negate(re));
export const conjugate = ({ re, im }: Pair, f: Formula): Pair => pair(re, f.negate(im));

export const add = (a: Pair, b: Pair, f: Formula): Pair => pair(f.add(a.re, b.re), f.add(a.im, b.im));
export const multiply = (a: Pair, b: Pair, f: Formula): Pair =>
  pair(f.subtract(f.multiply(a.re, b.re), f.multiply(a.im, b.im)), f.add(f.multiply(a.re, b.im), f.multiply(a.im, b.re)));
/** z² without the cancellation of x² − y². */
export const square: ComplexFunction = ({ re, im }, f) =>
  pair(f.multiply(f.subtract(re, im), f.add(re, im)), f.multiply(f.multiply(re, im), 2));

/**
 * The size of a complex number as m·e, of the larger part m and e = √(1 + r²) with the ratio r of the smaller to it (0 where both are zero
 * or one is infinite): nothing is squared that could overflow, and the product need not be taken where it would.
 */
function sizeOf({ re, im }: Pair, f: Formula): { larger: Value; ratio: Value; excess: Value } {
  const [a, b] = [f.abs(re), f.abs(im)];
  const [larger, smaller] = [f.maximum(a, b), f.minimum(a, b)];
  const degenerate = f.or(f.equal(larger, 0), f.equal(larger, Number.POSITIVE_INFINITY));
  const ratio = f.where(degenerate, 0, f.divide(smaller, larger));
  return { larger, ratio, excess: f.sqrt(f.add(f.square(ratio), 1)) };
}

export function magnitude(z: Pair, f: Formula): Value {
  const { larger, excess } = sizeOf(z, f);
  return f.multiply(larger, excess);
}

const hypot = (x: Value, y: Value, f: Formula): Value => magnitude(pair(x, y), f);

/** Smith's method: a/(c + id) with the ratio of the smaller part of the divisor to the larger. By zero both parts are divided. */
export function divide(a: Pair, b: Pair, f: Formula): Pair {
  const realLarger = f.atMost(f.abs(b.im), f.abs(b.re));
  const [p, q] = [f.where(realLarger, b.re, b.im), f.where(realLarger, b.im, b.re)];
  const [s, t] = [f.where(realLarger, a.re, a.im), f.where(realLarger, a.im, a.re)];
  const isZero = f.equal(p, 0);
  const ratio = f.where(isZero, 0, f.divide(q, p));
  const divisor = f.add(p, f.multiply(q, ratio));
  const turned = f.divide(f.subtract(t, f.multiply(s, ratio)), divisor);
  return pair(f.divide(f.add(s, f.multiply(t, ratio)), divisor), f.where(realLarger, turned, f.negate(turned)));
}

/** A factor times a direction that is zero stays zero, also where the factor is infinite. */
const scaled = (factor: Value, direction: Value, f: Formula): Value =>
  f.where(f.equal(direction, 0), direction, f.multiply(factor, direction));

/** exp z = eˣ·(cos y + i sin y), with e^(x/2) twice: eˣ alone may overflow where the product does not. */
export const exponential: ComplexFunction = ({ re, im }, f) => {
  const root = f.exp(f.multiply(re, 0.5));
  const grown = (direction: Value) => f.multiply(root, f.multiply(root, direction));
  return pair(grown(f.cos(im)), f.where(f.equal(im, 0), im, grown(f.sin(im))));
};

/** exp z − 1: re = expm1(x)·cos y − 2·sin²(y/2). */
export const exponentialMinusOne: ComplexFunction = ({ re, im }, f) => {
  const half = f.sin(f.multiply(im, 0.5));
  const real = f.subtract(f.multiply(f.expm1(re), f.cos(im)), f.multiply(f.square(half), 2));
  return pair(real, scaled(f.exp(re), f.sin(im), f));
};

/** log|z| = log m + ½·log1p(r²); near |z| = 1, where the two would cancel, ½·log1p((m − 1)(m + 1) + (m·r)²). */
function logMagnitude(z: Pair, f: Formula): Value {
  const { larger, ratio } = sizeOf(z, f);
  const apart = f.add(f.log(larger), f.multiply(f.log1p(f.square(ratio)), 0.5));
  const smaller = f.multiply(larger, ratio);
  const together = f.multiply(f.log1p(f.add(f.multiply(f.subtract(larger, 1), f.add(larger, 1)), f.square(smaller))), 0.5);
  return f.where(f.and(f.greater(larger, 0.5), f.less(larger, 1.5)), together, apart);
}

export const logarithm: ComplexFunction = (z, f) => pair(logMagnitude(z, f), f.atan2(z.im, z.re));

/** log(1 + z): for small z by log1p of |1 + z|² − 1 = x·(2 + x) + y². */
export const logPlusOne: ComplexFunction = ({ re, im }, f) => {
  const shifted = pair(f.add(re, 1), im);
  const small = f.less(f.maximum(f.abs(re), f.abs(im)), 0.5);
  const near = f.multiply(f.log1p(f.add(f.multiply(re, f.add(re, 2)), f.square(im))), 0.5);
  return pair(f.where(small, near, logMagnitude(shifted, f)), f.atan2(im, shifted.re));
};

/** √z from t = √((|z| + |x|)/2) and |y|/2t: the parts in the order that the sign of x says. */
export const squareRoot: ComplexFunction = ({ re, im }, f) => {
  const size = f.abs(re);
  const { larger: part, excess } = sizeOf({ re, im }, f);
  const half = f.add(f.multiply(f.multiply(part, 0.5), excess), f.multiply(size, 0.5));
  const larger = f.sqrt(half);
  const isZero = f.equal(larger, 0);
  const smaller = f.where(isZero, 0, f.divide(f.multiply(f.abs(im), 0.5), larger));
  const right = f.atMost(0, re);
  const infinite = f.equal(f.abs(im), Number.POSITIVE_INFINITY);
  const real = f.where(infinite, Number.POSITIVE_INFINITY, f.where(right, larger, smaller));
  const imaginary = f.where(infinite, Number.POSITIVE_INFINITY, f.where(right, smaller, larger));
  return pair(real, f.where(isZero, im, f.signed(im, imaginary)));
};

export const reciprocalSquareRoot: ComplexFunction = (z, f) => divide(constant(1, 0, f), squareRoot(z, f), f);

/** ∛z of least angle: the size and the angle by themselves. */
export const cubeRoot: ComplexFunction = ({ re, im }, f) => {
  const { larger, excess } = sizeOf({ re, im }, f);
  const size = f.multiply(f.cbrt(larger), f.cbrt(excess));
  const angle = f.divide(f.atan2(im, re), 3);
  return pair(f.multiply(size, f.cos(angle)), f.multiply(size, f.sin(angle)));
};

const cosh = (x: Value, f: Formula): Value => f.b.emit('chlo.cosh', [x]);
const sinh = (x: Value, f: Formula): Value => f.b.emit('chlo.sinh', [x]);

export const sine: ComplexFunction = ({ re, im }, f) => pair(scaled(cosh(im, f), f.sin(re), f), scaled(sinh(im, f), f.cos(re), f));
export const cosine: ComplexFunction = ({ re, im }, f) =>
  pair(scaled(cosh(im, f), f.cos(re), f), f.negate(scaled(sinh(im, f), f.sin(re), f)));
export const hyperbolicSine: ComplexFunction = (z, f) => overI(sine(timesI(z, f), f), f);
export const hyperbolicCosine: ComplexFunction = (z, f) => cosine(timesI(z, f), f);

/** tanh z = (β·ρ·s + i·t)/(1 + β·s²) with t = tan y, β = 1 + t², s = sinh x, ρ = √(1 + s²) (Kahan); its limit beyond |x| = 9. */
export const hyperbolicTangent: ComplexFunction = ({ re, im }, f) => {
  const [sin, cos] = [f.sin(im), f.cos(im)];
  const t = f.divide(sin, cos);
  const s = sinh(re, f);
  const beta = f.add(f.square(t), 1);
  const divisor = f.add(f.multiply(beta, f.square(s)), 1);
  const real = f.divide(f.multiply(f.multiply(beta, f.sqrt(f.add(f.square(s), 1))), s), divisor);
  const decay = f.exp(f.multiply(f.abs(re), -2));
  const far = f.greater(f.abs(re), 9);
  return pair(
    f.where(far, f.signed(re, f.value(1)), real),
    f.where(far, f.multiply(f.multiply(f.multiply(sin, cos), 4), decay), f.divide(t, divisor)),
  );
};

export const tangent: ComplexFunction = (z, f) => overI(hyperbolicTangent(timesI(z, f), f), f);

/** 1/(1 + e⁻ᶻ), for x < 0 as eᶻ/(1 + eᶻ): the exponential is at most 1. */
export const logistic: ComplexFunction = ({ re, im }, f) => {
  const right = f.atMost(0, re);
  const decayed = exponential(pair(f.negate(f.abs(re)), f.where(right, f.negate(im), im)), f);
  const numerator = choose(right, constant(1, 0, f), decayed, f);
  return divide(numerator, pair(f.add(decayed.re, 1), decayed.im), f);
};

/** exp(w·log z); to the power 0 it is 1, and zero to another power 0. */
export function power(z: Pair, w: Pair, f: Formula): Pair {
  const isZero = (a: Pair) => f.and(f.equal(a.re, 0), f.equal(a.im, 0));
  const general = exponential(multiply(w, logarithm(z, f), f), f);
  const [toZero, ofZero] = [isZero(w), isZero(z)];
  return pair(f.where(toZero, 1, f.where(ofZero, 0, general.re)), f.where(f.or(toZero, ofZero), 0, general.im));
}

/** z/|z|, and 0 for 0. */
export const direction: ComplexFunction = ({ re, im }, f) => {
  const { larger, excess } = sizeOf({ re, im }, f);
  const part = (value: Value) => f.where(f.equal(larger, 0), 0, f.divide(f.divide(value, larger), excess));
  return pair(part(re), part(im));
};

/**
 * What asin and acos are made of (Hull, Fairgrieve and Tang 1997): with r = |z + 1|, s = |z − 1| and a = (r + s)/2,
 * asin z = atan2(x, w) + i·sign(y)·h, where w = √(a² − x²) and h = acosh a. Both a − 1 and a − |x| are sums without cancellation.
 */
export function inverseSineParts({ re, im }: Pair, f: Formula): { w: Value; h: Value } {
  const [x, y] = [f.abs(re), f.abs(im)];
  const [beyond, before] = [f.add(x, 1), f.abs(f.subtract(x, 1))];
  const r = hypot(beyond, y, f);
  const s = hypot(before, y, f);
  const a = f.multiply(f.add(r, s), 0.5);
  const share = (by: Value) => f.where(f.equal(y, 0), 0, f.multiply(y, f.divide(y, by)));
  const right = share(f.add(r, beyond));
  const [difference, sum] = [share(f.add(s, before)), f.add(s, before)];
  const inside = f.atMost(x, 1);
  const minusOne = f.multiply(f.add(right, f.where(inside, difference, sum)), 0.5);
  const minusX = f.multiply(f.add(right, f.where(inside, sum, difference)), 0.5);
  // Away from 1 the root of a − 1 is taken of its factor y², which may be too small for a float.
  const mean = f.multiply(f.add(f.divide(1, f.add(r, beyond)), f.divide(1, f.add(s, before))), 0.5);
  const root = f.where(f.less(x, 0.9), f.multiply(y, f.sqrt(mean)), f.sqrt(minusOne));
  return {
    w: f.multiply(f.sqrt(minusX), f.sqrt(f.add(a, x))),
    h: f.log1p(f.multiply(root, f.add(root, f.sqrt(f.add(a, 1))))),
  };
}

export const arcSine: ComplexFunction = (z, f) => {
  const { w, h } = inverseSineParts(z, f);
  return pair(f.atan2(z.re, w), f.signed(z.im, h));
};

export const arcCosine: ComplexFunction = (z, f) => {
  const { w, h } = inverseSineParts(z, f);
  return pair(f.atan2(w, z.re), f.negate(f.signed(z.im, h)));
};

/** acosh z = ±i·acos z with the sign that makes the real part positive. */
export const areaCosine: ComplexFunction = (z, f) => {
  const { w, h } = inverseSineParts(z, f);
  return pair(h, f.signed(z.im, f.atan2(w, z.re)));
};

export const areaSine: ComplexFunction = (z, f) => overI(arcSine(timesI(z, f), f), f);

/**
 * atanh z = ¼·log1p(4x/((1 − x)² + y²)) + ½i·atan2(2y, (1 − x)(1 + x) − y²), for x < 0 by oddness. Close to 1, where the square may be
 * too small for a float, the real part is ½·log(|1 + z|/|1 − z|).
 */
export const areaTangent: ComplexFunction = ({ re, im }, f) => {
  const x = f.abs(re);
  const rest = f.subtract(f.value(1), x);
  const apart = f.multiply(f.log1p(f.divide(f.multiply(x, 4), f.add(f.square(rest), f.square(im)))), 0.25);
  const distance = hypot(rest, im, f);
  const close = f.multiply(f.log(f.divide(hypot(f.add(x, 1), im, f), distance)), 0.5);
  const real = f.where(f.less(distance, 0.5), close, apart);
  const angle = f.atan2(f.multiply(im, 2), f.subtract(f.multiply(rest, f.add(x, 1)), f.square(im)));
  return pair(f.signed(re, real), f.multiply(angle, 0.5));
};

export const arcTangent: ComplexFunction = (z, f) => overI(areaTangent(timesI(z, f), f), f);

/** atan2(y, x) = −i·log((x + iy)/√(x² + y²)). */
export function arcTangent2(y: Pair, x: Pair, f: Formula): Pair {
  const radius = squareRoot(add(square(x, f), square(y, f), f), f);
  return overI(logarithm(divide(add(x, timesI(y, f), f), radius, f), f), f);
}

/** Whether a comes before b: by real part, then by imaginary part. */
export const isLess = (a: Pair, b: Pair, f: Formula): Value => f.or(f.less(a.re, b.re), f.and(f.equal(a.re, b.re), f.less(a.im, b.im)));

/** `a` where the condition holds, else `b`. */
export const choose = (condition: Value, a: Pair, b: Pair, f: Formula): Pair =>
  pair(f.where(condition, a.re, b.re), f.where(condition, a.im, b.im));
