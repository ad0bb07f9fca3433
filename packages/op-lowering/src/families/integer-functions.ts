// Functions of integers that have no kernel for all types: abs, sign and power (spec: those).
import type { Value } from '@hlolite/mlir-parser';
import { isInMemory, readNumbers } from '@hlolite/tensor';
import type { Tensor } from '@hlolite/tflite-schema';
import type { Arithmetic } from '../arithmetic.js';
import type { GraphBuilder } from '../graph-builder.js';
import { computed } from '../working-type.js';

/** The smallest number has no positive counterpart and stays (spec: abs). */
export const absOfIntegers = ({ operand }: { readonly operand: Value }, g: GraphBuilder): Tensor =>
  computed(g, [operand], (e, a) => e.maximum(a, e.negate(a)));

export const signOfIntegers = ({ operand }: { readonly operand: Value }, g: GraphBuilder): Tensor =>
  computed(g, [operand], (e, a) => e.maximum(e.minimum(a, 1), -1));

/** Squares and multiplications that wrap around, one a bit of the exponent (POW saturates or stops on negative exponents). */
export function powerOfIntegers({ lhs, rhs }: { readonly lhs: Value; readonly rhs: Value }, g: GraphBuilder): Tensor {
  const { type } = g.resultInfo();
  const width = Number(/\d+/.exec(type)?.[0]);
  const isSigned = type.startsWith('INT');
  const known = constantExponent(rhs, g);
  return computed(g, [lhs, rhs], (e, base, exponent) => {
    if (known !== undefined) return known === 0n ? e.add(e.multiply(base, 0), 1) : powerOfConstant(e, base, known);
    let result: Tensor | undefined;
    let square = base;
    for (let bit = 0; bit < width - Number(isSigned); bit++) {
      if (bit > 0) square = e.multiply(square, square);
      const isSet = e.notEqual(e.and(exponent, BigInt.asIntN(64, 1n << BigInt(bit))), 0);
      result = result ? e.select(isSet, e.multiply(result, square), result) : e.select(isSet, square, 1);
    }
    return isSigned ? e.select(e.less(exponent, 0), reciprocal(e, base, exponent), result as Tensor) : (result as Tensor);
  });
}

function constantExponent(rhs: Value, g: GraphBuilder): bigint | undefined {
  const dense = g.constant(rhs);
  if (!dense?.splat || !isInMemory(dense.bytes)) return undefined;
  const exponent = BigInt(readNumbers({ ...dense, shape: [], splat: false })[0] as number | bigint);
  return exponent >= 0n ? exponent : undefined;
}

function powerOfConstant(e: Arithmetic, base: Tensor, exponent: bigint): Tensor {
  let result: Tensor | undefined;
  let square = base;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = result ? e.multiply(result, square) : square;
    if (rest > 1n) square = e.multiply(square, square);
  }
  return result as Tensor;
}

/** 1 / base to a positive power: 0, but for 1 and −1. */
function reciprocal(e: Arithmetic, base: Tensor, exponent: Tensor): Tensor {
  const odd = e.notEqual(e.and(exponent, 1), 0);
  const isOne = e.either(e.equal(base, 1), e.both(e.equal(base, -1), e.not(odd)));
  const isMinusOne = e.both(e.equal(base, -1), odd);
  return e.subtract(e.cast(isOne, base.type), e.cast(isMinusOne, base.type));
}
