// CHLO: special functions, ops with implicit broadcasting, top_k.
import { chlo } from '@hlolite/mlir-parser';
import { type Dense, type ElementType, elementCount, elementInfo } from '@hlolite/tensor';
import { totalOrderKey } from './compare.js';
import * as complex from './complex.js';
import { denseFrom, elementsOf, newElements } from './elements.js';
import { kernels } from './kernel.js';
import { binary, kindOf, type Scalar, type ScalarFunction, scalarRules, unary } from './scalar.js';
import { besselI1e, digamma, erf, erfc, hurwitzZeta, inverseErf, logGamma, polygamma } from './special-functions.js';

type Complex = complex.Complex;
const timesI = ([re, im]: Complex): Complex => [-im, re];
const overI = ([re, im]: Complex): Complex => [im, -re];
const square = (z: Complex): Complex => complex.multiply(z, z);
const half = ([re, im]: Complex): Complex => [re / 2, im / 2];

const withSign = (size: number, sign: number): number => (sign < 0 || Object.is(sign, -0) ? -size : size);

/**
 * What asin and acos are made of (Hull, Fairgrieve and Tang 1997): with a = (|z + 1| + |z − 1|)/2, asin z = atan2(x, w) + i·sign(y)·h, where
 * w = √(a² − x²) and h = acosh a. Both a − 1 and a − |x| are sums without cancellation.
 */
function inverseSineParts([re, im]: Complex): { w: number; h: number } {
  const [x, y] = [Math.abs(re), Math.abs(im)];
  const [beyond, before] = [x + 1, Math.abs(x - 1)];
  const [r, s] = [Math.hypot(beyond, y), Math.hypot(before, y)];
  const a = (r + s) / 2;
  const share = (by: number) => (y === 0 ? 0 : y * (y / by));
  const [minusOne, minusX] = x <= 1 ? [share(s + before), s + before] : [s + before, share(s + before)];
  const part = (rest: number) => (share(r + beyond) + rest) / 2;
  return { w: Math.sqrt(part(minusX)) * Math.sqrt(a + x), h: Math.log1p(part(minusOne) + Math.sqrt(part(minusOne)) * Math.sqrt(a + 1)) };
}

const asin = (z: Complex): Complex => {
  const { w, h } = inverseSineParts(z);
  return [Math.atan2(z[0], w), withSign(h, z[1])];
};
const acos = (z: Complex): Complex => {
  const { w, h } = inverseSineParts(z);
  return [Math.atan2(w, z[0]), -withSign(h, z[1])];
};
/** ±i·acos z with the sign that makes the real part positive. */
const acosh = (z: Complex): Complex => {
  const [re, im] = acos(z);
  return [Math.abs(im), withSign(re, z[1])];
};
const asinh = (z: Complex): Complex => overI(asin(timesI(z)));
const atanh = (z: Complex): Complex => half(complex.subtract(complex.logPlusOne(z), complex.logPlusOne(complex.negate(z))));
const sinh = (z: Complex): Complex => overI(complex.sine(timesI(z)));
const cosh = (z: Complex): Complex => complex.cosine(timesI(z));

export const chloScalars = scalarRules(chlo, {
  _asin_acos_kernel: unary({
    complex: (z) => {
      const { w, h } = inverseSineParts(z);
      return [w, h];
    },
  }),
  acos: unary({ float: Math.acos, complex: acos }),
  acosh: unary({ float: Math.acosh, complex: acosh }),
  asin: unary({ float: Math.asin, complex: asin }),
  asinh: unary({ float: Math.asinh, complex: asinh }),
  atan: unary({ float: Math.atan, complex: (z) => overI(atanh(timesI(z))) }),
  atanh: unary({ float: Math.atanh, complex: atanh }),
  bessel_i1e: unary({ float: besselI1e }),
  conj: unary({ float: (a) => a, complex: ([re, im]) => [re, -im] }),
  cosh: unary({ float: Math.cosh, complex: cosh }),
  digamma: unary({ float: digamma }),
  erf: unary({ float: erf }),
  erf_inv: unary({ float: inverseErf }),
  erfc: unary({ float: erfc }),
  is_inf: unary({ float: (a) => Number(Math.abs(a) === Number.POSITIVE_INFINITY) }),
  is_neg_inf: unary({ float: (a) => Number(a === Number.NEGATIVE_INFINITY) }),
  is_pos_inf: unary({ float: (a) => Number(a === Number.POSITIVE_INFINITY) }),
  lgamma: unary({ float: logGamma }),
  mulhi: (_, { operands: [type] }) => type && highProduct(type),
  next_after: (_, { operands: [type] }) => type && nextAfter(type),
  polygamma: binary({ float: polygamma }),
  sinh: unary({ float: Math.sinh, complex: sinh }),
  square: unary({ float: (a) => a * a, integer: (a) => Math.imul(a, a), long: (a) => a * a, complex: square }),
  tan: unary({ float: Math.tan, complex: complex.tangent }),
  zeta: binary({ float: hurwitzZeta }),
});

export const chloKernels = kernels(chlo, {
  top_k: ({ operand, k }, context) => topK(operand, k, context.resultType(1)),
});

/** The upper half of the exact product. */
function highProduct(type: ElementType): ScalarFunction | undefined {
  const { bits } = elementInfo(type);
  if (kindOf(type) === 'long') return (a, b) => ((a as bigint) * (b as bigint)) >> 64n;
  return kindOf(type) === 'integer' ? (a, b) => Number((BigInt(a as number) * BigInt(b as number)) >> BigInt(bits)) : undefined;
}

/** The neighbour of a float in the direction of another, found on the bit patterns, which are ordered as the magnitudes are. */
function nextAfter(type: ElementType): ScalarFunction | undefined {
  if (kindOf(type) !== 'float') return undefined;
  const { mantissa, exponent } = layoutOf(type);
  return (from, to) => {
    const [x, y] = [from as number, to as number];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
    if (x === y) return y;
    const smallest = 2 ** (2 - 2 ** (exponent - 1) - mantissa);
    if (x === 0) return Math.sign(y) * smallest;
    const away = x > 0 === y > x;
    if (!Number.isFinite(x)) return Math.sign(x) * (2 - 2 ** -mantissa) * 2 ** (2 ** (exponent - 1) - 1);
    return x + (x > 0 === away ? 1 : -1) * stepAt(Math.abs(x), away, mantissa, smallest);
  };
}

const layoutOf = (type: ElementType) =>
  elementInfo(type).format ?? (type === 'f64' ? { exponent: 11, mantissa: 52 } : { exponent: 8, mantissa: 23 });

/** The distance to the next float; half as wide below a power of two. */
function stepAt(size: number, away: boolean, mantissa: number, smallest: number): number {
  let exponent = Math.floor(Math.log2(size));
  if (2 ** exponent > size) exponent--;
  const isPower = 2 ** exponent === size;
  return Math.max(smallest, 2 ** (exponent - mantissa - (isPower && !away ? 1 : 0)));
}

/** The k largest of the last dimension, the first of equals first; NaN counts as the largest. */
function topK(operand: Dense, k: number, indexType: ElementType): Dense[] {
  const { shape } = operand;
  const length = shape.at(-1) ?? 1;
  const lines = elementCount(shape.slice(0, -1));
  const elements = elementsOf(operand);
  const result = [...shape.slice(0, -1), k];
  const [values, indices] = [newElements(operand.type, lines * k), newElements(indexType, lines * k)];
  const isFloat = kindOf(operand.type) === 'float';
  const key = (value: Scalar): number | bigint => (isFloat ? totalOrderKey(value as number) : (value as number | bigint));
  for (let line = 0; line < lines; line++) {
    const keys = Array.from({ length }, (_, index) => key(elements.get(line * length + index)));
    const order = keys.map((_, index) => index).sort((a, b) => compareKeys(keys[b] as bigint, keys[a] as bigint) || a - b);
    order.slice(0, k).forEach((index, place) => {
      values.set(line * k + place, elements.get(line * length + index));
      indices.set(line * k + place, index);
    });
  }
  return [denseFrom(values, result), denseFrom(indices, result)];
}

const compareKeys = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
