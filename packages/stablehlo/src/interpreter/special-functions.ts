// Special functions of real numbers in doubles: the gamma family, the error functions, Bessel's i1e, Hurwitz' zeta.

/** Lanczos' approximation with g = 7 and nine terms: 15 digits. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const;

/** log|Γ(x)|; infinite at 0 and the negative integers. */
export function logGamma(x: number): number {
  if (Number.isNaN(x)) return x;
  if (!Number.isFinite(x) || (x <= 0 && Number.isInteger(x))) return Number.POSITIVE_INFINITY;
  // Reflection: Γ(x)·Γ(1 − x) = π / sin πx.
  if (x < 0.5) return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * (x - Math.round(x))))) - logGamma(1 - x);
  const z = x - 1;
  const t = z + 7.5;
  const series = LANCZOS.reduce((sum, coefficient, k) => sum + (k === 0 ? coefficient : coefficient / (z + k)), 0);
  // log(√2π) + log(series) would cancel near 1 and 2, where the result is zero: log1p keeps what is left.
  if (Math.abs(x - 1) < 0.1 || Math.abs(x - 2) < 0.1) return logGammaNearZeros(x);
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(series);
}

const EULER = 0.5772156649015329;

/** log Γ(1 + d) = −γ·d + Σ ζ(k)·(−d)ᵏ / k, for small d; at 2 + d with log Γ(2 + d) = log1p(d) + log Γ(1 + d). */
function logGammaNearZeros(x: number): number {
  const nearTwo = x > 1.5;
  const d = nearTwo ? x - 2 : x - 1;
  let sum = -EULER * d;
  for (let k = 2; k < 24; k++) sum += (hurwitzZeta(k, 1) * (-d) ** k) / k;
  return nearTwo ? sum + Math.log1p(d) : sum;
}

/** ψ(x) = d/dx log Γ(x). */
export function digamma(x: number): number {
  if (x === 0) return Object.is(x, -0) ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  if (x < 0 && Number.isInteger(x)) return Number.NaN;
  if (x < 0) return digamma(1 - x) - Math.PI / Math.tan(Math.PI * (x - Math.floor(x)));
  let [shifted, sum] = [x, 0];
  for (; shifted < 10; shifted++) sum -= 1 / shifted;
  const inverse = 1 / (shifted * shifted);
  const tail = inverse * (1 / 12 - inverse * (1 / 120 - inverse * (1 / 252 - inverse * (1 / 240 - (inverse * 5) / 660))));
  return sum + Math.log(shifted) - 0.5 / shifted - tail;
}

/** ζ(s, q) = Σ (q + k)⁻ˢ, by Euler and Maclaurin after the first terms. */
export function hurwitzZeta(s: number, q: number): number {
  if (s === 1 || (q <= 0 && Number.isInteger(q))) return s < 1 ? Number.NaN : Number.POSITIVE_INFINITY;
  if (s < 1 || (q <= 0 && !Number.isInteger(s))) return Number.NaN;
  let [sum, at] = [0, q];
  for (; at < q + 10 || at < 10; at++) sum += at ** -s;
  const power = at ** -s;
  sum += (at * power) / (s - 1) + power / 2;
  // B₂ₖ / (2k)!
  const coefficients = [1 / 12, -1 / 720, 1 / 30240, -1 / 1209600, 1 / 47900160, -691 / 1307674368000, 1 / 74724249600];
  let factor = s;
  let term = power / at;
  coefficients.forEach((coefficient, k) => {
    sum += coefficient * factor * term;
    factor *= (s + 2 * k + 1) * (s + 2 * k + 2);
    term /= at * at;
  });
  return sum;
}

/** ψ⁽ⁿ⁾(x) = (−1)ⁿ⁺¹·n!·ζ(n + 1, x). */
export function polygamma(n: number, x: number): number {
  if (n === 0) return digamma(x);
  if (n < 0 || !Number.isInteger(n)) return Number.NaN;
  return (n % 2 === 0 ? -1 : 1) * Math.exp(logGamma(n + 1)) * hurwitzZeta(n + 1, x);
}

/** erf by its Taylor series for small x, else 1 − erfc. */
export function erf(x: number): number {
  if (Math.abs(x) > 2) return Math.sign(x) * (1 - erfc(Math.abs(x)));
  let [term, sum] = [x, x];
  for (let k = 1; k < 60; k++) {
    term *= -(x * x) / k;
    sum += term / (2 * k + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

/** erfc by its continued fraction for large x, else 1 − erf. */
export function erfc(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x < 0) return 2 - erfc(-x);
  if (x <= 2) return 1 - erf(x);
  let fraction = 0;
  for (let k = 60; k > 0; k--) fraction = k / 2 / (x + fraction);
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * (x + fraction));
}

/** The inverse of erf: a close start (Winitzki), then Newton's steps. */
export function inverseErf(y: number): number {
  if (Number.isNaN(y) || Math.abs(y) > 1) return Number.NaN;
  if (Math.abs(y) === 1) return y * Number.POSITIVE_INFINITY;
  // The start below would cancel to zero.
  if (Math.abs(y) < 1e-6) return (y * Math.sqrt(Math.PI)) / 2;
  const a = 0.147;
  const log = Math.log1p(-y * y);
  const half = 2 / (Math.PI * a) + log / 2;
  let x = Math.sign(y) * Math.sqrt(Math.sqrt(half * half - log / a) - half);
  for (let step = 0; step < 4 && x !== 0; step++) {
    // Near ±1 the difference is taken between the tails, where it still has digits.
    const tail = Math.abs(y) > 0.5 ? Math.sign(y) * (1 - Math.abs(y) - erfc(Math.abs(x))) : erf(x) - y;
    x -= tail / ((2 / Math.sqrt(Math.PI)) * Math.exp(-x * x));
  }
  return y === 0 ? y : x;
}

/** exp(−|x|)·I₁(x): by its series, for large x by the asymptotic one. */
export function besselI1e(x: number): number {
  const size = Math.abs(x);
  if (size > 30) {
    let [term, sum] = [1, 1];
    for (let k = 1; k < 12; k++) {
      term *= -(4 - (2 * k - 1) ** 2) / (k * 8 * size);
      sum += term;
    }
    return (Math.sign(x) * sum) / Math.sqrt(2 * Math.PI * size);
  }
  let [term, sum] = [x / 2, x / 2];
  for (let k = 1; k < 120; k++) {
    term *= (x * x) / 4 / (k * (k + 1));
    sum += term;
  }
  return Math.exp(-size) * sum;
}
