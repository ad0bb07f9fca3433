// Formulas on real tensors of one type, written in StableHLO: a method is one op, a plain number is a constant. What rows and passes use
// for functions that no kernel has; they are folded and lowered as any program is.
import type { TensorType, Value } from '@hlolite/mlir-parser';
import type { StableHloBuilder } from './stablehlo-builder.js';

export type Term = Value | number | bigint;

/** All operands and results have the type `type`; conditions are booleans of its shape. */
export class Formula {
  constructor(
    readonly b: StableHloBuilder,
    readonly type: TensorType,
  ) {}

  /** A number as a tensor. */
  value = (term: Term): Value => (typeof term === 'object' ? term : this.b.splat(this.type, term));

  add = (a: Term, b: Term): Value => this.#two('add', a, b);
  subtract = (a: Term, b: Term): Value => this.#two('subtract', a, b);
  multiply = (a: Term, b: Term): Value => this.#two('multiply', a, b);
  divide = (a: Term, b: Term): Value => this.#two('divide', a, b);
  maximum = (a: Term, b: Term): Value => this.#two('maximum', a, b);
  minimum = (a: Term, b: Term): Value => this.#two('minimum', a, b);
  power = (a: Term, b: Term): Value => this.#two('power', a, b);
  atan2 = (y: Term, x: Term): Value => this.#two('atan2', y, x);
  square = (a: Value): Value => this.multiply(a, a);

  abs = (a: Value): Value => this.b.emit('abs', [a]);
  negate = (a: Value): Value => this.b.negate(a);
  floor = (a: Value): Value => this.b.emit('floor', [a]);
  sqrt = (a: Value): Value => this.b.emit('sqrt', [a]);
  cbrt = (a: Value): Value => this.b.emit('cbrt', [a]);
  exp = (a: Value): Value => this.b.exponential(a);
  expm1 = (a: Value): Value => this.b.emit('exponential_minus_one', [a]);
  log = (a: Value): Value => this.b.emit('log', [a]);
  log1p = (a: Value): Value => this.b.emit('log_plus_one', [a]);
  sin = (a: Value): Value => this.b.sine(a);
  cos = (a: Value): Value => this.b.cosine(a);

  less = (a: Term, b: Term): Value => this.#compare('LT', a, b);
  atMost = (a: Term, b: Term): Value => this.#compare('LE', a, b);
  greater = (a: Term, b: Term): Value => this.#compare('GT', a, b);
  equal = (a: Term, b: Term): Value => this.#compare('EQ', a, b);
  notEqual = (a: Term, b: Term): Value => this.#compare('NE', a, b);
  and = (a: Value, b: Value): Value => this.b.emit('and', [a, b]);
  or = (a: Value, b: Value): Value => this.b.emit('or', [a, b]);

  /** `a` where the condition holds, else `b`. */
  where = (condition: Value, a: Term, b: Term): Value => this.b.select(condition, this.value(a), this.value(b));

  /** The size of `a` with the sign of `sign`; −0 counts as positive. */
  signed = (sign: Value, a: Value): Value => this.where(this.less(sign, 0), this.negate(a), a);

  /** c₀ + c₁·x + c₂·x² + …, by Horner's rule. */
  polynomial(x: Value, coefficients: readonly number[]): Value {
    const last = coefficients.at(-1) as number;
    return coefficients.slice(0, -1).reduceRight<Term>((sum, coefficient) => this.add(this.multiply(sum, x), coefficient), last) as Value;
  }

  #two(op: string, a: Term, b: Term): Value {
    return this.b.emit(op, [this.value(a), this.value(b)]);
  }

  #compare(direction: Parameters<StableHloBuilder['compare']>[0], a: Term, b: Term): Value {
    return this.b.compare(direction, this.value(a), this.value(b));
  }
}
