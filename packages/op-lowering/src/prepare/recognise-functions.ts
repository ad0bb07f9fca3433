// Given: a body with elementwise operations that together compute a function of one value which a kernel has: GELU, HARD_SWISH, RELU and
// its kin, or which is shorter otherwise. Result: that kernel's op in the place of the last of them; the rest is dead, since nobody else needs
// it. A spelt-out error function is sixty passes over the tensor, GELU is one.
import type { Operation, Value } from '@hlolite/mlir-parser';
import { elementCount } from '@hlolite/tensor';
import { elementOf, shapeOf } from '../families/element-kind.js';
import { type KnownFunctions, numbersOf, SampledValues, type UnaryFunction } from '../recognise/unary-function.js';
import { StableHloBuilder } from '../stablehlo-builder.js';
import { type Body, isConstant, Rewriter, Users } from './body.js';
import { splatNumber } from './constants.js';
import { builtinOf } from './custom-call.js';

/** `fired` is told each function that is found, with the operation whose place it takes. */
export function recogniseFunctions(body: Body, known: KnownFunctions, fired: (name: string, at: Operation) => void): Body {
  const search = new Search(body, known);
  const found = new Map<Operation, Found>();
  const covered = new Set<Operation>();
  for (const candidate of [...body.operations].reverse()) {
    const match = covered.has(candidate) ? undefined : search.functionAt(candidate);
    if (!match) continue;
    found.set(candidate, match);
    for (const op of match.operations) covered.add(op);
  }
  if (found.size === 0) return body;
  const rewriter = new Rewriter();
  const operations = body.operations.flatMap((original) => {
    const carried = rewriter.carry(original);
    const match = found.get(original);
    if (!match) return [carried];
    fired(match.function.name, original);
    const builder = new StableHloBuilder(original);
    rewriter.replace(carried.results[0] as Value, written(match.function, rewriter.value(match.variable), builder));
    return builder.operations;
  });
  return { ...body, operations, results: rewriter.values(body.results) };
}

interface Found {
  readonly function: UnaryFunction;
  readonly variable: Value;
  /** What computes it now, the last operation included. */
  readonly operations: ReadonlySet<Operation>;
}

/** The longest spelt-out function in use has some seventy operations. */
const MOST_OPERATIONS = 120;

class Search {
  readonly #position: ReadonlyMap<Operation, number>;
  readonly #samples = new Map<Value, SampledValues>();
  readonly #known: KnownFunctions;
  readonly #users: Users;

  constructor(body: Body, known: KnownFunctions) {
    this.#known = known;
    this.#position = new Map(body.operations.map((operation, index) => [operation, index]));
    this.#users = new Users(body);
  }

  /** The function that an operation is the last of; where there are several, the one that most operations compute. */
  functionAt(last: Operation): Found | undefined {
    if (!isElementwise(last) || !isFloat(last.results[0])) return undefined;
    let longest: Found | undefined;
    for (const { variable, operations } of this.#cones(last)) {
      if (operations.size === 1 && !ALONE.has(last.name)) continue;
      const values = numbersOf(this.#samplesOf(variable).at(last.results[0] as Value));
      const known = this.#known.find(values, elementOf(variable));
      // What is needed elsewhere too stays: 1 − z of a gate z, which is a function of its own, is a difference there.
      if (known && !isAlready(known, last) && this.#users.areInside(operations, last))
        longest = { function: known, variable, operations: new Set(operations) };
    }
    return longest;
  }

  /**
   * The values of which an operation's result is a function by elementwise operations alone, nearest first: going back from the result, each
   * time only one value is left that is no constant.
   */
  *#cones(last: Operation): Generator<{ variable: Value; operations: ReadonlySet<Operation> }> {
    const shape = shapeOf(last.results[0] as Value).join();
    const operations = new Set<Operation>();
    const open = new Set<Value>([last.results[0] as Value]);
    while (operations.size < MOST_OPERATIONS) {
      const next = this.#latest(open);
      if (!next?.owner || !this.#position.has(next.owner) || !isElementwise(next.owner)) return;
      open.delete(next);
      operations.add(next.owner);
      for (const operand of next.owner.operands) {
        if (splatNumber(operand) !== undefined) continue;
        if (shapeOf(operand).join() !== shape) return;
        open.add(operand);
      }
      const [only] = open;
      if (open.size === 1 && only && elementOf(only) === elementOf(last.results[0] as Value)) yield { variable: only, operations };
    }
  }

  /** The value made last: nothing else that is open can be computed from it. */
  #latest(open: ReadonlySet<Value>): Value | undefined {
    let latest: Value | undefined;
    const at = (value: Value) => (value.owner ? (this.#position.get(value.owner) ?? -1) : -1);
    for (const value of open) if (!latest || at(value) > at(latest)) latest = value;
    return latest;
  }

  #samplesOf(variable: Value): SampledValues {
    const known = this.#samples.get(variable) ?? new SampledValues(variable, splatNumber);
    this.#samples.set(variable, known);
    return known;
  }
}

const ELEMENTWISE = new Set(
  [
    ...['abs', 'add', 'clamp', 'compare', 'divide', 'exponential', 'exponential_minus_one', 'log', 'log_plus_one', 'logistic', 'maximum'],
    ...['minimum', 'multiply', 'negate', 'power', 'rsqrt', 'select', 'sign', 'sqrt', 'subtract', 'tanh'],
  ].map((name) => `stablehlo.${name}`),
);
for (const name of ['erf', 'erfc', 'square']) ELEMENTWISE.add(`chlo.${name}`);

/** Operations that alone are a function worth a kernel of its own. */
const ALONE = new Set(['stablehlo.maximum', 'stablehlo.clamp']);

const isElementwise = (op: Operation) => ELEMENTWISE.has(op.name) && !isConstant(op) && op.results.length === 1;
/** Scalars are not worth it, and bodies of reductions must stay what they are. */
const isFloat = (value: Value | undefined) =>
  value !== undefined && shapeOf(value).length > 0 && elementCount(shapeOf(value)) > 0 && /^(f32|f16|bf16)$/.test(elementOf(value));

/** Whether the operation is what would be written for the function. */
const isAlready = ({ name }: UnaryFunction, last: Operation) =>
  last.name === `stablehlo.${name}` ||
  (name === 'silu' && last.name === 'stablehlo.multiply' && last.operands.some(({ owner }) => owner?.name === 'stablehlo.logistic'));

function written({ name, alpha }: UnaryFunction, x: Value, b: StableHloBuilder): Value {
  if (name === 'logistic') return b.logistic(x);
  if (name === 'silu') return b.multiply(x, b.logistic(x));
  if (name === 'gelu' || name === 'gelu_tanh') return builtinOf('gelu', [x], { approximate: name === 'gelu_tanh' }, x.type, b);
  return builtinOf(name, [x], alpha === undefined ? {} : { alpha }, x.type, b);
}
