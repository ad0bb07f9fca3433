// The order that a comparator means, told by what it answers (samples).
import type { Region, Value } from '@hlolite/mlir-parser';
import { isNaNConstant, onlyDecides, resultsFor, sampledType, samplesOf } from './samples.js';

/** An order of the elements of one operand. */
export interface Order {
  /** The number of the operand that is compared. */
  readonly operand: number;
  readonly descending: boolean;
  /** Whether −0 is as large as 0, and every NaN (also one with a sign) as large as any other, larger than all numbers. */
  readonly joins: boolean;
}

/** At most so many operands are compared one after the other: more would be too many samples. */
const MOST_KEYS = 2;

/**
 * The orders that a sort by this comparator follows: by the first, elements that are equal there by the second. Undefined where it is
 * something else.
 */
export function ordersOf(comparator: Region): readonly Order[] | undefined {
  const block = comparator.blocks[0];
  if (!block || !onlyDecides(comparator)) return undefined;
  const used = new Set(block.operations.flatMap((operation) => operation.operands));
  const operands = [...new Set(block.arguments.flatMap((argument, index) => (used.has(argument) ? [Math.floor(index / 2)] : [])))];
  const keys = operands.map((operand) => keyOf(operand, block.arguments[2 * operand] as Value));
  if (operands.length === 0 || operands.length > MOST_KEYS || !keys.every((key) => key !== undefined)) return undefined;
  // Every pair of samples of one key with every pair of the other.
  const pairs = keys.reduce<readonly (readonly Pair[])[]>(
    (all, key) => all.flatMap((before) => key.pairs.map((pair) => [...before, pair])),
    [[]],
  );
  const given = block.arguments.map((_, index) => {
    const key = operands.indexOf(Math.floor(index / 2));
    return key < 0 ? undefined : pairs.map((pair) => keys[key]?.samples[pair[key]?.[index % 2] as number] as number);
  });
  const answers = resultsFor(comparator, given)?.[0];
  if (answers === undefined) return undefined;
  const hasNaN = block.operations.some(isNaNConstant);
  const reversed = [...keys.keys()].reverse();
  for (const priority of keys.length > 1 ? [[...keys.keys()], reversed] : [[0]])
    for (const choice of choicesOf(keys.map((key) => key.orders.filter(({ joins }) => joins || !hasNaN))))
      if (pairs.every((pair, index) => isBefore(priority, choice, pair) === (answers[index] === 1)))
        return priority.map((key) => choice[key] as Ranked);
  return undefined;
}

type Pair = readonly [number, number];

/** An order with the rank of each sample in it, and whether numbers are compared, for which a NaN comes before and after nothing. */
interface Ranked extends Order {
  readonly ranks: readonly number[];
}

interface Key {
  readonly samples: readonly number[];
  readonly pairs: readonly Pair[];
  readonly orders: readonly Ranked[];
}

/** What is tried of one operand; undefined for one without an order. */
function keyOf(operand: number, argument: Value): Key | undefined {
  const element = sampledType(argument);
  if (element === undefined) return undefined;
  const samples = samplesOf(element);
  const places = samples.map((_, place) => place);
  const joined = samples.map((value, place) => (value === 0 && samples[place - 1] === 0 ? place - 1 : place));
  // Comparing as numbers leaves open where a NaN goes: there it is the largest.
  const numeric = samples.map((value, place) => (Number.isNaN(value) ? Number.NaN : (joined[place] as number)));
  const orders = [joined, numeric, places].flatMap((ranks) =>
    [false, true].map((descending) => ({ operand, descending, joins: ranks !== places, ranks })),
  );
  return { samples, pairs: places.flatMap((a) => places.map((b): Pair => [a, b])), orders };
}

function isBefore(priority: readonly number[], choice: readonly Ranked[], pair: readonly Pair[]): boolean {
  for (const key of priority) {
    const { ranks, descending } = choice[key] as Ranked;
    const [a, b] = (pair[key] as Pair).map((sample) => ranks[sample] as number) as [number, number];
    if (a < b || a > b) return descending ? a > b : a < b;
    if (a !== b) return false;
  }
  return false;
}

const choicesOf = (orders: readonly (readonly Ranked[])[]): readonly (readonly Ranked[])[] =>
  orders.reduce<readonly (readonly Ranked[])[]>((all, each) => all.flatMap((before) => each.map((order) => [...before, order])), [[]]);
