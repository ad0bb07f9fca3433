// The factor 1 / √(mean(x², last dimension) + ε) of an RMS norm, as PyTorch, JAX and people write it.
import { type Operation, stablehlo, type Value, view } from '@hlolite/mlir-parser';
import { elementOf, shapeOf } from '../families/element-kind.js';
import { splatNumber } from '../prepare/constants.js';
import { singleOperation } from './region.js';

export interface InverseRootMeanSquare {
  /** What is squared. */
  readonly x: Value;
  readonly epsilon: number;
  /** What computes the factor from x, constants not among them. */
  readonly operations: readonly Operation[];
}

/**
 * What a tensor of the size of x is the inverse root mean square of, one number a row; `inverted` asks for the root mean square itself,
 * which x is divided by.
 */
export function inverseRootMeanSquare(value: Value, inverted: boolean): InverseRootMeanSquare | undefined {
  const rows = new Rows(shapeOf(value));
  const root = rows.below(value);
  const sum = inverted ? root && rows.rootOf(root) : root && rows.inverseRootOf(root);
  if (!sum) return undefined;
  const { value: mean, number: epsilon } = rows.constantOperand(sum, 'stablehlo.add') ?? {};
  const total = mean && rows.totalOf(mean);
  const squares = total && rows.reducedBy(total);
  const x = squares && rows.squared(squares);
  return x && epsilon !== undefined && epsilon > 0 ? { x, epsilon, operations: rows.operations } : undefined;
}

/** Walks back through values that have one number a row of a tensor, and notes the operations on the way. */
class Rows {
  readonly operations: Operation[] = [];
  readonly #leading: readonly number[];
  readonly #count: number;

  constructor(readonly shape: readonly number[]) {
    this.#leading = shape.slice(0, -1);
    this.#count = shape.at(-1) ?? 0;
  }

  /** What stands below conversions between floats, and broadcasts and reshapes that give a row's number to the row. */
  below(value: Value): Value | undefined {
    const { owner } = value;
    const operand = owner?.operands[0];
    if (!owner || !operand) return value;
    const kept = isFloatConversion(owner) || (this.#areRows(operand) && this.#keepsRows(owner));
    if (!kept) return value;
    this.operations.push(owner);
    return this.below(operand);
  }

  /** Whether a value has one number a row, its last dimension kept as 1 or not. */
  #areRows(value: Value): boolean {
    const shape = shapeOf(value);
    const rest = shape.slice(this.#leading.length);
    return this.#leading.every((size, axis) => size === shape[axis]) && (rest.length === 0 || (rest.length === 1 && rest[0] === 1));
  }

  #keepsRows(owner: Operation): boolean {
    if (owner.name === 'stablehlo.reshape') return this.#areRows(owner.results[0] as Value);
    if (owner.name !== 'stablehlo.broadcast_in_dim') return false;
    const { broadcast_dimensions: dimensions } = view(owner, stablehlo.ops.broadcast_in_dim);
    return shapeOf(owner.results[0] as Value).length <= this.shape.length && dimensions.every((to, from) => to === from);
  }

  inverseRootOf(value: Value): Value | undefined {
    const { owner } = value;
    if (owner?.name === 'stablehlo.rsqrt') return this.#through(owner, owner.operands[0]);
    if (owner?.name === 'stablehlo.power' && splatNumber(owner.operands[1] as Value) === -0.5)
      return this.#through(owner, owner.operands[0]);
    if (owner?.name !== 'stablehlo.divide' || splatNumber(owner.operands[0] as Value) !== 1) return undefined;
    const divisor = this.#through(owner, owner.operands[1]);
    return divisor && this.rootOf(divisor);
  }

  rootOf(value: Value): Value | undefined {
    const { owner } = value;
    const root = owner?.name === 'stablehlo.sqrt' || (owner?.name === 'stablehlo.power' && splatNumber(owner.operands[1] as Value) === 0.5);
    return root ? this.#through(owner, owner.operands[0]) : undefined;
  }

  /** The operand that is no constant, with the number that all elements of the other are. */
  constantOperand(value: Value, name: string): { value: Value; number: number } | undefined {
    const { owner } = value;
    if (owner?.name !== name) return undefined;
    const [left, right] = owner.operands as [Value, Value];
    for (const [computed, constant] of [[left, right] as const, [right, left] as const]) {
      const number = splatNumber(constant);
      const below = number === undefined ? undefined : this.#through(owner, computed);
      if (below && number !== undefined) return { value: below, number };
    }
    return undefined;
  }

  /** The sum that a mean over a row is made of. */
  totalOf(mean: Value): Value | undefined {
    const product = this.constantOperand(mean, 'stablehlo.multiply');
    // 1 / n has been rounded; the next n is much further away for all rows in use.
    if (product) return Math.abs(product.number * this.#count - 1) < 1e-6 ? product.value : undefined;
    const { owner } = mean;
    if (owner?.name !== 'stablehlo.divide' || splatNumber(owner.operands[1] as Value) !== this.#count) return undefined;
    return this.#through(owner, owner.operands[0]);
  }

  /** What is summed over the last dimension. */
  reducedBy(total: Value): Value | undefined {
    const { owner } = total;
    if (owner?.name !== 'stablehlo.reduce' || owner.operands.length !== 2) return undefined;
    const { dimensions, body } = view(owner, stablehlo.ops.reduce);
    const [summed, initial] = owner.operands as [Value, Value];
    const overLast = dimensions.length === 1 && dimensions[0] === this.shape.length - 1 && shapeOf(summed).join() === this.shape.join();
    if (!overLast || splatNumber(initial) !== 0 || singleOperation(body)?.name !== 'stablehlo.add') return undefined;
    this.operations.push(owner);
    return this.below(summed);
  }

  squared(square: Value): Value | undefined {
    const { owner } = square;
    if (!owner || !isNarrowFloat(square)) return undefined;
    const [base, other] = owner.operands as [Value, Value?];
    const isSquare =
      owner.name === 'chlo.square' ||
      (owner.name === 'stablehlo.power' && other !== undefined && splatNumber(other) === 2) ||
      (owner.name === 'stablehlo.multiply' && other !== undefined && unconverted(base) === unconverted(other));
    if (!isSquare) return undefined;
    this.operations.push(owner);
    return base;
  }

  #through(owner: Operation, operand: Value | undefined): Value | undefined {
    this.operations.push(owner);
    return operand && this.below(operand);
  }
}

/** Whether an operation takes floats of one width to floats of another. */
export const isFloatConversion = ({ name, operands, results }: Operation): boolean =>
  name === 'stablehlo.convert' && [...operands, ...results].every(isNarrowFloat);

const isNarrowFloat = (value: Value) => /^(f32|f16|bf16)$/.test(elementOf(value));

/** The value before conversions between floats. */
export function unconverted(value: Value): Value {
  return value.owner && isFloatConversion(value.owner) ? unconverted(value.owner.operands[0] as Value) : value;
}
