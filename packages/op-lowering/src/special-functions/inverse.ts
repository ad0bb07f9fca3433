// Hyperbolic functions and the inverses of the elementary ones, so written that nothing overflows or cancels where the result does not.
import type { Value } from '@hlolite/mlir-parser';
import type { Formula } from '../formula.js';

/** √(1 − x²), from its factors; NaN beyond 1. */
const otherSide = (x: Value, f: Formula): Value => f.sqrt(f.multiply(f.subtract(1, x), f.add(x, 1)));

export const arcSine = (x: Value, f: Formula): Value => f.atan2(x, otherSide(x, f));
export const arcCosine = (x: Value, f: Formula): Value => f.atan2(otherSide(x, f), x);
export const arcTangent = (x: Value, f: Formula): Value => f.atan2(x, 1);

/** Half of e^|x| and of e^−|x|, by e^(|x|/2) twice: e^|x| alone may overflow where its half does not. */
function halves(x: Value, f: Formula): readonly [grown: Value, shrunk: Value] {
  const root = f.exp(f.multiply(f.abs(x), 0.5));
  return [f.multiply(f.multiply(root, 0.5), root), f.divide(f.divide(0.5, root), root)];
}

/** (e^x − e^−x)/2; below 1 by m = e^x − 1, where the two would cancel: (m + m/(m + 1))/2. */
export function hyperbolicSine(x: Value, f: Formula): Value {
  const [grown, shrunk] = halves(x, f);
  const m = f.expm1(x);
  const near = f.multiply(f.add(m, f.divide(m, f.add(m, 1))), 0.5);
  return f.where(f.less(f.abs(x), 1), near, f.signed(x, f.subtract(grown, shrunk)));
}

export function hyperbolicCosine(x: Value, f: Formula): Value {
  const [grown, shrunk] = halves(x, f);
  return f.add(grown, shrunk);
}

/** Beyond this x² + 1 is x² in f32, and log 2|x| is both area functions. */
const LARGE = 1e4;

/** sign(x)·log1p(|x| + x²/(1 + √(x² + 1))). */
export function areaSine(x: Value, f: Formula): Value {
  const size = f.abs(x);
  const square = f.square(x);
  const near = f.log1p(f.add(size, f.divide(square, f.add(f.sqrt(f.add(square, 1)), 1))));
  const value = f.where(f.greater(size, LARGE), f.add(f.log(size), Math.LN2), near);
  return f.where(f.equal(x, 0), x, f.signed(x, value));
}

/** log1p(t + √(2t + t²)) with t = x − 1; NaN below 1. */
export function areaCosine(x: Value, f: Formula): Value {
  const t = f.subtract(x, 1);
  const near = f.log1p(f.add(t, f.multiply(f.sqrt(t), f.sqrt(f.add(t, 2)))));
  return f.where(f.greater(x, LARGE), f.add(f.log(x), Math.LN2), near);
}

/** ½·log1p(2|x|/(1 − |x|)) with the sign of x; NaN beyond 1. */
export function areaTangent(x: Value, f: Formula): Value {
  const size = f.abs(x);
  const value = f.multiply(f.log1p(f.divide(f.multiply(size, 2), f.subtract(1, size))), 0.5);
  return f.where(f.equal(x, 0), x, f.signed(x, value));
}
