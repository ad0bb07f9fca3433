// The check of ops: a program is lowered, run in the real LiteRT, and compared with the reference interpreter on the same inputs.
// Inputs are arguments, so that folding cannot fake a result.
import { parse } from '@hlolite/mlir-parser';
import { type LowerOptions, lower } from '@hlolite/op-lowering';
import { load } from '@hlolite/runtime/node';
import { interpret } from '@hlolite/stablehlo';
import { type Dense, denseOf, difference, type ElementType, elementCount, elementInfo, readNumbers } from '@hlolite/tensor';
import type { Model } from '@hlolite/tflite-schema';
import { write } from '@hlolite/tflite-writer';
import { expect } from 'vitest';

/** The model of a program. */
export const lowered = (text: string, options?: LowerOptions): Model => lower(parse(text), options);

/** The file of a model. */
export const fileOf = (model: Model): Uint8Array => write(model);

/** The kinds of operators of the model, in order. */
export const operatorsOf = (model: Model): string[] =>
  model.subgraphs.flatMap((subgraph) => subgraph.operators.map((operator) => operator.op));

/** What a program gives in LiteRT, and the kinds of operators it became. */
export async function run(
  text: string,
  inputs: readonly Dense[],
  options: LowerOptions = {},
): Promise<{ found: readonly Dense[]; operators: string[] }> {
  const model = lowered(text, options);
  const session = await load(write(model));
  try {
    return { found: await session.run([...inputs]), operators: operatorsOf(model) };
  } finally {
    session.dispose();
  }
}

/** Runs a program in LiteRT and compares with the interpreter (or with `expected`); gives the kinds of operators it became. */
export async function check(
  text: string,
  inputs: readonly Dense[],
  options: LowerOptions & { tolerance?: number; expected?: readonly Dense[] } = {},
): Promise<string[]> {
  const { tolerance = 1e-5, expected = interpret(parse(text), inputs), ...rest } = options;
  const { found, operators } = await run(text, inputs, rest);
  compareAll(found, expected, tolerance);
  return operators;
}

function compareAll(found: readonly Dense[], expected: readonly Dense[], tolerance: number): void {
  expect(found.length).toBe(expected.length);
  found.forEach((dense, index) => {
    const wanted = expected[index] as Dense;
    expect([dense.type, ...dense.shape]).toEqual([wanted.type, ...wanted.shape]);
    const exact = elementInfo(wanted.type).kind !== 'float' && elementInfo(wanted.type).kind !== 'complex';
    expect(difference(dense, wanted).relative).toBeLessThanOrEqual(exact ? 0 : tolerance);
  });
}

/**
 * As `check`, but every float within `tolerance` of its own size (of `least` where it is smaller), not of the largest; NaN and infinities
 * the same. For functions whose values span many orders of magnitude.
 */
export async function checkEach(text: string, inputs: readonly Dense[], tolerance: number, least = 1e-30): Promise<void> {
  const [expected] = interpret(parse(text), inputs) as readonly [Dense];
  const { found } = await run(text, inputs);
  const [values, wanted] = [found[0] as Dense, expected].map((dense) => [...readNumbers(dense)].map(Number)) as [number[], number[]];
  const given = inputs.map((dense) => [...readNumbers(dense)]);
  const wrong = wanted.flatMap((value, index) => {
    const is = values[index] as number;
    const fits = Object.is(is, value) || is === value || Math.abs(is - value) <= tolerance * Math.max(Math.abs(value), least);
    return fits ? [] : [`(${given.map((each) => each[index]).join(', ')}) gives ${is}, not ${value}`];
  });
  expect(wrong).toEqual([]);
}

/**
 * Runs one model of a program with unknown sizes on inputs of several sizes, each compared with the interpreter (or with its place in
 * `expected`); gives the kinds of operators.
 */
export async function checkSizes(
  text: string,
  runs: readonly (readonly Dense[])[],
  options: LowerOptions & { tolerance?: number; expected?: readonly (readonly Dense[])[] } = {},
): Promise<string[]> {
  const { tolerance = 1e-5, expected = runs.map((inputs) => interpret(parse(text), inputs)), ...rest } = options;
  const model = lowered(text, rest);
  const session = await load(write(model));
  try {
    for (const [index, inputs] of runs.entries()) compareAll(await session.run(inputs), expected[index] as readonly Dense[], tolerance);
  } finally {
    session.dispose();
  }
  return operatorsOf(model);
}

/** Numbers from a seed, in [−2, 2) for floats and [−8, 8) for integers: the same in every run. */
export function random(type: ElementType, shape: readonly number[], seed = 1): Dense {
  let state = seed * 2654435761;
  const next = () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) | 0;
    return ((state >>> 8) & 0xffff) / 0x10000;
  };
  const { kind } = elementInfo(type);
  const one =
    kind === 'float' || kind === 'complex'
      ? () => next() * 4 - 2
      : kind === 'boolean'
        ? () => Number(next() < 0.5)
        : () => Math.floor(next() * 16) - (kind === 'signed' ? 8 : 0);
  const count = elementCount(shape) * (kind === 'complex' ? 2 : 1);
  const numbers = Array.from({ length: count }, one);
  return denseOf(type, shape, type === 'i64' || type === 'ui64' ? numbers.map(BigInt) : numbers);
}

/** Numbers for each argument of a program's first function. */
export function randomInputs(text: string): Dense[] {
  const [fn] = /@\w+\([^)]*\)/.exec(text) ?? [''];
  return [...fn.matchAll(/tensor<([^>]*)>/g)].map(([, type = ''], index) => {
    const sizes = type.split('x');
    return random(sizes.pop() as ElementType, sizes.map(Number), index + 1);
  });
}

/** What is told, a program, and the kinds of operators it becomes: a row of a table of programs. */
export type Row = readonly [name: string, text: string, operators: string];

/** Checks such a row on random inputs. */
export async function becomes(_: string, text: string, operators: string): Promise<void> {
  expect((await check(text, randomInputs(text), { tolerance: /f16/.test(text) ? 1e-2 : 1e-5 })).join(' ')).toBe(operators);
}
