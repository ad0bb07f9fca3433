// Functions of one variable are recognised by what they compute, not by how they are written: GELU comes as an error function spelt out in
// sixty operations, with or without CHLO, its factors in any order. The operations are evaluated in f64 at many places, and a
// function that agrees everywhere within the precision of the element type is that function.
import { float, i1, type Operation, operation, type Type, tensor, type Value } from '@hlolite/mlir-parser';
import { evaluate } from '@hlolite/stablehlo';
import { type Dense, denseOf, readNumbers } from '@hlolite/tensor';
import { isBoolean } from '../families/element-kind.js';

/** Dense where activations bend, sparse where they are straight; irregular, so that no grid hides a step; without 0, where x / x is lost. */
const SAMPLES: readonly number[] = [
  ...Array.from({ length: 61 }, (_, index) => (index - 30) * 0.2603 + 0.0217 * Math.sin(index)),
  ...[1e-6, 1e-3, 9.7, 13.1, 21.3, 55.5, 81.7].flatMap((value) => [value, -value]),
];
const f64 = float('f64');
const sampled = (type: Type): Type => tensor([SAMPLES.length], type);

/** A function that a kernel, or a shorter form, computes. */
export interface UnaryFunction {
  readonly name: string;
  /** The slope for negative numbers, of the leaky RELU. */
  readonly alpha?: number;
}

type Formula = (x: number, alpha: number) => number;

const clamp = (x: number, low: number, high: number) => Math.min(Math.max(x, low), high);
const logistic = (x: number) => 1 / (1 + Math.exp(-x));

const formulas: Readonly<Record<string, Formula>> = {
  relu: (x) => Math.max(x, 0),
  relu6: (x) => clamp(x, 0, 6),
  relu_n1_to_1: (x) => clamp(x, -1, 1),
  relu_0_to_1: (x) => clamp(x, 0, 1),
  leaky_relu: (x, alpha) => (x > 0 ? x : alpha * x),
  elu: (x) => (x > 0 ? x : Math.expm1(x)),
  hard_swish: (x) => (x * clamp(x + 3, 0, 6)) / 6,
  gelu_tanh: (x) => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
  logistic,
  silu: (x) => x * logistic(x),
};

/** What is 0 for a half of all numbers must be 0 there: the least of what is divided by, max(x, 1e-12), is no RELU. */
const EXACTLY_ZERO: ReadonlySet<string> = new Set(['relu', 'relu6', 'relu_0_to_1', 'hard_swish']);

/** How far a function may be off, relative to |x|, computed with constants of an element type. */
const PRECISION: Readonly<Record<string, number>> = { f32: 2e-6, f16: 1e-3, bf16: 8e-3 };

/** The functions by their values at the samples, which are computed when they are first asked for. */
export class KnownFunctions {
  #values: ReadonlyMap<string, ArrayLike<number>> | undefined;

  #computed(): ReadonlyMap<string, ArrayLike<number>> {
    const entries = Object.entries(formulas).filter(([name]) => name !== 'leaky_relu');
    const errorFunction = evaluated(
      'chlo.erf',
      SAMPLES.map((x) => x / Math.SQRT2),
    );
    const gelu = SAMPLES.map((x, index) => 0.5 * x * (1 + (errorFunction[index] as number)));
    return new Map([...entries.map(([name, of]) => [name, SAMPLES.map((x) => of(x, 0))] as const), ['gelu', gelu]]);
  }

  /** The function with these values at the samples, the closest where several are near. */
  find(values: ArrayLike<number>, elementType: string): UnaryFunction | undefined {
    const precision = PRECISION[elementType];
    if (precision === undefined) return undefined;
    let best: { readonly name: string; readonly error: number } | undefined;
    this.#values ??= this.#computed();
    for (const [name, wanted] of this.#values) {
      const error = distance(values, wanted, Math.min(precision, best?.error ?? precision));
      const isOff = (value: number, index: number) => value === 0 && values[index] !== 0;
      if (error !== undefined && !(EXACTLY_ZERO.has(name) && Array.from(wanted).some(isOff))) best = { name, error };
    }
    return best ? { name: best.name } : leakyRelu(values, precision);
  }
}

function leakyRelu(values: ArrayLike<number>, precision: number): UnaryFunction | undefined {
  const alpha = Math.fround((values[0] as number) / (SAMPLES[0] as number));
  if (!(alpha > 0 && alpha < 1)) return undefined;
  const wanted = SAMPLES.map((x) => formulas.leaky_relu!(x, alpha));
  return distance(values, wanted, precision, alpha) === undefined ? undefined : { name: 'leaky_relu', alpha };
}

/** The greatest error, or undefined when it is `limit` or more anywhere; below 0 it is relative to so much of x. */
function distance(values: ArrayLike<number>, wanted: ArrayLike<number>, limit: number, below = 1): number | undefined {
  let greatest = 0;
  for (let index = 0; index < SAMPLES.length; index++) {
    const sample = SAMPLES[index] as number;
    const scale = Math.max(Math.abs(sample), 1e-3) * (sample < 0 ? below : 1);
    const error = Math.abs((values[index] as number) - (wanted[index] as number)) / scale;
    if (!(error < limit)) return undefined;
    greatest = Math.max(greatest, error);
  }
  return greatest;
}

function evaluated(name: string, at: readonly number[]): ArrayLike<number> {
  const argument: Value = { type: sampled(f64), index: 0 };
  const op = operation({ name, operands: [argument], resultTypes: [sampled(f64)] });
  return readNumbers(evaluate(op, [denseOf('f64', [SAMPLES.length], at)])[0] as Dense) as Float64Array;
}

/** Values of operations as functions of one value, at the samples; each operation is evaluated once. */
export class SampledValues {
  readonly #known = new Map<Value, Dense>();

  /** `constant` gives the number that all elements of a constant value have. */
  constructor(
    variable: Value,
    readonly constant: (value: Value) => number | undefined,
  ) {
    this.#known.set(variable, denseOf('f64', [SAMPLES.length], SAMPLES));
  }

  /** Values of an operation whose operands lead to the variable by elementwise operations. */
  at(value: Value): Dense {
    const known = this.#known.get(value);
    if (known) return known;
    const number = this.constant(value);
    const dense =
      number === undefined
        ? this.#computed(value.owner as Operation)
        : denseOf(
            'f64',
            [SAMPLES.length],
            SAMPLES.map(() => number),
          );
    this.#known.set(value, dense);
    return dense;
  }

  #computed(op: Operation): Dense {
    const operands = op.operands.map((operand) => this.at(operand));
    const copy = operation({
      ...op,
      operands: operands.map(({ type }, index) => ({ type: sampled(type === 'i1' ? i1 : f64), index })),
      resultTypes: [sampled(isBoolean(op.results[0] as Value) ? i1 : f64)],
    });
    return evaluate(copy, operands)[0] as Dense;
  }
}

/** The values of an operation's result as numbers. */
export const numbersOf = (dense: Dense): ArrayLike<number> => readNumbers(dense) as Float64Array;
