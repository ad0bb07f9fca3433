// The error functions. Polynomials are Chebyshev fits (in powers of the argument scaled to −1 … 1) of the function in double precision;
// the error said is the greatest relative one of the fit evaluated in f32.
import type { Value } from '@hlolite/mlir-parser';
import type { Formula } from '../formula.js';

/** erf(x)/x for |x| ≤ 1 in 2x² − 1: 1.0e-7. */
const NEAR = [0.965468739, -0.140536097, 0.0198524977, -0.00228541953, 0.00021751199, -1.76690808e-5, 1.23164017e-6] as const;

/** exp(x²)·erfc(x)/t with t = 2/(2 + x) for 0.5 ≤ x ≤ 11, in t scaled from 2/13 … 0.8: 1.3e-7. */
const TAIL = [
  0.495229623, 0.213749171, 0.0572324099, 0.0054313968, -0.00173556284, -0.000408893789, 9.93821459e-5, 2.28624479e-5, -7.45555102e-6,
] as const;
const [T_LEAST, T_GREATEST] = [2 / 13, 0.8];

function nearZero(x: Value, f: Formula): Value {
  const square = f.square(f.minimum(f.abs(x), 1));
  return f.multiply(x, f.polynomial(f.subtract(f.multiply(square, 2), 1), NEAR));
}

/** erfc of |x| ≥ 0.5. exp(−x²) is exp(−h²)·exp(−(x − h)(x + h)) with h so short that h² is exact. */
function tail(x: Value, f: Formula): Value {
  const size = f.maximum(f.minimum(f.abs(x), 11), 0.5);
  const t = f.divide(2, f.add(size, 2));
  const scale = 2 / (T_GREATEST - T_LEAST);
  const p = f.polynomial(f.multiply(f.subtract(t, (T_GREATEST + T_LEAST) / 2), scale), TAIL);
  const h = f.multiply(f.floor(f.multiply(size, 16)), 1 / 16);
  const rest = f.multiply(f.subtract(size, h), f.add(size, h));
  const bell = f.multiply(f.exp(f.negate(f.square(h))), f.exp(f.negate(rest)));
  return f.multiply(bell, f.multiply(t, p));
}

/** NaN where x is one, which minima and maxima may have hidden. */
const keepNaN = (x: Value, value: Value, f: Formula): Value => f.where(f.notEqual(x, x), x, value);

export function erf(x: Value, f: Formula): Value {
  const far = f.signed(x, f.subtract(1, tail(x, f)));
  return keepNaN(x, f.where(f.less(f.abs(x), 1), nearZero(x, f), far), f);
}

export function erfc(x: Value, f: Formula): Value {
  const outside = tail(x, f);
  const far = f.where(f.less(x, 0), f.subtract(2, outside), outside);
  return keepNaN(x, f.where(f.less(f.abs(x), 0.5), f.subtract(1, nearZero(x, f)), far), f);
}

/** erf⁻¹(x)/x in w = −log(1 − x²): in w − 2.5 below 5, in √w − 3 above (M. Giles, Approximating the erfinv function, 2010): 3.5e-7. */
const CENTRE = [
  1.50140941, 0.246640727, -0.00417768164, -0.00125372503, 0.00021858087, -4.39150654e-6, -3.5233877e-6, 3.43273939e-7, 2.81022636e-8,
] as const;
const EDGES = [
  2.83297682, 1.00167406, 0.00943887047, -0.0076224613, 0.00573950773, -0.00367342844, 0.00134934322, 0.000100950558, -0.000200214257,
] as const;

export function inverseErf(x: Value, f: Formula): Value {
  const w = f.negate(f.log(f.multiply(f.subtract(1, x), f.add(x, 1))));
  const centre = f.polynomial(f.subtract(w, 2.5), CENTRE);
  const edges = f.polynomial(f.subtract(f.sqrt(w), 3), EDGES);
  const value = f.multiply(x, f.where(f.less(w, 5), centre, edges));
  return f.where(f.equal(f.abs(x), 1), f.multiply(x, Number.POSITIVE_INFINITY), value);
}
