// What is exact in f64: sums and products have kernels for it (they do not broadcast), order and rounding follow from those and from the bits.
// All other arithmetic on f64 is done in f32, with a warning.
import type { Value } from '@hlolite/mlir-parser';
import { splatOf } from '@hlolite/tensor';
import type { OperatorName, Tensor } from '@hlolite/tflite-schema';
import { Arithmetic } from '../arithmetic.js';
import type { GraphBuilder, Input } from '../graph-builder.js';
import { elementOf } from './element-kind.js';
import { orderKey } from './order.js';

export const isDouble = (value: Value): boolean => elementOf(value) === 'f64';

interface One {
  readonly operand: Value;
}
interface Two {
  readonly lhs: Value;
  readonly rhs: Value;
}
type Unary = (given: One, g: GraphBuilder) => Tensor;
type Binary = (given: Two, g: GraphBuilder) => Tensor;

const two = (op: OperatorName, a: Input, b: Input, g: GraphBuilder): Tensor => {
  const { shape } = g.tensor(a);
  return g.emit(op, [a, b], {}, { type: 'FLOAT64', shape });
};
const splat = (value: number, like: Tensor, g: GraphBuilder): Tensor => g.dense(splatOf('f64', like.shape, value));

const negate: Unary = ({ operand }, g) => two('STABLEHLO_MULTIPLY', operand, splat(-1, g.tensor(operand), g), g);

/** Whether it fits an i64; what is larger has no fraction. f32 knows that too. */
function fitsLong(x: Tensor, e: Arithmetic): Tensor {
  return e.less(e.abs(narrowed(x, e)), 2 ** 62);
}

/** As f32, to ask about size and NaN: no precision of a result is lost. */
const narrowed = (x: Tensor, { g }: Arithmetic): Tensor => g.cast(x, 'FLOAT32', 'asked');

/** The whole part, by way of i64, and 1 more or less where that went the wrong way. */
const towards =
  (direction: 'MINIMUM' | 'MAXIMUM'): Unary =>
  ({ operand }, g) => {
    const e = new Arithmetic(g);
    const x = g.tensor(operand);
    const whole = e.cast(e.cast(x, 'INT64'), 'FLOAT64');
    const rest = two('STABLEHLO_ADD', x, two('STABLEHLO_MULTIPLY', whole, splat(-1, x, g), g), g);
    const step = two(`STABLEHLO_${direction}`, e.sign(rest), splat(0, x, g), g);
    return e.select(fitsLong(x, e), two('STABLEHLO_ADD', whole, step, g), x);
  };

/** The kernel passes over a NaN in its second operand. */
const extreme =
  (op: OperatorName): Binary =>
  ({ lhs, rhs }, g) => {
    const e = new Arithmetic(g);
    const y = g.tensor(rhs);
    return e.select(e.isNaN(narrowed(y, e)), y, two(op, lhs, y, g));
  };

export const double = {
  add: ({ lhs, rhs }, g) => two('STABLEHLO_ADD', lhs, rhs, g),
  subtract: ({ lhs, rhs }, g) => two('STABLEHLO_ADD', lhs, negate({ operand: rhs }, g), g),
  multiply: ({ lhs, rhs }, g) => two('STABLEHLO_MULTIPLY', lhs, rhs, g),
  maximum: extreme('STABLEHLO_MAXIMUM'),
  minimum: extreme('STABLEHLO_MINIMUM'),
} as const satisfies Record<string, Binary>;

export const doubleUnary = {
  negate,
  abs: ({ operand }, g) => {
    const x = g.tensor(operand);
    return two('STABLEHLO_MULTIPLY', x, new Arithmetic(g).sign(x), g);
  },
  floor: towards('MINIMUM'),
  ceil: towards('MAXIMUM'),
} as const satisfies Record<string, Unary>;

/** The product with 0 is NaN for what is not finite. */
export function isFiniteDouble(x: Value, g: GraphBuilder): Tensor {
  const e = new Arithmetic(g);
  const tensor = g.tensor(x);
  return e.equal(narrowed(two('STABLEHLO_MULTIPLY', tensor, splat(0, tensor, g), g), e), 0);
}

/** Keys for comparing numbers, and whether neither is NaN. */
export function comparable(
  lhs: Value,
  rhs: Value,
  g: GraphBuilder,
): { readonly keys: readonly [Tensor, Tensor]; readonly numbers: Tensor } {
  const e = new Arithmetic(g);
  const isNumber = (value: Value) => {
    const narrow = narrowed(g.tensor(value), e);
    return e.equal(narrow, narrow);
  };
  return { keys: [orderKey(lhs, g, true), orderKey(rhs, g, true)], numbers: e.both(isNumber(lhs), isNumber(rhs)) };
}
