// Conversion between element types.
import { stablehlo } from '@hlolite/mlir-parser';
import { type ElementType, elementInfo } from '@hlolite/tensor';
import type { Complex } from './complex.js';
import { kindOf, type Scalar, type ScalarFunction, scalarRules } from './scalar.js';

export const convert = scalarRules(stablehlo, {
  convert: (_, { operands: [from], result }) => from && conversion(from, result),
});

/** A function from an element of one type to an element of another, before rounding to the latter. */
export function conversion(from: ElementType, to: ElementType): ScalarFunction {
  const source = kindOf(from);
  const target = kindOf(to);
  if (source === 'complex') {
    if (target === 'complex') return (a) => a;
    const fromReal = target === 'boolean' ? undefined : conversion(elementInfo(from).bits === 64 ? 'f32' : 'f64', to);
    return (a) => (fromReal ? fromReal((a as Complex)[0]) : Number((a as Complex).some((part) => part !== 0)));
  }
  if (target === 'complex') return (a) => [Number(a), 0];
  if (target === 'boolean') return (a) => Number(Number(a) !== 0);
  if (source === 'float' && target !== 'float') return floatToInteger(to);
  if (target === 'long') return (a) => (typeof a === 'bigint' ? a : BigInt(a as number));
  // An integer keeps its low bits; the rounder extends the sign.
  if (source === 'long' && target === 'integer') return (a) => Number(BigInt.asIntN(32, a as bigint));
  return (a: Scalar) => Number(a);
}

/** Towards zero; NaN becomes 0 and what does not fit the nearest bound, which the spec leaves open and XLA does. */
function floatToInteger(to: ElementType): ScalarFunction {
  const { bits, kind } = elementInfo(to);
  const signed = kind === 'signed';
  const low = signed ? -(2n ** BigInt(bits - 1)) : 0n;
  const high = signed ? 2n ** BigInt(bits - 1) - 1n : 2n ** BigInt(bits) - 1n;
  const [lowNumber, highNumber] = [Number(low), Number(high)];
  const saturated = (a: number): number => (Number.isNaN(a) ? 0 : Math.min(Math.max(Math.trunc(a), lowNumber), highNumber));
  if (bits < 64) return (a) => saturated(a as number);
  return (a) => ((a as number) >= highNumber ? high : BigInt(saturated(a as number)));
}
