// The body of an argmax or argmin, told by what it answers (samples): the greatest or least element and its place, the first of equals, and
// of floats the first NaN before all.
import type { Region } from '@hlolite/mlir-parser';
import { onlyDecides, resultsFor, sampledType, samplesOf } from './samples.js';

/** Which element a body of (value, place), (value, place) keeps; undefined for any other body. The second place must be the later one. */
export function extremePlace(body: Region): 'greatest' | 'least' | undefined {
  const [value, place, ...others] = body.blocks[0]?.arguments ?? [];
  if (!value || !place || others.length !== 2 || !onlyDecides(body)) return undefined;
  const element = sampledType(value);
  if (element === undefined || sampledType(place) === undefined) return undefined;
  const samples = samplesOf(element);
  const pairs = samples.flatMap((a) => samples.map((b) => [a, b] as const));
  const constant = (number: number) => pairs.map(() => number);
  const results = resultsFor(body, [pairs.map(([a]) => a), constant(0), pairs.map(([, b]) => b), constant(1)]);
  if (results === undefined) return undefined;
  const [values, places] = results as readonly [readonly number[], readonly number[]];
  const keeps = (isBefore: (a: number, b: number) => boolean) =>
    pairs.every(([a, b], index) => {
      const first = Number.isNaN(a) || (!Number.isNaN(b) && !isBefore(b, a));
      return places[index] === Number(!first) && same(values[index] as number, first ? a : b);
    });
  return keeps((a, b) => a > b) ? 'greatest' : keeps((a, b) => a < b) ? 'least' : undefined;
}

/** Zeros are equal and may change their sign. */
const same = (a: number, b: number) => a === b || (Number.isNaN(a) && Number.isNaN(b));
