// CHLO: special functions keep the type of their operand; ops with implicit broadcasting give the shape that both operands fit into.
import { chlo, i1, i32, type TensorType, type Type, type Value } from '@hlolite/mlir-parser';
import { type ElementClass, sameElement, withElement, withShape } from '../types.js';
import { anything, binary, bits, floats, floatsAndComplex, integers, mustBeOf, numbers, unary } from './elementwise.js';
import { infer, list, must, tensorOf } from './rules.js';

const isOfKind = ({ operand }: { readonly operand: Value }): Type => withElement(mustBeOf(tensorOf(operand, 'operand'), floats), i1);

interface Broadcasting {
  readonly lhs: Value;
  readonly rhs: Value;
  readonly broadcast_dimensions: readonly number[] | undefined;
}

/** A row for an op on two operands of one element type and shapes that broadcast. */
const broadcast =
  (classes: readonly ElementClass[], element: (of: Type) => Type = (of) => of) =>
  ({ lhs, rhs, broadcast_dimensions: dimensions }: Broadcasting): Type => {
    const [left, right] = [mustBeOf(tensorOf(lhs, 'lhs'), classes), tensorOf(rhs, 'rhs')];
    must(sameElement(left.element, right.element), () => 'operands must have one element type');
    return withElement(withShape(left, broadcastShape([left, right], dimensions)), element(left.element));
  };

/** As in NumPy the trailing dimensions are matched, unless `dimensions` says where those of the smaller operand go. */
function broadcastShape(types: readonly TensorType[], dimensions?: readonly number[]): readonly number[] {
  const rank = Math.max(...types.map(({ shape }) => shape.length));
  const result = new Array<number>(rank).fill(1);
  for (const { shape } of types)
    shape.forEach((size, d) => {
      const at = dimensions && shape.length < rank ? (dimensions[d] ?? -1) : rank - shape.length + d;
      must(
        at >= 0 && at < rank,
        () => `broadcast_dimensions must name a dimension below ${rank} for each dimension (was ${list(dimensions ?? [])})`,
      );
      const known = result[at] as number;
      must(
        known === size || known === 1 || size === 1 || known < 0 || size < 0,
        () => `operands must have shapes that broadcast (was ${known} and ${size} at ${at})`,
      );
      result[at] = known === 1 || (known < 0 && size > 1) ? size : known;
    });
  return result;
}

export const chloFamily = infer(chlo, {
  _asin_acos_kernel: unary(floatsAndComplex),
  acos: unary(floatsAndComplex),
  acosh: unary(floatsAndComplex),
  asin: unary(floatsAndComplex),
  asinh: unary(floatsAndComplex),
  atan: unary(floatsAndComplex),
  atanh: unary(floatsAndComplex),
  bessel_i1e: unary(floats),
  conj: unary(floatsAndComplex),
  cosh: unary(floatsAndComplex),
  digamma: unary(floats),
  erf: unary(floats),
  erf_inv: unary(floats),
  erfc: unary(floats),
  is_inf: isOfKind,
  is_neg_inf: isOfKind,
  is_pos_inf: isOfKind,
  lgamma: unary(floats),
  sinh: unary(floatsAndComplex),
  square: unary(numbers),
  tan: unary(floatsAndComplex),

  mulhi: binary(integers),
  next_after: ({ x, y }) => binary(floats)({ lhs: x, rhs: y }),
  polygamma: ({ n, x }) => binary(floats)({ lhs: n, rhs: x }),
  zeta: ({ x, q }) => binary(floats)({ lhs: x, rhs: q }),

  broadcast_add: broadcast(anything),
  broadcast_and: broadcast(bits),
  broadcast_atan2: broadcast(floatsAndComplex),
  broadcast_complex: broadcast(floats, (element) => ({ kind: 'complex', element })),
  broadcast_divide: broadcast(numbers),
  broadcast_maximum: broadcast(anything),
  broadcast_minimum: broadcast(anything),
  broadcast_multiply: broadcast(anything),
  broadcast_next_after: broadcast(floats),
  broadcast_or: broadcast(bits),
  broadcast_polygamma: broadcast(floats),
  broadcast_power: broadcast(numbers),
  broadcast_remainder: broadcast(numbers),
  broadcast_shift_left: broadcast(integers),
  broadcast_shift_right_arithmetic: broadcast(integers),
  broadcast_shift_right_logical: broadcast(integers),
  broadcast_subtract: broadcast(numbers),
  broadcast_xor: broadcast(bits),
  broadcast_zeta: broadcast(floats),
  broadcast_compare: broadcast(anything, () => i1),
  broadcast_select: ({ pred, on_true: onTrue, on_false: onFalse }) => {
    const types = [tensorOf(pred, 'pred'), tensorOf(onTrue, 'on_true'), tensorOf(onFalse, 'on_false')] as const;
    return withShape(types[1], broadcastShape(types));
  },
  top_k: ({ operand, k }) => {
    const type = mustBeOf(tensorOf(operand, 'operand'), ['boolean', 'integer', 'signed', 'float', 'quantized']);
    const length = type.shape.at(-1);
    must(length !== undefined && k >= 0 && (length < 0 || k <= length), () => `k must be at most the last dimension ${length} (was ${k})`);
    const kept = withShape(type, [...type.shape.slice(0, -1), k]);
    return [kept, withElement(kept, i32)];
  },
  constant_like: ({ operand }, written) => {
    const type = tensorOf(operand, 'operand');
    const result = written.results[0]?.type;
    return result?.kind === 'tensor' ? withElement(type, result.element) : type;
  },
});
