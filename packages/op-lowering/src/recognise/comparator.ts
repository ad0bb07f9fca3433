// The order that a comparator means, told by what it answers: one that only compares and chooses, with no other numbers than 0 and NaN,
// depends on nothing but which of two elements is greater, so that answers for a few pairs of every kind say all.
import { elementName, isTensor, type Operation, type Region, tensor, type Value } from '@hlolite/mlir-parser';
import { evaluate } from '@hlolite/stablehlo';
import { type Dense, denseOf, type ElementType, elementInfo, isElementType, readNumbers } from '@hlolite/tensor';
import { liftBody } from '../lift-body.js';
import { constantValue } from '../prepare/fold-constants.js';
import { StableHloBuilder } from '../stablehlo-builder.js';

/** An order of the elements of one operand. */
export interface Order {
  /** The number of the operand that is compared. */
  readonly operand: number;
  readonly descending: boolean;
  /** Whether −0 is as large as 0, and every NaN (also one with a sign) as large as any other, larger than all numbers. */
  readonly joins: boolean;
}

const DECIDING = new Set(['compare', 'select', 'and', 'or', 'not', 'xor'].map((name) => `stablehlo.${name}`));

/** The order that a sort by this comparator follows; undefined where it is no order of one operand. */
export function orderOf(comparator: Region): Order | undefined {
  const block = comparator.blocks[0];
  if (!block?.operations.slice(0, -1).every(isDeciding)) return undefined;
  const used = new Set(block.operations.flatMap((operation) => operation.operands));
  const compared = block.arguments.flatMap((argument, index) => (used.has(argument) ? [Math.floor(index / 2)] : []));
  const [operand] = compared;
  if (operand === undefined || compared.some((each) => each !== operand)) return undefined;
  const { type } = block.arguments[2 * operand] as Value;
  const element = isTensor(type) ? elementName(type.element) : '';
  if (!isElementType(element) || element.startsWith('complex')) return undefined;
  const answers = answersOf(comparator, element, operand);
  return answers && matching(answers, element, operand, block.operations.some(isNaNConstant));
}

/** Whether an operation only decides, or is a constant that parts no numbers: 0, NaN, a boolean. */
function isDeciding(operation: Operation): boolean {
  if (DECIDING.has(operation.name)) return true;
  const dense = constantValue(operation)?.[0];
  if (!dense) return false;
  return (
    dense.type === 'i1' ||
    (elementInfo(dense.type).kind === 'float' && [...numbersOf(dense)].every((value) => Number.isNaN(value) || value === 0))
  );
}

const isNaNConstant = (operation: Operation): boolean => {
  const dense = constantValue(operation)?.[0];
  return dense !== undefined && elementInfo(dense.type).kind === 'float' && [...numbersOf(dense)].some(Number.isNaN);
};

const numbersOf = (dense: Dense): number[] => [...readNumbers({ ...dense, shape: [], splat: false })].map(Number);

/** Elements of every kind, in the order of the type. */
function samplesOf(type: ElementType): readonly number[] {
  const { kind } = elementInfo(type);
  if (kind === 'boolean') return [0, 1];
  return kind === 'float'
    ? [Number.NEGATIVE_INFINITY, -1, -0, 0, 1, Number.POSITIVE_INFINITY, Number.NaN]
    : kind === 'signed'
      ? [-2, -1, 0, 1]
      : [0, 1, 2, 3];
}

/** What the comparator says of every pair of samples, by rows. */
function answersOf(comparator: Region, element: ElementType, operand: number): readonly number[] | undefined {
  const samples = samplesOf(element);
  const pairs = samples.flatMap((a) => samples.map((b) => [a, b] as const));
  const values = new Map<Value, Dense>();
  const given = (comparator.blocks[0]?.arguments ?? []).map((argument, index): Value => {
    const value: Value = { type: isTensor(argument.type) ? tensor([pairs.length], argument.type.element) : argument.type, index };
    const numbers = pairs.map((pair) => pair[index % 2] as number);
    if (Math.floor(index / 2) === operand)
      values.set(
        value,
        denseOf(
          element,
          [pairs.length],
          (elementInfo(element).bits === 64 && elementInfo(element).kind !== 'float' ? numbers.map(BigInt) : numbers) as number[],
        ),
      );
    return value;
  });
  const builder = new StableHloBuilder({ location: { kind: 'unknown' } });
  const [answer] = liftBody(comparator, given, [pairs.length], builder);
  for (const operation of builder.operations) {
    const operands = operation.operands.map((value) => values.get(value));
    if (!operands.every((dense) => dense !== undefined)) return undefined;
    evaluate(operation, operands).forEach((dense, index) => values.set(operation.results[index] as Value, dense));
  }
  const found = answer && values.get(answer);
  return found && [...readNumbers(found)].map(Number);
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
