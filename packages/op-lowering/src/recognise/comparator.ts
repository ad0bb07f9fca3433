// The order that a comparator means, told by what it answers (samples).
import type { Region, Value } from '@hlolite/mlir-parser';
import type { ElementType } from '@hlolite/tensor';
import { isNaNConstant, onlyDecides, resultsFor, sampledType, samplesOf } from './samples.js';

/** An order of the elements of one operand. */
export interface Order {
  /** The number of the operand that is compared. */
  readonly operand: number;
  readonly descending: boolean;
  /** Whether −0 is as large as 0, and every NaN (also one with a sign) as large as any other, larger than all numbers. */
  readonly joins: boolean;
}

/** The order that a sort by this comparator follows; undefined where it is no order of one operand. */
export function orderOf(comparator: Region): Order | undefined {
  const block = comparator.blocks[0];
  if (!block || !onlyDecides(comparator)) return undefined;
  const used = new Set(block.operations.flatMap((operation) => operation.operands));
  const compared = block.arguments.flatMap((argument, index) => (used.has(argument) ? [Math.floor(index / 2)] : []));
  const [operand] = compared;
  if (operand === undefined || compared.some((each) => each !== operand)) return undefined;
  const element = sampledType(block.arguments[2 * operand] as Value);
  if (element === undefined) return undefined;
  const answers = answersOf(comparator, element, operand);
  return answers && matching(answers, element, operand, block.operations.some(isNaNConstant));
}

/** What the comparator says of every pair of samples, by rows. */
function answersOf(comparator: Region, element: ElementType, operand: number): readonly number[] | undefined {
  const samples = samplesOf(element);
  const pairs = samples.flatMap((a) => samples.map((b) => [a, b] as const));
  const given = (comparator.blocks[0]?.arguments ?? []).map((_, index) =>
    Math.floor(index / 2) === operand ? pairs.map((pair) => pair[index % 2] as number) : undefined,
  );
  return resultsFor(comparator, given)?.[0];
}

/** The order with these answers. Comparing as numbers leaves open where a NaN goes: there it is the largest. */
function matching(answers: readonly number[], element: ElementType, operand: number, hasNaN: boolean): Order | undefined {
  const samples = samplesOf(element);
  const places = samples.map((_, place) => place);
  const joined = samples.map((value, place) => (value === 0 && samples[place - 1] === 0 ? place - 1 : place));
  const says = (of: (a: number, b: number) => boolean) =>
    places.every((a) => places.every((b) => of(a, b) === (answers[a * places.length + b] === 1)));
  for (const descending of [false, true]) {
    const before = (ranks: readonly number[]) => (a: number, b: number) => {
      const [x, y] = [ranks[a] as number, ranks[b] as number];
      return descending ? x > y : x < y;
    };
    const numeric = (a: number, b: number) => before(joined)(a, b) && !Number.isNaN(samples[a]) && !Number.isNaN(samples[b]);
    if (says(before(joined)) || says(numeric)) return { operand, descending, joins: true };
    if (says(before(places)) && !hasNaN) return { operand, descending, joins: false };
  }
  return undefined;
}
