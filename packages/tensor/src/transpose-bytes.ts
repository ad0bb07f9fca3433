// Constant data with its dimensions in another order: whole elements move, whatever they are.
import { stridesOf } from './dense.js';

/** `bytes` of elements of `width` bytes in `shape`, with dimension `order[i]` of it as dimension i. */
export function transposeBytes(bytes: Uint8Array, width: number, shape: readonly number[], order: readonly number[]): Uint8Array {
  const strides = stridesOf(shape);
  const dimensions = order
    .map((from) => ({ size: shape[from] as number, stride: strides[from] as number }))
    .filter(({ size }) => size !== 1);
  // Dimensions at the end that stay where they are move as one.
  let run = 1;
  while (dimensions.length > 0 && dimensions.at(-1)?.stride === run) run *= (dimensions.pop() as { size: number }).size;
  const result = new Uint8Array(bytes.length);
  if (bytes.length === 0) return result;
  const units = run === 1 && dimensions.length > 0 ? UNITS[width as keyof typeof UNITS] : undefined;
  if (!units) copyRuns(bytes, result, dimensions, run * width, width);
  else {
    const { buffer, byteOffset } = bytes.byteOffset % width === 0 ? bytes : new Uint8Array(bytes);
    copyElements(new units(buffer as ArrayBuffer, byteOffset, bytes.length / width), new units(result.buffer), dimensions);
  }
  return result;
}

interface Dimension {
  readonly size: number;
  /** In elements. */
  readonly stride: number;
}

const UNITS = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array } as const;
type Units = InstanceType<(typeof UNITS)[keyof typeof UNITS]>;

/** The last dimension in a loop of its own: it sees every weight of a model, mostly before the engine has optimized it. */
function copyElements(from: Units, to: Units, dimensions: readonly Dimension[]): void {
  const outer = dimensions.slice(0, -1);
  const { size, stride } = dimensions.at(-1) as Dimension;
  const step = stepper(outer);
  let start = 0;
  for (let at = 0; at < to.length; start = step(start))
    for (let end = at + size, place = start; at < end; at++, place += stride) to[at] = from[place] as number;
}

/** Runs of elements that lie together before and after. */
function copyRuns(from: Uint8Array, to: Uint8Array, dimensions: readonly Dimension[], run: number, width: number): void {
  const step = stepper(dimensions);
  let start = 0;
  for (let done = 0; done < to.length; done += run, start = step(start)) to.set(from.subarray(start * width, start * width + run), done);
}

/** From the place of one index to that of the next, in row-major order. */
function stepper(dimensions: readonly Dimension[]): (place: number) => number {
  const counters = dimensions.map(() => 0);
  return (place) => {
    let next = place;
    for (let axis = dimensions.length - 1; axis >= 0; axis--) {
      const { size, stride } = dimensions[axis] as Dimension;
      next += stride;
      if (++(counters[axis] as number) < size) break;
      next -= size * stride;
      counters[axis] = 0;
    }
    return next;
  };
}
