// The gamma family. Polynomials are Chebyshev fits of the function in double precision, in powers of the argument scaled to −1 … 1; the
// error said is the greatest relative one of the fit evaluated in f32.
import type { Value } from '@hlolite/mlir-parser';
import type { Formula } from '../formula.js';

/** log Γ(x)/((x − 1)(x − 2)) for 1 ≤ x ≤ 3, in x − 2: 1.1e-7. */
const LOG_GAMMA_LOW = [
  0.422784326, -0.100317273, 0.0329656257, -0.0123849751, 0.00499156091, -0.00210206158, 0.000944296622, -0.00042557137, 0.000130632441,
  -5.2419442e-5, 7.81756283e-5, -3.87342096e-5,
] as const;

/** log Γ(x) for 3 ≤ x ≤ 8, in (x − 5.5)/2.5: 4.8e-7. */
const LOG_GAMMA_MIDDLE = [
  3.95781396, 4.02773289, 0.622945435, -0.103148818, 0.0255326493, -0.00755993507, 0.0025041331, -0.000883216063, 0.000278385809,
  -0.000100209061, 7.96993484e-5, -3.36205461e-5,
] as const;

/** ψ(x)/(x − x₀) for 1 ≤ x ≤ 3, in x − 2: 1.2e-7; x₀ is the zero of ψ, as the sum of two floats. */
const DIGAMMA_LOW = [
  0.785307546, -0.260738984, 0.108999221, -0.0495499775, 0.0234581562, -0.011349513, 0.00548954811, -0.00268882737, 0.00152776039,
  -0.000792434084, 0.000109002669, -2.82649555e-5, 0.000221999089, -0.000118893573,
] as const;
const DIGAMMA_ZERO = Math.fround(1.4616321449683622);
const DIGAMMA_ZERO_REST = 1.4616321449683622 - DIGAMMA_ZERO;

/** Stirling: (x − ½)(log x − 1) + (log 2π − 1)/2 + 1/12x − 1/360x³ + 1/1260x⁵; beyond 8 what is left out is below 3e-10. */
function stirling(x: Value, f: Formula): Value {
  const inverse = f.divide(1, x);
  const series = f.multiply(inverse, f.polynomial(f.square(inverse), [1 / 12, -1 / 360, 1 / 1260]));
  const main = f.multiply(f.subtract(x, 0.5), f.subtract(f.log(x), 1));
  return f.add(main, f.add(series, (Math.log(2 * Math.PI) - 1) / 2));
}

/** log Γ of a positive number; below 1 by Γ(x) = Γ(x + 1)/x. */
function logGammaOfPositive(x: Value, f: Formula): Value {
  const below = f.less(x, 1);
  const shifted = f.where(below, f.add(x, 1), x);
  const inLow = f.subtract(f.minimum(shifted, 3), 2);
  const zeros = f.multiply(f.where(below, x, f.subtract(shifted, 1)), f.where(below, f.subtract(x, 1), f.subtract(shifted, 2)));
  const low = f.multiply(zeros, f.polynomial(inLow, LOG_GAMMA_LOW));
  const middle = f.polynomial(f.multiply(f.subtract(f.minimum(shifted, 8), 5.5), 0.4), LOG_GAMMA_MIDDLE);
  const high = f.where(f.less(shifted, 8), middle, stirling(f.maximum(shifted, 8), f));
  const value = f.where(f.less(shifted, 3), low, high);
  return f.where(below, f.subtract(value, f.log(x)), value);
}

/** sin πx and cos πx of a positive number, by its distance from the nearest whole number: exact at whole and half numbers. */
function turn(x: Value, f: Formula): { readonly sin: Value; readonly cos: Value } {
  const whole = f.floor(f.add(x, 0.5));
  const angle = f.multiply(f.subtract(x, whole), Math.PI);
  return { sin: f.sin(angle), cos: f.cos(angle) };
}

/** log|Γ(x)|; for negative x by Γ(x)·Γ(−x) = −π/(x·sin πx). Infinite at 0 and the negative whole numbers. */
export function logGamma(x: Value, f: Formula): Value {
  const size = f.abs(x);
  const positive = logGammaOfPositive(size, f);
  const reflected = f.subtract(f.subtract(Math.log(Math.PI), f.add(f.log(size), f.log(f.abs(turn(size, f).sin)))), positive);
  const value = f.where(f.less(x, 0), reflected, positive);
  const infinite = f.or(f.equal(size, Number.POSITIVE_INFINITY), f.and(f.atMost(x, 0), f.equal(f.floor(x), x)));
  return f.where(infinite, Number.POSITIVE_INFINITY, value);
}

/** ψ of a positive number: below 1 by ψ(x) = ψ(x + 1) − 1/x, beyond 3 by log x − 1/2x − Σ B₂ₖ/2k·x⁻²ᵏ, which leaves out less than 5e-8. */
function digammaOfPositive(x: Value, f: Formula): Value {
  const below = f.less(x, 1);
  const shifted = f.where(below, f.add(x, 1), x);
  const fromZero = f.subtract(f.subtract(shifted, DIGAMMA_ZERO), DIGAMMA_ZERO_REST);
  const low = f.multiply(fromZero, f.polynomial(f.subtract(f.minimum(shifted, 3), 2), DIGAMMA_LOW));
  const large = f.maximum(shifted, 3);
  const inverse = f.divide(1, large);
  const square = f.square(inverse);
  const series = f.multiply(square, f.polynomial(square, [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132]));
  const high = f.subtract(f.subtract(f.log(large), f.multiply(inverse, 0.5)), series);
  const value = f.where(f.less(shifted, 3), low, high);
  return f.where(below, f.subtract(value, f.divide(1, x)), value);
}

/** ψ(x); for negative x by ψ(x) = ψ(−x) − 1/x − π·cot πx. NaN at the negative whole numbers, −∞ at 0 and ∞ at −0. */
export function digamma(x: Value, f: Formula): Value {
  const size = f.abs(x);
  const positive = digammaOfPositive(size, f);
  const { sin, cos } = turn(size, f);
  const cotangent = f.divide(f.multiply(cos, Math.PI), sin);
  const reflected = f.add(f.add(positive, f.divide(1, size)), cotangent);
  const negative = f.where(f.equal(f.floor(x), x), Number.NaN, reflected);
  return f.where(f.equal(x, 0), f.divide(-1, x), f.where(f.less(x, 0), negative, positive));
}

/** Terms of the sum before Euler and Maclaurin take over, and B₂ₖ/(2k)!. */
const TERMS = 8;
const MACLAURIN = [1 / 12, -1 / 720, 1 / 30240, -1 / 1209600, 1 / 47900160] as const;

/** ζ(s, q) for q > 0 and s > 1: Σ (q + k)⁻ˢ. */
function zetaOfPositive(s: Value, q: Value, f: Formula): Value {
  const exponent = f.negate(s);
  let sum = f.power(q, exponent);
  for (let k = 1; k < TERMS; k++) sum = f.add(sum, f.power(f.add(q, k), exponent));
  const at = f.add(q, TERMS);
  const power = f.power(at, exponent);
  sum = f.add(sum, f.add(f.multiply(at, f.divide(power, f.subtract(s, 1))), f.multiply(power, 0.5)));
  const inverse = f.divide(1, at);
  let factor = f.multiply(f.multiply(power, s), inverse);
  MACLAURIN.forEach((coefficient, k) => {
    sum = f.add(sum, f.multiply(factor, coefficient));
    const next = f.multiply(f.add(s, 2 * k + 1), f.add(s, 2 * k + 2));
    factor = f.multiply(f.multiply(f.multiply(factor, inverse), inverse), next);
  });
  // (q + N)⁻ˢ may be 0 where s·(s + 1)… is infinite: what comes after the terms is nothing then.
  return f.where(f.equal(power, 0), f.power(q, exponent), sum);
}

/**
 * Hurwitz' ζ(s, q). For q < 0 and whole s the terms below zero have the sizes h, h + 1 … −q with h = 1 − (q − ⌊q⌋) and the sign (−1)ˢ:
 * ζ(s, q) = (−1)ˢ·(ζ(s, h) − ζ(s, 1 − q)) + ζ(s, q − ⌊q⌋). NaN where s < 1, and where q < 0 and s is no whole number.
 */
export function hurwitzZeta(s: Value, q: Value, f: Formula): Value {
  const negative = f.less(q, 0);
  const first = f.where(negative, f.subtract(q, f.floor(q)), q);
  const rest = zetaOfPositive(s, first, f);
  const least = f.subtract(1, first);
  const below = f.subtract(zetaOfPositive(s, f.where(negative, least, 1), f), zetaOfPositive(s, f.where(negative, f.subtract(1, q), 1), f));
  const value = f.where(negative, f.add(rest, f.where(isOdd(s, f), f.negate(below), below)), rest);
  const isPole = f.and(f.atMost(q, 0), f.equal(f.floor(q), q));
  const isUndefined = f.or(f.less(s, 1), f.and(negative, f.notEqual(f.floor(s), s)));
  return f.where(
    f.or(isPole, f.equal(s, 1)),
    f.where(f.less(s, 1), Number.NaN, Number.POSITIVE_INFINITY),
    f.where(isUndefined, Number.NaN, value),
  );
}

const isOdd = (s: Value, f: Formula): Value => {
  const half = f.multiply(s, 0.5);
  return f.notEqual(f.floor(half), half);
};

/** ψ⁽ⁿ⁾(x) = (−1)ⁿ⁺¹·n!·ζ(n + 1, x); ψ itself for n = 0, NaN where n is no whole number. */
export function polygamma(n: Value, x: Value, f: Formula): Value {
  const factorial = f.exp(logGammaOfPositive(f.add(n, 1), f));
  const size = f.multiply(factorial, hurwitzZeta(f.add(n, 1), x, f));
  const general = f.where(isOdd(n, f), size, f.negate(size));
  const isUndefined = f.or(f.less(n, 0), f.notEqual(f.floor(n), n));
  return f.where(isUndefined, Number.NaN, f.where(f.equal(n, 0), digamma(x, f), general));
}
