// Elementwise ops: a function of each element, by the kind of its type. Kernels and bodies of regions both take them from here.
import { stablehlo } from '@hlolite/mlir-parser';
import { elementInfo } from '@hlolite/tensor';
import * as complex from './complex.js';
import { binary, kindOf, type ScalarFunction, type ScalarTypes, scalarRules, unary } from './scalar.js';

export const elementwise = scalarRules(stablehlo, {
  abs: unary({ float: Math.abs, integer: Math.abs, long: (a) => (a < 0n ? -a : a), complex: complex.magnitude }),
  cbrt: unary({ float: Math.cbrt, complex: complex.cubeRoot }),
  ceil: unary({ float: Math.ceil }),
  cosine: unary({ float: Math.cos, complex: complex.cosine }),
  exponential: unary({ float: Math.exp, complex: complex.exponential }),
  exponential_minus_one: unary({ float: Math.expm1, complex: complex.exponentialMinusOne }),
  floor: unary({ float: Math.floor }),
  log: unary({ float: Math.log, complex: complex.log }),
  log_plus_one: unary({ float: Math.log1p, complex: complex.logPlusOne }),
  logistic: unary({ float: (a) => 1 / (1 + Math.exp(-a)), complex: complex.logistic }),
  negate: unary({ float: (a) => -a, integer: (a) => -a, long: (a) => -a, complex: complex.negate }),
  round_nearest_afz: unary({ float: (a) => awayFromZero(a) }),
  round_nearest_even: unary({ float: (a) => toEven(a) }),
  rsqrt: unary({ float: (a) => 1 / Math.sqrt(a), complex: complex.reciprocalSquareRoot }),
  sign: unary({ float: Math.sign, integer: Math.sign, long: (a) => (a > 0n ? 1n : a < 0n ? -1n : 0n), complex: complex.direction }),
  sine: unary({ float: Math.sin, complex: complex.sine }),
  sqrt: unary({ float: Math.sqrt, complex: complex.squareRoot }),
  tan: unary({ float: Math.tan, complex: complex.tangent }),
  tanh: unary({ float: Math.tanh, complex: complex.hyperbolicTangent }),

  add: binary({
    float: (a, b) => a + b,
    integer: (a, b) => a + b,
    long: (a, b) => a + b,
    boolean: (a, b) => a | b,
    complex: complex.add,
  }),
  atan2: binary({ float: Math.atan2, complex: complex.arcTangent2 }),
  divide: binary({
    float: (a, b) => a / b,
    // By zero is up to the implementation; all ones is what XLA answers.
    integer: (a, b) => (b === 0 ? -1 : Math.trunc(a / b)),
    long: (a, b) => (b === 0n ? -1n : a / b),
    complex: complex.divide,
  }),
  // Math.max and Math.min answer NaN when either is NaN and order −0 below 0, as the spec wants.
  maximum: binary({
    float: Math.max,
    integer: Math.max,
    long: larger,
    boolean: (a, b) => a | b,
    complex: (a, b) => (complex.isGreater(a, b) ? a : b),
  }),
  minimum: binary({
    float: Math.min,
    integer: Math.min,
    long: smaller,
    boolean: (a, b) => a & b,
    complex: (a, b) => (complex.isGreater(b, a) ? a : b),
  }),
  multiply: binary({
    float: (a, b) => a * b,
    integer: Math.imul,
    long: (a, b) => a * b,
    boolean: (a, b) => a & b,
    complex: complex.multiply,
  }),
  power: binary({ float: powerOfFloats, integer: powerOfIntegers, long: powerOfLongs, complex: complex.power }),
  remainder: binary({ float: (a, b) => a % b, integer: (a, b) => (b === 0 ? a : a % b), long: (a, b) => (b === 0n ? a : a % b) }),
  subtract: binary({ float: (a, b) => a - b, integer: (a, b) => a - b, long: (a, b) => a - b, complex: complex.subtract }),

  and: binary({ integer: (a, b) => a & b, long: (a, b) => a & b, boolean: (a, b) => a & b }),
  or: binary({ integer: (a, b) => a | b, long: (a, b) => a | b, boolean: (a, b) => a | b }),
  xor: binary({ integer: (a, b) => a ^ b, long: (a, b) => a ^ b, boolean: (a, b) => a ^ b }),
  not: unary({ integer: (a) => ~a, long: (a) => ~a, boolean: (a) => 1 - a }),
  popcnt: (_, types) => ofBits(types, countOnes),
  count_leading_zeros: (_, types) => ofBits(types, (pattern, bits) => bits - pattern.toString(2).length + (pattern === 0n ? 1 : 0)),
  shift_left: (_, types) => shift(types, (pattern, count) => pattern << count, 0n),
  shift_right_logical: (_, types) => shift(types, (pattern, count) => pattern >> count, 0n),
  shift_right_arithmetic: (_, types) => arithmeticShift(types),

  is_finite: unary({ float: (a) => (Number.isFinite(a) ? 1 : 0) }),
  complex: binary({ float: (re, im) => [re, im] }),
  real: unary({ float: (a) => a, complex: ([re]) => re }),
  imag: unary({ float: () => 0, complex: ([, im]) => im }),
  reduce_precision: (attributes) => {
    const { exponent_bits, mantissa_bits } = attributes();
    return ((a: number) => reducePrecision(a, exponent_bits, mantissa_bits)) as ScalarFunction;
  },
});

// Not Math.max and Math.min: these do not take bigints.
function larger(a: bigint, b: bigint): bigint {
  if (a > b) return a;
  return b;
}

function smaller(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}

const awayFromZero = (a: number): number => {
  const whole = Math.trunc(a);
  return Math.abs(a - whole) >= 0.5 ? whole + Math.sign(a) : whole;
};

export const toEven = (a: number): number => {
  const floor = Math.floor(a);
  const rest = a - floor;
  const rounded = rest > 0.5 || (rest === 0.5 && floor % 2 !== 0) ? floor + 1 : floor;
  return rounded === 0 && (a < 0 || Object.is(a, -0)) ? -0 : rounded;
};

/** IEEE pow: unlike JavaScript's, 1 to any power is 1, and −1 to ±∞ too. */
function powerOfFloats(a: number, b: number): number {
  if (a === 1 || (a === -1 && Math.abs(b) === Number.POSITIVE_INFINITY)) return 1;
  return a ** b;
}

function powerOfIntegers(a: number, b: number): number {
  if (b < 0) return a === 1 ? 1 : a === -1 ? (b % 2 === 0 ? 1 : -1) : 0;
  let result = 1;
  for (let base = a, rest = b; rest > 0; rest = Math.floor(rest / 2), base = Math.imul(base, base))
    if (rest % 2 === 1) result = Math.imul(result, base);
  return result;
}

function powerOfLongs(a: bigint, b: bigint): bigint {
  if (b < 0n) return a === 1n ? 1n : a === -1n ? (b % 2n === 0n ? 1n : -1n) : 0n;
  let result = 1n;
  for (let base = a, rest = b; rest > 0n; rest >>= 1n, base = BigInt.asUintN(64, base * base))
    if (rest & 1n) result = BigInt.asUintN(64, result * base);
  return result;
}

/** A function of the bit pattern of an integer. */
function ofBits({ operands: [type] }: ScalarTypes, compute: (pattern: bigint, bits: number) => number): ScalarFunction | undefined {
  if (!type || !isInteger(type)) return undefined;
  const { bits } = elementInfo(type);
  const long = bits === 64;
  return (a) => {
    const count = compute(BigInt.asUintN(bits, BigInt(a as number | bigint)), bits);
    return long ? BigInt(count) : count;
  };
}

const isInteger = (type: Parameters<typeof kindOf>[0]) => kindOf(type) === 'integer' || kindOf(type) === 'long';

function countOnes(pattern: bigint): number {
  let count = 0;
  for (let rest = pattern; rest > 0n; rest &= rest - 1n) count++;
  return count;
}

/** A shift of the bit pattern; a count that is negative or not below the width shifts everything out. */
function shift(
  { operands: [type] }: ScalarTypes,
  compute: (pattern: bigint, count: bigint) => bigint,
  beyond: bigint,
): ScalarFunction | undefined {
  if (!type || !isInteger(type)) return undefined;
  const { bits } = elementInfo(type);
  return (a, b) => {
    const count = BigInt.asUintN(bits, BigInt(b as number | bigint));
    const shifted = count < bits ? compute(BigInt.asUintN(bits, BigInt(a as number | bigint)), count) : beyond;
    return bits === 64 ? shifted : Number(BigInt.asUintN(32, shifted));
  };
}

/** Copies of the sign bit come in, also for unsigned types; counts beyond the width leave only these. */
function arithmeticShift({ operands: [type] }: ScalarTypes): ScalarFunction | undefined {
  if (!type || !isInteger(type)) return undefined;
  const { bits } = elementInfo(type);
  return (a, b) => {
    const count = BigInt.asUintN(bits, BigInt(b as number | bigint));
    const shifted = BigInt.asIntN(bits, BigInt(a as number | bigint)) >> (count < bits ? count : BigInt(bits - 1));
    return bits === 64 ? shifted : Number(shifted);
  };
}

/** The value as a float of the given widths would hold it; what is too small for a normal number becomes zero of its sign. */
function reducePrecision(value: number, exponentBits: number, mantissaBits: number): number {
  if (!Number.isFinite(value) || value === 0) return value;
  const bias = 2 ** (exponentBits - 1) - 1;
  const unit = 2 ** (exponentOf(Math.abs(value)) - mantissaBits);
  const rounded = unit === 0 ? value : toEven(value / unit) * unit;
  const exponent = exponentOf(Math.abs(rounded));
  if (exponent > bias) return Math.sign(value) * Number.POSITIVE_INFINITY;
  return exponent < 1 - bias ? Math.sign(value) * 0 : rounded;
}

/** floor(log2 of a positive number), exactly. */
function exponentOf(magnitude: number): number {
  const guess = Math.floor(Math.log2(magnitude));
  return 2 ** guess > magnitude ? guess - 1 : 2 ** (guess + 1) <= magnitude ? guess + 1 : guess;
}
