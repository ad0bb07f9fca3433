// A tensor in a few numbers: what details and outputs show. Made in workers; a tensor may have many millions of elements.
import { bytesNow, type Dense, elementCount, elementInfo, isInMemory, readNumbers } from '@hlolite/tensor';

export interface Summary {
  readonly type: string;
  readonly shape: readonly number[];
  readonly count: number;
  /** How many elements were looked at: the first ones, when there are very many. */
  readonly examined: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly mean: number;
  readonly deviation: number;
  readonly zeros: number;
  /** NaN and infinities; they are left out of the other numbers. */
  readonly nonFinite: number;
  /** Counts of equal intervals from minimum to maximum. */
  readonly histogram: readonly number[];
  /** The first elements, as text. */
  readonly first: readonly string[];
}

const MOST_EXAMINED = 1 << 20;
const SHOWN = 256;
const BINS = 32;

/** The summary of a tensor; of a file only the part that is examined is read. */
export function summarize(dense: Dense): Summary {
  const count = elementCount(dense.shape);
  const numbers = readNumbers(beginning(dense, count));
  const values = Float64Array.from(numbers as Iterable<number | bigint>, Number);
  const finite = values.filter(Number.isFinite);
  const [minimum, maximum, mean, deviation] = moments(finite);
  return {
    type: dense.type,
    shape: dense.shape,
    count,
    examined: dense.splat ? count : values.length,
    minimum,
    maximum,
    mean,
    deviation,
    zeros: finite.filter((value) => value === 0).length,
    nonFinite: values.length - finite.length,
    histogram: histogramOf(finite, minimum, maximum),
    first: Array.from((numbers as Float64Array).subarray(0, SHOWN), numberText),
  };
}

/** As many elements as are examined, in a tensor of one dimension. */
function beginning({ type, bytes, splat }: Dense, count: number): Dense {
  const { bytes: width } = elementInfo(type);
  const examined = splat ? 1 : Math.min(count, MOST_EXAMINED);
  const length = examined * width;
  const part = isInMemory(bytes) ? bytes.subarray(0, length) : bytesNow({ ...bytes, length });
  return { type, shape: [examined], bytes: part };
}

function moments(values: Float64Array): [minimum: number, maximum: number, mean: number, deviation: number] {
  if (values.length === 0) return [Number.NaN, Number.NaN, Number.NaN, Number.NaN];
  let [minimum, maximum, sum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (const value of values) {
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
    sum += value;
  }
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return [minimum, maximum, mean, Math.sqrt(squares / values.length)];
}

/** Counts of the values in `bins` equal intervals. */
export function histogramOf(values: ArrayLike<number>, minimum: number, maximum: number, bins = BINS): number[] {
  const counts = new Array<number>(bins).fill(0);
  const width = (maximum - minimum) / bins;
  for (let index = 0; index < values.length; index++) {
    const bin = width > 0 ? Math.min(bins - 1, Math.floor(((values[index] as number) - minimum) / width)) : 0;
    counts[bin] = (counts[bin] as number) + 1;
  }
  return values.length > 0 ? counts : [];
}

/** A number with as many digits as a reader can use. */
export function numberText(value: number | bigint): string {
  if (typeof value === 'bigint' || Number.isInteger(value) || !Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  return size >= 1e-4 && size < 1e6 ? String(Number(value.toPrecision(6))) : value.toExponential(3);
}
