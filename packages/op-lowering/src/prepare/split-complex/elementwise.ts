// Elementwise ops on complex numbers, of StableHLO and CHLO.
import { chlo, stablehlo, type TensorType, type Value } from '@hlolite/mlir-parser';
import type { Pair } from '../../special-functions/complex.js';
import * as complex from '../../special-functions/complex.js';
import { isComplex, type Parts, partType, type Split } from './parts.js';
import { binary, splitRules, unary } from './rows.js';

export const elementwise = {
  ...splitRules(stablehlo, {
    real: ({ operand }, parts) => parts.pair(operand).re,
    imag: ({ operand }, parts) => parts.pair(operand).im,
    complex: ({ lhs, rhs }, parts) => ({ re: parts.real(lhs), im: parts.real(rhs) }),
    convert: convert,
    constant: (_, parts) => parts.constant(),
    compare: ({ lhs, rhs, comparison_direction: order }, parts) =>
      parts.computeReal('same', [lhs, rhs], ([a, b], f) => compared(order, a as Pair, b as Pair, f)),

    abs: ({ operand }, parts) => parts.computeReal('f32', [operand], ([z], f) => complex.magnitude(z as Pair, f)),
    negate: (_, parts) => parts.both(),
    add: (_, parts) => parts.both(),
    subtract: (_, parts) => parts.both(),
    multiply: binary(complex.multiply, 'same'),
    divide: binary(complex.divide),
    power: binary(complex.power),
    atan2: binary(complex.arcTangent2),
    maximum: binary((a, b, f) => complex.choose(complex.isLess(a, b, f), b, a, f), 'same'),
    minimum: binary((a, b, f) => complex.choose(complex.isLess(b, a, f), b, a, f), 'same'),
    cbrt: unary(complex.cubeRoot),
    cosine: unary(complex.cosine),
    exponential: unary(complex.exponential),
    exponential_minus_one: unary(complex.exponentialMinusOne),
    log: unary(complex.logarithm),
    log_plus_one: unary(complex.logPlusOne),
    logistic: unary(complex.logistic),
    rsqrt: unary(complex.reciprocalSquareRoot),
    sign: unary(complex.direction),
    sine: unary(complex.sine),
    sqrt: unary(complex.squareRoot),
    tan: unary(complex.tangent),
    tanh: unary(complex.hyperbolicTangent),
  }),
  ...splitRules(chlo, {
    _asin_acos_kernel: unary((z, f) => {
      const { w, h } = complex.inverseSineParts(z, f);
      return { re: w, im: h };
    }),
    acos: unary(complex.arcCosine),
    acosh: unary(complex.areaCosine),
    asin: unary(complex.arcSine),
    asinh: unary(complex.areaSine),
    atan: unary(complex.arcTangent),
    atanh: unary(complex.areaTangent),
    conj: unary(complex.conjugate, 'same'),
    cosh: unary(complex.hyperbolicCosine),
    sinh: unary(complex.hyperbolicSine),
    square: unary(complex.square, 'same'),
    tan: unary(complex.tangent),
  }),
};

/** Between complex types part by part; of a complex number made real the real part stays. */
function convert({ operand }: { readonly operand: Value }, parts: Parts): Split {
  const [result] = parts.operation.results as readonly [Value];
  const type = partType(result.type) as TensorType;
  const { re, im } = parts.pair(operand);
  const real = parts.b.convert(re, type);
  return isComplex(result.type) ? { re: real, im: isComplex(operand.type) ? parts.b.convert(im, type) : parts.b.splat(type, 0) } : real;
}

function compared(order: string, a: Pair, b: Pair, f: Parameters<typeof complex.isLess>[2]): Value {
  switch (order) {
    case 'EQ':
      return f.and(f.equal(a.re, b.re), f.equal(a.im, b.im));
    case 'NE':
      return f.or(f.notEqual(a.re, b.re), f.notEqual(a.im, b.im));
    case 'LT':
      return complex.isLess(a, b, f);
    case 'GT':
      return complex.isLess(b, a, f);
    case 'LE':
      return f.or(complex.isLess(a, b, f), compared('EQ', a, b, f));
    default:
      return f.or(complex.isLess(b, a, f), compared('EQ', a, b, f));
  }
}
