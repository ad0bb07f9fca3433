// Rounding to fewer bits of exponent and mantissa (spec: reduce_precision), on the bits of the number.
import type { Value } from '@hlolite/mlir-parser';
import type { Tensor } from '@hlolite/tflite-schema';
import { Arithmetic } from '../arithmetic.js';
import type { GraphBuilder } from '../graph-builder.js';

interface ReducePrecision {
  readonly operand: Value;
  readonly exponent_bits: number;
  readonly mantissa_bits: number;
}

/** Bits of a float of 32 or 64 bits. */
const layouts = {
  FLOAT32: { integer: 'INT32', mantissa: 23, exponent: 8 },
  FLOAT64: { integer: 'INT64', mantissa: 52, exponent: 11 },
} as const;

export function reducePrecision({ operand, exponent_bits, mantissa_bits }: ReducePrecision, g: GraphBuilder): Tensor {
  const e = new Arithmetic(g);
  const { type } = g.resultInfo();
  const wide = type === 'FLOAT64' ? 'FLOAT64' : 'FLOAT32';
  const { integer, mantissa, exponent } = layouts[wide];
  const given = g.cast(operand, wide);
  const bits = e.bits(given, integer);
  const sign = e.and(bits, -(2n ** BigInt(mantissa + exponent)));
  const largest = 2n ** BigInt(mantissa + exponent) - 1n;
  const magnitude = rounded(e, e.and(bits, largest), mantissa - mantissa_bits);
  const infinity = (2n ** BigInt(exponent) - 1n) << BigInt(mantissa);
  const bounded = exponent_bits < exponent ? withinExponents(e, magnitude, exponent_bits, layouts[wide], infinity) : magnitude;
  // Sign and magnitude share no bit, so their sum joins them.
  const result = e.bits(e.add(sign, bounded), wide);
  const isNumber = e.less(e.and(bits, largest), infinity);
  return g.cast(e.select(isNumber, result, given), type);
}

/** To the nearest multiple of 2^dropped, ties to even; a carry goes on into the exponent, as it should. */
function rounded(e: Arithmetic, magnitude: Tensor, dropped: number): Tensor {
  if (dropped <= 0) return magnitude;
  const unit = 2n ** BigInt(dropped);
  const odd = e.cast(e.notEqual(e.and(magnitude, unit), 0), magnitude.type);
  const raised = e.add(e.add(magnitude, odd), unit / 2n - 1n);
  return e.and(raised, -unit);
}

/** What is too large becomes infinite, what is too small for a normal number 0. */
function withinExponents(
  e: Arithmetic,
  magnitude: Tensor,
  bits: number,
  { mantissa, exponent }: { readonly mantissa: number; readonly exponent: number },
  infinity: bigint,
): Tensor {
  const bias = 2n ** BigInt(exponent - 1) - 1n;
  const reach = 2n ** BigInt(bits - 1) - 1n;
  const tooLarge = e.greaterEqual(magnitude, (bias + reach + 1n) << BigInt(mantissa));
  const tooSmall = e.less(magnitude, (bias - reach + 1n) << BigInt(mantissa));
  return e.select(tooLarge, infinity, e.select(tooSmall, 0, magnitude));
}
