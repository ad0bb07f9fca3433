// Arithmetic and elementary functions of complex numbers, each as its textbook formula in doubles.

export type Complex = readonly [re: number, im: number];

export const add = (a: Complex, b: Complex): Complex => [a[0] + b[0], a[1] + b[1]];
export const subtract = (a: Complex, b: Complex): Complex => [a[0] - b[0], a[1] - b[1]];
export const multiply = (a: Complex, b: Complex): Complex => [a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]];
export const negate = (a: Complex): Complex => [-a[0], -a[1]];
export const magnitude = (a: Complex): number => Math.hypot(a[0], a[1]);
const scale = (a: Complex, factor: number): Complex => [a[0] * factor, a[1] * factor];

/** Smith's method: no overflow in the square of the divisor. */
export function divide(a: Complex, b: Complex): Complex {
  if (Math.abs(b[0]) >= Math.abs(b[1])) {
    if (b[0] === 0) return [a[0] / 0, a[1] / 0];
    const ratio = b[1] / b[0];
    const divisor = b[0] + b[1] * ratio;
    return [(a[0] + a[1] * ratio) / divisor, (a[1] - a[0] * ratio) / divisor];
  }
  const ratio = b[0] / b[1];
  const divisor = b[0] * ratio + b[1];
  return [(a[0] * ratio + a[1]) / divisor, (a[1] * ratio - a[0]) / divisor];
}

/** A real exponential times cos and sin: an infinite or zero factor times zero must stay zero, not become NaN. */
const times = (factor: number, direction: number): number => (direction === 0 ? direction : factor * direction);

export const exponential = (a: Complex): Complex => {
  const size = Math.exp(a[0]);
  return a[1] === 0 ? [size, a[1]] : [times(size, Math.cos(a[1])), times(size, Math.sin(a[1]))];
};

/** exp(a) − 1 without cancellation: re = expm1(x)·cos y − 2·sin²(y/2). */
export const exponentialMinusOne = (a: Complex): Complex => [
  Math.expm1(a[0]) * Math.cos(a[1]) - 2 * Math.sin(a[1] / 2) ** 2,
  times(Math.exp(a[0]), Math.sin(a[1])),
];

export const log = (a: Complex): Complex => [Math.log(magnitude(a)), Math.atan2(a[1], a[0])];

/** log(1 + a); near −1 … 1 the real part by log1p of |1 + a|² − 1. */
export const logPlusOne = (a: Complex): Complex => {
  const re =
    Math.abs(a[0]) < 0.5 && Math.abs(a[1]) < 0.5 ? Math.log1p(a[0] * (2 + a[0]) + a[1] * a[1]) / 2 : Math.log(Math.hypot(1 + a[0], a[1]));
  return [re, Math.atan2(a[1], 1 + a[0])];
};

export const squareRoot = (a: Complex): Complex => {
  const size = magnitude(a);
  if (size === 0) return [0, a[1]];
  if (Math.abs(a[1]) === Number.POSITIVE_INFINITY) return [Number.POSITIVE_INFINITY, a[1]];
  if (a[0] === Number.NEGATIVE_INFINITY) return [Number.isNaN(a[1]) ? a[1] : 0, a[1] < 0 || Object.is(a[1], -0) ? a[0] : -a[0]];
  const larger = Math.sqrt(size / 2 + Math.abs(a[0]) / 2);
  const smaller = Math.abs(a[1]) / (2 * larger);
  const sign = a[1] < 0 || Object.is(a[1], -0) ? -1 : 1;
  return a[0] >= 0 ? [larger, sign * smaller] : [smaller, sign * larger];
};

export const reciprocalSquareRoot = (a: Complex): Complex => divide([1, 0], squareRoot(a));

export const sine = (a: Complex): Complex => [times(Math.cosh(a[1]), Math.sin(a[0])), times(Math.sinh(a[1]), Math.cos(a[0]))];
export const cosine = (a: Complex): Complex => [times(Math.cosh(a[1]), Math.cos(a[0])), -times(Math.sinh(a[1]), Math.sin(a[0]))];

/** tanh(x + iy) = (tanh x + i tan y) / (1 + i tanh x tan y); beyond |x| = 20 the limit ±1. */
export const hyperbolicTangent = (a: Complex): Complex => {
  if (Math.abs(a[0]) > 20) return [Math.sign(a[0]), Math.sign(Math.sin(2 * a[1])) * 0];
  const tanh = Math.tanh(a[0]);
  const tan = Math.tan(a[1]);
  return divide([tanh, tan], [1, tanh * tan]);
};

/** tan z = −i·tanh(iz). */
export const tangent = (a: Complex): Complex => {
  const [re, im] = hyperbolicTangent([-a[1], a[0]]);
  return [im, -re];
};

export const power = (a: Complex, b: Complex): Complex => {
  if (b[0] === 0 && b[1] === 0) return [1, 0];
  if (a[0] === 0 && a[1] === 0) return [0, 0];
  return exponential(multiply(b, log(a)));
};

export const logistic = (a: Complex): Complex => divide([1, 0], add([1, 0], exponential(negate(a))));
export const cubeRoot = (a: Complex): Complex => power(a, [1 / 3, 0]);
export const direction = (a: Complex): Complex => {
  const size = magnitude(a);
  return Number.isNaN(size) ? [Number.NaN, Number.NaN] : size === 0 ? [0, 0] : scale(a, 1 / size);
};

/** atan2(y, x) = −i·log((x + iy) / √(x² + y²)). */
export const arcTangent2 = (y: Complex, x: Complex): Complex => {
  const radius = squareRoot(add(multiply(x, x), multiply(y, y)));
  const [re, im] = log(divide(add(x, [-y[1], y[0]]), radius));
  return [im, -re];
};

/** By real part, then by imaginary part: the order of maximum, minimum and sort. */
export const isGreater = (a: Complex, b: Complex): boolean => a[0] > b[0] || (a[0] === b[0] && a[1] > b[1]);
