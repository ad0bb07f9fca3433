// Element access to tensors for kernels: numbers by index, where a splat answers every index with its one element.
import { fail } from '@hlolite/diagnostics';
import { type Dense, denseOf, type ElementType, elementCount, elementInfo, type Numbers, newNumbers, readNumbers } from '@hlolite/tensor';
import { rounderOf, type Scalar } from './scalar.js';

/** More would not fit into one typed array everywhere; what is a splat never comes here. */
const LARGEST_COUNT = 2 ** 30;

/** Elements that are read and written one at a time. */
export class Elements {
  readonly #complex: boolean;

  /** `step` is 0 when one stored element answers every index. */
  constructor(
    readonly type: ElementType,
    readonly numbers: Numbers,
    readonly step: 0 | 1 = 1,
  ) {
    this.#complex = elementInfo(type).kind === 'complex';
  }

  get(index: number): Scalar {
    const at = index * this.step;
    return this.#complex ? [this.numbers[2 * at] as number, this.numbers[2 * at + 1] as number] : (this.numbers[at] as number | bigint);
  }

  set(index: number, value: Scalar): void {
    if (this.#complex) {
      [this.numbers[2 * index], this.numbers[2 * index + 1]] = value as readonly [number, number];
    } else (this.numbers as Scalar[] | Numbers)[index] = value as never;
  }

  fill(value: Scalar, count: number): this {
    for (let index = 0; index < count; index++) this.set(index, value);
    return this;
  }
}

/** The elements of a tensor, to read. */
export const elementsOf = (dense: Dense): Elements =>
  new Elements(dense.type, readNumbers(dense), dense.splat || elementCount(dense.shape) === 1 ? 0 : 1);

/**
 * Refuses to hold, or to go through, more elements than that.
 * @throws CompileError `interpret/too-large`
 */
export function mustBeComputable(count: number): void {
  if (count > LARGEST_COUNT)
    fail({
      code: 'interpret/too-large',
      message: `a tensor must have at most ${LARGEST_COUNT} elements to be computed (was ${count})`,
    });
}

/** Room for `count` elements. Small floats are kept as doubles until `denseFrom` rounds them once. */
export function newElements(type: ElementType, count: number): Elements {
  mustBeComputable(count);
  const { format, kind } = elementInfo(type);
  return new Elements(type, format ? new Float64Array(count) : newNumbers(type, kind === 'complex' ? 2 * count : count));
}

/** The tensor of these elements. */
export const denseFrom = (elements: Elements, shape: readonly number[]): Dense => denseOf(elements.type, shape, elements.numbers);

/** The only element of a tensor of one. */
export const scalarOf = (dense: Dense): Scalar => elementsOf(dense).get(0);

/** A tensor without dimensions, rounded to its type. */
export function scalarTensor(type: ElementType, value: Scalar): Dense {
  const elements = newElements(type, 1);
  elements.set(0, rounderOf(type)(value));
  return denseFrom(elements, []);
}

/** The elements of an integer tensor as numbers: starts, sizes, indices. */
export const integersOf = (dense: Dense): number[] =>
  Array.from({ length: elementCount(dense.shape) }, (_, index) => Number(elementsOf(dense).get(index)));

export const sameShape = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((size, dimension) => size === b[dimension]);
