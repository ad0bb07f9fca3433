// Shifts to the right of 64-bit integers, for which there is no kernel: on their two halves.
import type { Tensor } from '@hlolite/tflite-schema';
import type { Arithmetic } from '../arithmetic.js';

/** INT64 as its low and high 32 bits, INT32 each. */
export function halvesOf(e: Arithmetic, tensor: Tensor): readonly [low: Tensor, high: Tensor] {
  const { g } = e;
  const { shape } = tensor;
  const pairs = g.emit('BITCAST', [tensor], {}, { type: 'INT32', shape: [...shape, 2] });
  const half = (index: number) => {
    const begin = [...shape.map(() => 0), index];
    const slice = g.emit('SLICE', [pairs, g.int32s(begin), g.int32s([...shape, 1])], {}, { type: 'INT32', shape: [...shape, 1] });
    return g.reshape(slice, shape);
  };
  return [half(0), half(1)];
}

/** INT64 from its halves. */
export function joinedHalves(e: Arithmetic, low: Tensor, high: Tensor): Tensor {
  const { g } = e;
  const { shape } = low;
  const columns = [low, high].map((half) => g.reshape(half, [...shape, 1]));
  const pairs = g.emit('CONCATENATION', columns, { axis: shape.length }, { type: 'INT32', shape: [...shape, 2] });
  return g.emit('BITCAST', [pairs], {}, { type: 'INT64', shape });
}

/** Zeros come in from the left; the count is between 0 and the width. */
const logical = (e: Arithmetic, half: Tensor, count: Tensor): Tensor => {
  const shifted = e.bits(e.shiftRight(e.bits(half, 'UINT32'), e.bits(count, 'UINT32')), 'INT32');
  return e.select(e.less(count, 32), shifted, 0);
};

const or = (e: Arithmetic, a: Tensor, b: Tensor): Tensor => e.xor(e.xor(a, b), e.and(a, b));

/**
 * A shift by counts between 0 and 64, INT32. What leaves the high half enters the low one: (low >> n) | (high << 32 − n) where n < 32, and
 * high >> n − 32 above. `signed`: copies of the sign come in.
 */
export function shiftedRight64(e: Arithmetic, tensor: Tensor, count: Tensor, signed: boolean): Tensor {
  const [low, high] = halvesOf(e, tensor);
  const within = e.minimum(count, 32);
  const beyond = e.maximum(e.subtract(count, 32), 0);
  const shift = (half: Tensor, by: Tensor) => (signed ? e.shiftRight(half, by) : logical(e, half, by));
  const crossing = e.multiply(high, powerOfTwo(e, e.subtract(32, within)));
  const near = or(e, logical(e, low, within), crossing);
  const lowResult = e.select(e.less(count, 32), near, shift(high, beyond));
  return joinedHalves(e, lowResult, shift(high, within));
}

/** 2 to counts between 0 and 32 as INT32, 2³² being 0: looked up. */
export function powerOfTwo(e: Arithmetic, count: Tensor): Tensor {
  const { g } = e;
  const table = g.int32s(Array.from({ length: 33 }, (_, exponent) => (exponent < 32 ? (1 << exponent) | 0 : 0)));
  return g.emit('GATHER', [table, count], { axis: 0 }, { type: 'INT32', shape: count.shape });
}

/** INT64 as unsigned bits, halved. */
export function shiftedRightByOne(e: Arithmetic, tensor: Tensor): Tensor {
  const [low, high] = halvesOf(e, tensor);
  const one = (half: Tensor) => e.bits(e.shiftRight(e.bits(half, 'UINT32'), 1), 'INT32');
  return joinedHalves(e, or(e, one(low), e.multiply(high, -(2n ** 31n))), one(high));
}
