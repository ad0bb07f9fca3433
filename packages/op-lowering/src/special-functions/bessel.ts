// Bessel's exponentially scaled i1e. Polynomials are Chebyshev fits of the function in double precision, in powers of the argument scaled
// to −1 … 1; the error said is the greatest relative one of the fit evaluated in f32.
import type { Value } from '@hlolite/mlir-parser';
import type { Formula } from '../formula.js';

/** exp(−x)·I₁(x)/x for 0 ≤ x ≤ 8, in x/4 − 1: 5.1e-7. */
const NEAR = [
  0.0446877102, -0.0611243393, 0.0680575434, -0.0684825332, 0.0637688955, -0.0552813128, 0.0446594371, -0.0336612829, 0.023762642,
  -0.015614301, 0.00936740037, -0.00542742135, 0.00336142036, -0.00169859429, 0.000411442202, -0.000202626606, 0.000307414215,
  -0.000123682795,
] as const;

/** exp(−x)·I₁(x)·√x for x ≥ 8, in 16/x − 1: 5.1e-8. */
const FAR = [0.389398455, -0.00974958137, -0.000219168089, -1.50039655e-5, -2.00978899e-6, -4.21035015e-7] as const;

export function besselI1e(x: Value, f: Formula): Value {
  const size = f.abs(x);
  const near = f.multiply(x, f.polynomial(f.subtract(f.multiply(f.minimum(size, 8), 0.25), 1), NEAR));
  const large = f.maximum(size, 8);
  const far = f.divide(f.polynomial(f.subtract(f.divide(16, large), 1), FAR), f.sqrt(large));
  return f.where(f.atMost(size, 8), near, f.signed(x, far));
}
