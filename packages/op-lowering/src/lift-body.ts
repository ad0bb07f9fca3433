// A region of scalars (the body of a reduction, the comparator of a sort, a computation of map) written on whole tensors: each scalar
// becomes a tensor of one shape, so that one run of the lifted body does the work of as many runs as the shape has elements.
import { fail } from '@hlolite/diagnostics';
import { isTensor, type Operation, placeOf, type Region, stablehlo, type Type, tensor, type Value, view } from '@hlolite/mlir-parser';
import type { StableHloBuilder } from './stablehlo-builder.js';

const words = (text: string) => text.split(/\s+/);

/** Ops that treat each element by itself, so that what they say of scalars they say of tensors too. */
const ELEMENTWISE: ReadonlySet<string> = new Set([
  ...words(`abs add and atan2 bitcast_convert cbrt ceil clamp compare complex convert cosine count_leading_zeros divide exponential
    exponential_minus_one floor imag is_finite log log_plus_one logistic maximum minimum multiply negate not optimization_barrier or
    popcnt power real reduce_precision remainder round_nearest_afz round_nearest_even rsqrt select shift_left shift_right_arithmetic
    shift_right_logical sign sine sqrt subtract tan tanh uniform_dequantize uniform_quantize xor`).map((name) => `stablehlo.${name}`),
  ...words(`acos acosh asin asinh atan atanh bessel_i1e conj constant_like cosh digamma erf erf_inv erfc is_inf is_neg_inf is_pos_inf
    lgamma mulhi next_after polygamma sinh square tan zeta`).map((name) => `chlo.${name}`),
  ...words(`add and atan2 complex divide maximum minimum multiply next_after or polygamma power remainder shift_left
    shift_right_arithmetic shift_right_logical subtract xor zeta compare select`).map((name) => `chlo.broadcast_${name}`),
]);

/** Ops that give a scalar back as it is: a tensor has no dimensions of its own here that they could move. */
const IDENTITIES = new Set(['reshape', 'transpose', 'broadcast_in_dim', 'slice', 'reverse'].map((name) => `stablehlo.${name}`));

const CONSTANTS = new Set(['stablehlo.constant', 'arith.constant', 'chlo.constant']);

/**
 * What a region gives for tensors in place of its scalar arguments. Constants become splats, scalars from outside are broadcast, and both
 * branches of an `if` or `case` are computed.
 * @param inputs one tensor of `shape` for each argument of the region
 * @throws CompileError `lower/unsupported-region` for an op that does not treat each element by itself (a loop, a call …)
 */
export function liftBody(region: Region, inputs: readonly Value[], shape: readonly number[], b: StableHloBuilder): readonly Value[] {
  return new Lifting(shape, b).region(region, inputs);
}

class Lifting {
  readonly #lifted = new Map<Value, Value>();

  constructor(
    readonly shape: readonly number[],
    readonly b: StableHloBuilder,
  ) {}

  region({ blocks }: Region, inputs: readonly Value[]): readonly Value[] {
    const [block] = blocks;
    block?.arguments.forEach((argument, index) => this.#lifted.set(argument, inputs[index] as Value));
    const operations = block?.operations ?? [];
    for (const operation of operations.slice(0, -1))
      this.#operation(operation).forEach((value, index) => this.#lifted.set(operation.results[index] as Value, value));
    return operations.at(-1)?.operands.map((value) => this.#value(value)) ?? [];
  }

  /** The tensor for a scalar; one that the region does not compute comes from outside. */
  #value(value: Value): Value {
    const known = this.#lifted.get(value);
    if (known) return known;
    const lifted = this.b.broadcast(value, this.shape, []);
    this.#lifted.set(value, lifted);
    return lifted;
  }

  #operation(operation: Operation): readonly Value[] {
    const { name, operands, results } = operation;
    if (![...operands, ...results].every(isScalar)) return refused(operation);
    if (name === 'stablehlo.if') return this.#branches(operation);
    if (name === 'stablehlo.case') return this.#branches(operation);
    if (IDENTITIES.has(name) && operands.length === 1) return [this.#value(operands[0] as Value)];
    const types = results.map(({ type }) => this.#typeOf(type));
    if (CONSTANTS.has(name)) return this.b.again(operation, [], types, { value: this.#splat(operation, types[0] as Type) });
    if (!ELEMENTWISE.has(name)) return refused(operation);
    return this.b.again(
      operation,
      operands.map((operand) => this.#value(operand)),
      types,
    );
  }

  #typeOf = (type: Type): Type => (isTensor(type) ? tensor(this.shape, type.element) : type);

  #splat(operation: Operation, type: Type) {
    const { value } = operation.attributes;
    return value?.kind === 'dense' ? { ...value, type, splat: true } : refused(operation);
  }

  /** Every branch is computed, and chosen from for each element. An index that names no branch means the last (spec: case). */
  #branches(operation: Operation): readonly Value[] {
    const index = this.#value(operation.operands[0] as Value);
    const { b } = this;
    if (operation.name === 'stablehlo.if') {
      const { true_branch: yes, false_branch: no } = view(operation, stablehlo.ops.if);
      const [onTrue, onFalse] = [this.region(yes, []), this.region(no, [])];
      return onTrue.map((value, result) => b.select(index, value, onFalse[result] as Value));
    }
    const branches = operation.regions.map((branch) => this.region(branch, []));
    return operation.results.map((_, result) =>
      branches.slice(0, -1).reduceRight((otherwise, values, number) => {
        const chosen = b.compare('EQ', index, b.splat(index.type, number));
        return b.select(chosen, values[result] as Value, otherwise);
      }, branches.at(-1)?.[result] as Value),
    );
  }
}

const isScalar = ({ type }: Value) => isTensor(type) && type.shape.length === 0;

function refused(operation: Operation): never {
  return fail({
    code: 'lower/unsupported-region',
    message: `a region of scalars must have elementwise ops, if and case only (was ${operation.name})`,
    place: placeOf(operation),
    hint: 'compute this outside the region, or write the region with elementwise ops',
  });
}
