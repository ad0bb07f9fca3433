// Division and remainder of integers, truncating (spec: divide, remainder). The kernels stop the program, or the process, where a divisor is 0
// or a quotient does not fit, so such divisors are taken out first: x / 0 is −1 and x rem 0 is x, as XLA answers.
import type { Value } from '@hlolite/mlir-parser';
import { isInMemory, readNumbers } from '@hlolite/tensor';
import type { Tensor } from '@hlolite/tflite-schema';
import type { Arithmetic } from '../arithmetic.js';
import type { GraphBuilder } from '../graph-builder.js';
import { computed } from '../working-type.js';
import { shiftedRightByOne } from './shift-64.js';

interface Division {
  readonly lhs: Value;
  readonly rhs: Value;
}

export function divideIntegers({ lhs, rhs }: Division, g: GraphBuilder): Tensor {
  const { type } = g.resultInfo();
  const safe = isHarmless(rhs, g);
  return computed(g, [lhs, rhs], (e, x, y) => {
    if (type === 'UINT64') return guarded(e, y, safe, -1, (divisor) => unsignedQuotient(e, x, divisor));
    if (x.type === 'INT64') return guarded(e, y, safe, -1, (divisor) => quotient(e, x, divisor));
    if (safe) return e.divide(x, y);
    if (type !== 'INT32') return guarded(e, y, false, -1, (divisor) => e.divide(x, divisor));
    // The smallest i32 by −1 does not fit either: −x wraps around.
    const byMinusOne = e.equal(y, -1);
    return guarded(e, y, false, -1, (divisor) => e.select(byMinusOne, e.negate(x), e.divide(x, e.select(byMinusOne, 1, divisor))));
  });
}

export function remainderOfIntegers({ lhs, rhs }: Division, g: GraphBuilder): Tensor {
  const { type } = g.resultInfo();
  const safe = isHarmless(rhs, g);
  return computed(g, [lhs, rhs], (e, x, y) => {
    if (type === 'UINT64') return guarded(e, y, safe, x, (divisor) => e.subtract(x, e.multiply(unsignedQuotient(e, x, divisor), divisor)));
    return guarded(e, y, safe, x, (divisor) => {
      // By −1 the remainder is 0, as by 1; the smallest number by −1 would stop the process.
      const modulus = safe || type.startsWith('UINT') ? divisor : e.select(e.equal(divisor, -1), 1, divisor);
      const floored = e.floorMod(x, modulus);
      if (type.startsWith('UINT')) return floored;
      // FLOOR_MOD has the sign of the divisor, remainder that of the dividend.
      const turned = e.both(e.notEqual(floored, 0), e.notEqual(e.less(floored, 0), e.less(x, 0)));
      return e.select(turned, e.subtract(floored, modulus), floored);
    });
  });
}

/** Whether the divisor is a constant without 0 and −1. */
function isHarmless(rhs: Value, g: GraphBuilder): boolean {
  const dense = g.constant(rhs);
  if (!dense || !isInMemory(dense.bytes)) return false;
  for (const value of readNumbers(dense)) if (Number(value) === 0 || Number(value) === -1) return false;
  return true;
}

/** `compute` with a divisor that is not 0; where it is, the answer is `byZero`. */
function guarded(e: Arithmetic, y: Tensor, safe: boolean, byZero: Tensor | number, compute: (divisor: Tensor) => Tensor): Tensor {
  if (safe) return compute(y);
  const isZero = e.equal(y, 0);
  const result = compute(e.select(isZero, 1, y));
  return e.select(isZero, byZero, result);
}

/** A little less than 1: what f32 rounds up in a quotient's estimate stays below this. */
const UNDER = 1 - 2 ** -21;

/**
 * The quotient of i64, for which there is no kernel: each round takes 20 bits off the remainder with an estimate in f32 that is never too
 * large, so that four rounds leave less than twice the divisor.
 */
function quotient(e: Arithmetic, x: Tensor, y: Tensor): Tensor {
  const divisor = e.cast(y, 'FLOAT32');
  const estimate = (rest: Tensor) => e.cast(e.multiply(e.divide(e.cast(rest, 'FLOAT32'), divisor), UNDER), 'INT64');
  let sum = estimate(x);
  let rest = e.subtract(x, e.multiply(sum, y));
  for (let round = 0; round < 3; round++) {
    const more = estimate(rest);
    sum = e.add(sum, more);
    rest = e.subtract(rest, e.multiply(more, y));
  }
  // Negative magnitudes, which the smallest number has too.
  const magnitude = (a: Tensor) => e.minimum(a, e.negate(a));
  const sameSign = e.equal(e.less(x, 0), e.less(y, 0));
  const one = e.subtract(e.multiply(e.cast(sameSign, 'INT64'), 2), 1);
  return e.select(e.greater(magnitude(rest), magnitude(y)), sum, e.add(sum, one));
}

/** The quotient of ui64 given as the bits of i64. A divisor with the top bit goes in once or not at all. */
function unsignedQuotient(e: Arithmetic, x: Tensor, y: Tensor): Tensor {
  const notBelow = (a: Tensor, b: Tensor) => e.greaterEqual(e.add(a, -(2n ** 63n)), e.add(b, -(2n ** 63n)));
  const half = quotient(e, shiftedRightByOne(e, x), y);
  const even = e.add(half, half);
  const rest = e.subtract(x, e.multiply(even, y));
  const small = e.add(even, e.cast(notBelow(rest, y), 'INT64'));
  return e.select(e.less(y, 0), e.cast(notBelow(x, y), 'INT64'), small);
}
