// The bits of integers: and, or, xor, not, shifts, popcnt, count_leading_zeros (spec: those). Booleans have logical kernels.
import { elementName, isTensor, type Value } from '@hlolite/mlir-parser';
import { elementInfo, isElementType, isInMemory, readNumbers } from '@hlolite/tensor';
import type { Tensor, TensorType } from '@hlolite/tflite-schema';
import { Arithmetic } from '../arithmetic.js';
import type { GraphBuilder } from '../graph-builder.js';
import { computed } from '../working-type.js';
import { isBoolean } from './element-kind.js';
import { halvesOf, joinedHalves, powerOfTwo, shiftedRight64 } from './shift-64.js';

interface Two {
  readonly lhs: Value;
  readonly rhs: Value;
}
interface One {
  readonly operand: Value;
}

/** Width of an integer type in bits. */
function widthOf({ type }: Value): number {
  const name = isTensor(type) ? elementName(type.element) : '';
  return isElementType(name) ? elementInfo(name).bits : 0;
}

export function lowerAnd({ lhs, rhs }: Two, g: GraphBuilder): Tensor {
  if (isBoolean(lhs)) return g.emit('LOGICAL_AND', g.broadcasting([lhs, rhs]));
  return widthOf(lhs) < 8 ? computed(g, [lhs, rhs], (e, a, b) => e.and(a, b)) : g.emit('STABLEHLO_AND', [lhs, rhs]);
}

/** a ∨ b = a ⊻ b ⊻ (a ∧ b), and for 64 bits, which XOR lacks, a + b − (a ∧ b). */
export function lowerOr({ lhs, rhs }: Two, g: GraphBuilder): Tensor {
  if (isBoolean(lhs)) return g.emit('LOGICAL_OR', g.broadcasting([lhs, rhs]));
  return computed(g, [lhs, rhs], (e, a, b) =>
    a.type === 'INT64' ? e.subtract(e.add(a, b), e.and(a, b)) : e.xor(e.xor(a, b), e.and(a, b)),
  );
}

/** Of 64 bits a ⊻ b = a + b − 2 (a ∧ b). */
export function lowerXor({ lhs, rhs }: Two, g: GraphBuilder): Tensor {
  if (isBoolean(lhs)) return g.emit('NOT_EQUAL', g.broadcasting([lhs, rhs]));
  if (widthOf(lhs) < 64) return g.emit('BITWISE_XOR', g.broadcasting([lhs, rhs]));
  return computed(g, [lhs, rhs], (e, a, b) => {
    const shared = e.and(a, b);
    return e.subtract(e.add(a, b), e.add(shared, shared));
  });
}

/** ¬a = −1 − a. */
export function lowerNot({ operand }: One, g: GraphBuilder): Tensor {
  if (isBoolean(operand)) return g.emit('LOGICAL_NOT', [operand]);
  return computed(g, [operand], (e, a) => e.subtract(-1, a));
}

/** The count of a shift where it is the same for all elements and known; negative counts are, unsigned, beyond every width. */
function constantCount(rhs: Value, g: GraphBuilder): number | undefined {
  const dense = g.constant(rhs);
  if (!dense || !isInMemory(dense.bytes)) return undefined;
  const [first, ...others] = dense.splat ? readNumbers({ ...dense, shape: [], splat: false }) : readNumbers(dense);
  if (first === undefined || others.some((other) => other !== first)) return undefined;
  const width = widthOf(rhs);
  return Math.min(Number(BigInt.asUintN(width, BigInt(first))), width);
}

/** Counts as INT32 between 0 and the width: one that is negative, or beyond the width, shifts everything out. */
function boundedCount(e: Arithmetic, count: Tensor, width: number): Tensor {
  // Two bits do not hold their own width.
  const plain = width < 8 ? e.cast(count, 'INT32') : count;
  const bounded = e.minimum(plain, width);
  return e.cast(count.type.startsWith('UINT') ? bounded : e.select(e.less(plain, 0), width, bounded), 'INT32');
}

/** A multiplication by a power of two, which wraps around as a shift drops bits. */
export function shiftLeft({ lhs, rhs }: Two, g: GraphBuilder): Tensor {
  const width = widthOf(lhs);
  const known = constantCount(rhs, g);
  const e = new Arithmetic(g);
  if (known !== undefined) return e.multiply(g.tensor(lhs), powerConstant(known, width, g.resultInfo().type));
  const count = boundedCount(e, g.tensor(rhs), width);
  return computed(g, [lhs], (_, a) => {
    const factor = a.type === 'INT64' ? longPowerOfTwo(e, count) : powerOfTwo(e, count);
    const shifted = e.multiply(a, factor);
    return width === 32 || width === 64 ? shifted : e.select(e.less(count, width), shifted, 0);
  });
}

/** 2ⁿ as a type of that width has it: 0 from its width on. */
function powerConstant(exponent: number, width: number, type: TensorType): bigint {
  return (type.startsWith('UINT') ? BigInt.asUintN : BigInt.asIntN)(width, 1n << BigInt(exponent));
}

/** 2 to counts between 0 and 64 as INT64; 2⁶⁴ is 0. */
function longPowerOfTwo(e: Arithmetic, count: Tensor): Tensor {
  return joinedHalves(
    e,
    powerOfTwo(e, e.minimum(count, 32)),
    e.select(e.less(count, 32), 0, powerOfTwo(e, e.maximum(e.subtract(count, 32), 0))),
  );
}

const unsigned: Partial<Record<TensorType, TensorType>> = { INT8: 'UINT8', INT16: 'UINT16', INT32: 'UINT32' };
const signed: Partial<Record<TensorType, TensorType>> = { UINT8: 'INT8', UINT16: 'INT16', UINT32: 'INT32' };

/** RIGHT_SHIFT brings in zeros for unsigned types and copies of the sign for signed ones, and takes counts beyond the width for the width − 1. */
export const shiftRight =
  (kind: 'logical' | 'arithmetic') =>
  ({ lhs, rhs }: Two, g: GraphBuilder): Tensor => {
    const width = widthOf(lhs);
    const e = new Arithmetic(g);
    const known = constantCount(rhs, g);
    const { type } = g.resultInfo();
    if (known === 0) return g.tensor(lhs);
    if (width === 64) {
      const count = known === undefined ? boundedCount(e, g.tensor(rhs), 64) : g.scalar('i32', known);
      const bits = g.cast(lhs, 'INT64');
      return g.cast(shiftedRight64(e, bits, count, kind === 'arithmetic'), type);
    }
    if (width < 8) return shiftNarrow(e, g.tensor(lhs), boundedCount(e, g.tensor(rhs), width), kind);
    const carrier = (kind === 'logical' ? unsigned : signed)[type] ?? type;
    const bits = e.bits(g.tensor(lhs), carrier);
    if (known !== undefined) {
      const shifted = e.bits(e.shiftRight(bits, Math.min(known, width - 1)), type);
      return kind === 'arithmetic' || known < width ? shifted : e.multiply(shifted, 0);
    }
    const count = boundedCount(e, g.tensor(rhs), width);
    const shifted = e.bits(e.shiftRight(bits, e.cast(count, carrier)), type);
    return kind === 'arithmetic' ? shifted : e.select(e.less(count, width), shifted, 0);
  };

/** Below 8 bits, in i32: an arithmetic shift takes an unsigned type's top bit for its sign, a logical one clears the copies of a sign. */
function shiftNarrow(e: Arithmetic, tensor: Tensor, count: Tensor, kind: 'logical' | 'arithmetic'): Tensor {
  const width = tensor.type.endsWith('2') ? 2 : 4;
  const plain = e.cast(tensor, 'INT32');
  const isUnsigned = tensor.type.startsWith('UINT');
  const high = 2 ** width;
  const value =
    kind === 'logical'
      ? isUnsigned
        ? plain
        : e.select(e.less(plain, 0), e.add(plain, high), plain)
      : isUnsigned
        ? e.select(e.less(plain, high / 2), plain, e.subtract(plain, high))
        : plain;
  return e.cast(e.shiftRight(value, count), tensor.type);
}

/** Zero-extended to i32, as bits; 64-bit types come as their halves. */
function words(e: Arithmetic, operand: Value): readonly Tensor[] {
  const tensor = e.g.tensor(operand);
  if (widthOf(operand) === 64) return halvesOf(e, e.cast(tensor, 'INT64'));
  const carrier = unsigned[tensor.type];
  if (tensor.type === 'INT32') return [tensor];
  if (tensor.type === 'UINT32') return [e.bits(tensor, 'INT32')];
  return [e.cast(carrier ? e.bits(tensor, carrier) : tensor, 'INT32')];
}

/** The count of ones in pairs, then nibbles, then bytes, whose sum a multiplication gathers in the top byte. */
export function countOnes({ operand }: One, g: GraphBuilder): Tensor {
  const e = new Arithmetic(g);
  const ones = words(e, operand).map((word) => {
    const masked = (tensor: Tensor, by: number, mask: number) => e.and(e.shiftRight(tensor, by), mask);
    const pairs = e.subtract(word, masked(word, 1, 0x55555555));
    const nibbles = e.add(e.and(pairs, 0x33333333), masked(pairs, 2, 0x33333333));
    const bytes = e.and(e.add(nibbles, e.shiftRight(nibbles, 4)), 0x0f0f0f0f);
    return e.shiftRight(e.multiply(bytes, 0x01010101), 24);
  });
  return e.cast(ones.reduce(e.add), g.resultInfo().type);
}

/** From the exponent of the word as f32, with the second highest bit cleared where the highest is set, so that rounding cannot carry. */
export function countLeadingZeros({ operand }: One, g: GraphBuilder): Tensor {
  const e = new Arithmetic(g);
  const width = Math.min(widthOf(operand), 32);
  const zeros = words(e, operand).map((word) => {
    const bits = e.bits(word, 'UINT32');
    const top = e.and(bits, e.xor(e.shiftRight(bits, 1), 0xffffffff));
    const exponent = e.shiftRight(e.bits(e.cast(top, 'FLOAT32'), 'INT32'), 23);
    return e.minimum(e.subtract(width - 1 + 127, exponent), width);
  });
  const [low, high] = zeros as [Tensor, Tensor | undefined];
  const count = high ? e.select(e.equal(high, 32), e.add(low, 32), high) : low;
  return e.cast(count, g.resultInfo().type);
}
