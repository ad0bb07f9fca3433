// A program with unknown sizes is lowered at two choices of them, and what both models agree in is the model for all sizes (agree.ts). So no
// row of the families needs to know of unknown sizes, and what would be right for some sizes only is found and reported.
import { CompileError, fail } from '@hlolite/diagnostics';
import { DYNAMIC, isTensor, type TensorType, type Type } from '@hlolite/mlir-parser';
import type { Model } from '@hlolite/tflite-schema';
import { agreed } from './agree.js';
import { SizeConflict } from './size-conflict.js';

/**
 * Each unknown size gets a number of its own in each choice, so that it is known again in shapes. The two numbers of a size differ by a prime
 * of its own, more than strides are: what fits one of them by its remainder, as padding SAME does, does not fit the other.
 */
type Choices = readonly [readonly number[], readonly number[]];

const CHOICES: Choices = [
  [5, 7, 11, 13, 17, 19, 43, 47],
  [18, 24, 30, 36, 46, 50, 80, 88],
];

/** For programs that have a number of the others as a known size too, so that two sizes look like one. */
const OTHER_CHOICES: Choices = [
  [29, 37, 41, 47, 53, 59, 61, 67],
  [42, 54, 60, 70, 82, 90, 98, 108],
];

export const hasUnknownSize = (types: readonly Type[]): boolean => types.some((type) => isTensor(type) && type.shape.includes(DYNAMIC));

/**
 * The model for all sizes of the unknown dimensions of the arguments' types.
 * @param lowerAt the model for given types of the arguments; `anySize` asks for nothing that fits some sizes only, where there is a choice
 * @throws CompileError `lower/dynamic-shape` where the model depends on a size in a way that a .tflite cannot say
 */
export function lowerAtTwoSizes(types: readonly Type[], lowerAt: (types: readonly Type[], anySize: boolean) => Model): Model {
  let first: CompileError | undefined;
  for (const choices of [CHOICES, OTHER_CHOICES])
    for (const anySize of [false, true])
      try {
        return modelForAll(types, choices, (sized) => lowerAt(sized, anySize));
      } catch (error) {
        if (!(error instanceof CompileError)) throw error;
        first ??= error;
      }
  throw first;
}

function modelForAll(types: readonly Type[], choices: Choices, lowerAt: (types: readonly Type[]) => Model): Model {
  const count = types.reduce((sum, type) => sum + (isTensor(type) ? type.shape.filter((size) => size === DYNAMIC).length : 0), 0);
  if (count > choices[0].length)
    return fail({
      code: 'lower/dynamic-shape',
      message: `the arguments must have at most ${choices[0].length} unknown sizes (have ${count})`,
      hint: 'export the program with fewer unknown sizes',
    });
  // For each unknown dimension, in order, the number of its size; those that have to be the same get the same.
  let numbers = Array.from({ length: count }, (_, index) => index);
  for (;;)
    try {
      const [first, second] = choices.map((sizes) =>
        lowerAt(
          withSizes(
            types,
            numbers.map((number) => sizes[number] as number),
          ),
        ),
      );
      return agreed(first as Model, second as Model);
    } catch (error) {
      const merged = error instanceof SizeConflict ? mergedNumbers(numbers, choices, error.pairs) : undefined;
      if (!merged) throw error;
      numbers = merged;
    }
}

function withSizes(types: readonly Type[], sizes: readonly number[]): readonly Type[] {
  const rest = [...sizes];
  const sized = ({ shape, element }: TensorType): TensorType => ({
    kind: 'tensor',
    shape: shape.map((size) => (size === DYNAMIC ? (rest.shift() as number) : size)),
    element,
  });
  return types.map((type) => (isTensor(type) && type.shape.includes(DYNAMIC) ? sized(type) : type));
}

/** With the first pair of sizes that are both unknown ones made one; undefined when there is none. */
function mergedNumbers(numbers: readonly number[], choices: Choices, pairs: SizeConflict['pairs']): number[] | undefined {
  for (const pair of pairs)
    for (const sizes of choices) {
      const [kept, gone] = pair.map((size) => sizes.indexOf(size)).sort((a, b) => a - b) as [number, number];
      if (numbers.includes(kept) && numbers.includes(gone)) return numbers.map((number) => (number === gone ? kept : number));
    }
  return undefined;
}
