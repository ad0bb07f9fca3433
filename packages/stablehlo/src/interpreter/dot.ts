// Contractions: dot_general and its older forms. Both sides are brought to [batch, rows, contracted] and [batch, contracted, columns].
import { stablehlo } from '@hlolite/mlir-parser';
import { type Dense, type ElementType, elementCount, elementInfo, type LongNumbers, type PlainNumbers, readNumbers } from '@hlolite/tensor';
import { conversion } from './convert.js';
import { denseFrom, type Elements, newElements } from './elements.js';
import { kernels } from './kernel.js';
import { mapElements } from './map.js';
import { kindOf } from './scalar.js';
import { transposed } from './strides.js';

export const dot = kernels(stablehlo, {
  dot: ({ lhs, rhs }, context) =>
    dotGeneral(lhs, rhs, { batch: [[], []], contracting: [[lhs.shape.length - 1], [0]] }, context.resultType()),
  dot_general: ({ lhs, rhs, dot_dimension_numbers: numbers }, context) =>
    dotGeneral(
      lhs,
      rhs,
      {
        batch: [numbers.lhs_batching_dimensions, numbers.rhs_batching_dimensions],
        contracting: [numbers.lhs_contracting_dimensions, numbers.rhs_contracting_dimensions],
      },
      context.resultType(),
    ),
});

type Sides = readonly [lhs: readonly number[], rhs: readonly number[]];

export interface DotDimensions {
  readonly batch: Sides;
  readonly contracting: Sides;
}

export function dotGeneral(lhs: Dense, rhs: Dense, { batch, contracting }: DotDimensions, type: ElementType): Dense {
  const freeOf = (side: Dense, index: 0 | 1) =>
    side.shape.map((_, d) => d).filter((d) => !batch[index].includes(d) && !contracting[index].includes(d));
  const [rows, columns] = [freeOf(lhs, 0), freeOf(rhs, 1)];
  const sizes = (side: Dense, dimensions: readonly number[]) => dimensions.map((d) => side.shape[d] as number);
  const left = whole(transposed(inType(lhs, type), [...batch[0], ...rows, ...contracting[0]]));
  const right = whole(transposed(inType(rhs, type), [...batch[1], ...contracting[1], ...columns]));
  const shape = [...sizes(lhs, batch[0]), ...sizes(lhs, rows), ...sizes(rhs, columns)];
  const results = newElements(type, elementCount(shape));
  const extent: Extent = {
    batch: elementCount(sizes(lhs, batch[0])),
    rows: elementCount(sizes(lhs, rows)),
    inner: elementCount(sizes(lhs, contracting[0])),
    columns: elementCount(sizes(rhs, columns)),
  };
  multiplierOf[kindOf(type)](left, right, results, extent);
  return denseFrom(results, shape);
}

/** Products are computed in the type of the result. */
const inType = (side: Dense, type: ElementType): Dense =>
  side.type === type ? side : mapElements(conversion(side.type, type), [side], type);

/** Numbers with a splat written out. */
function whole(dense: Dense): PlainNumbers | LongNumbers {
  const numbers = readNumbers(dense);
  if (!dense.splat) return numbers;
  const count = elementCount(dense.shape) * (elementInfo(dense.type).kind === 'complex' ? 2 : 1);
  const repeated = new (numbers.constructor as Float64ArrayConstructor)(count);
  for (let i = 0; i < count; i++) repeated[i] = numbers[i % numbers.length] as number;
  return repeated;
}

interface Extent {
  readonly batch: number;
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
}

type Multiplier = (lhs: PlainNumbers | LongNumbers, rhs: PlainNumbers | LongNumbers, results: Elements, extent: Extent) => void;

/** Row by row: each element of the left row adds its multiple of a right row to the sums, so all reads are in order. */
function rowByRow(
  { batch, rows, inner, columns }: Extent,
  begin: () => unknown,
  addRow: (left: number, right: number) => void,
  finish: (result: number) => void,
): void {
  for (let b = 0; b < batch; b++)
    for (let row = 0; row < rows; row++) {
      begin();
      const at = b * rows + row;
      for (let k = 0; k < inner; k++) addRow(at * inner + k, (b * inner + k) * columns);
      finish(at * columns);
    }
}

/** Floats are summed in doubles and rounded once. */
const multiplyFloats: Multiplier = (lhs, rhs, { numbers }, extent) => {
  const [left, right, results] = [lhs as Float64Array, rhs as Float64Array, numbers as Float64Array];
  const { columns } = extent;
  const sums = new Float64Array(columns);
  rowByRow(
    extent,
    () => sums.fill(0),
    (a, b) => {
      const factor = left[a] as number;
      for (let column = 0; column < columns; column++) (sums[column] as number) += factor * (right[b + column] as number);
    },
    (result) => results.set(sums, result),
  );
};

/** Integers wrap at 32 bits; narrower types wrap once more when they are stored. */
const multiplyIntegers: Multiplier = (lhs, rhs, { numbers }, extent) => {
  const [left, right, results] = [lhs as Int32Array, rhs as Int32Array, numbers as Int32Array];
  const { columns } = extent;
  const sums = new Int32Array(columns);
  rowByRow(
    extent,
    () => sums.fill(0),
    (a, b) => {
      const factor = left[a] as number;
      for (let column = 0; column < columns; column++) (sums[column] as number) += Math.imul(factor, right[b + column] as number);
    },
    (result) => results.set(sums, result),
  );
};

const multiplyLongs: Multiplier = (lhs, rhs, { numbers }, extent) => {
  const [left, right, results] = [lhs as BigInt64Array, rhs as BigInt64Array, numbers as BigInt64Array];
  const { columns } = extent;
  const sums = new BigInt64Array(columns);
  rowByRow(
    extent,
    () => sums.fill(0n),
    (a, b) => {
      const factor = left[a] as bigint;
      for (let column = 0; column < columns; column++) (sums[column] as bigint) += factor * (right[b + column] as bigint);
    },
    (result) => results.set(sums, result),
  );
};

/** In booleans a product is "and", a sum is "or". */
const multiplyBooleans: Multiplier = (lhs, rhs, results, extent) => {
  const sums = newElements('i32', results.numbers.length);
  multiplyIntegers(lhs, rhs, sums, extent);
  for (let i = 0; i < sums.numbers.length; i++) results.set(i, sums.numbers[i] ? 1 : 0);
};

const multiplyComplex: Multiplier = (lhs, rhs, { numbers }, extent) => {
  const [left, right, results] = [lhs as Float64Array, rhs as Float64Array, numbers as Float64Array];
  const { columns } = extent;
  const sums = new Float64Array(2 * columns);
  rowByRow(
    extent,
    () => sums.fill(0),
    (a, b) => {
      const [re, im] = [left[2 * a] as number, left[2 * a + 1] as number];
      for (let column = 0; column < columns; column++) {
        const [otherRe, otherIm] = [right[2 * (b + column)] as number, right[2 * (b + column) + 1] as number];
        (sums[2 * column] as number) += re * otherRe - im * otherIm;
        (sums[2 * column + 1] as number) += re * otherIm + im * otherRe;
      }
    },
    (result) => results.set(sums, 2 * result),
  );
};

const multiplierOf = {
  float: multiplyFloats,
  integer: multiplyIntegers,
  long: multiplyLongs,
  boolean: multiplyBooleans,
  complex: multiplyComplex,
} as const;
