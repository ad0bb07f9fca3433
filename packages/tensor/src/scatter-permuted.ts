// A permuted tensor from its operand's elements, as they come in chunks: each is put at its place in a block of the result.

const ARRAYS = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array, 8: BigUint64Array } as const;
type Elements = Uint32Array;

/** How many runs are put at once: neighbours in the result mostly share a cache line then. */
const GROUP = 16;

/**
 * Puts elements of the operand, given in their order, at their places in a block of the result that begins at element `firstElement`. Runs
 * along the operand's last dimension have a constant stride in the result.
 */
export function scatterer(shape: readonly number[], order: readonly number[], width: number, firstElement: number, result: Uint8Array) {
  const targets = targetStrides(shape, order);
  const run = shape.at(-1) as number;
  const stride = targets.at(-1) as number;
  // Elements of 16 bytes are two of 8.
  const units = width === 16 ? 2 : 1;
  const array = ARRAYS[(width / units) as keyof typeof ARRAYS];
  const into = new array(result.buffer as ArrayBuffer) as Elements;
  const count = result.length / width;
  return (chunk: Uint8Array, firstRead: number): void => {
    const aligned = chunk.byteOffset % (width / units) === 0 ? chunk : new Uint8Array(chunk);
    const from = new array(aligned.buffer as ArrayBuffer, aligned.byteOffset, (aligned.length / width) * units) as Elements;
    const total = chunk.length / width;
    for (let done = 0; done < total; ) {
      const within = (firstRead + done) % run;
      const length = Math.min(run - within, total - done);
      const runs = length === run ? Math.min(GROUP, Math.floor((total - done) / run)) : 1;
      const first = Math.floor((firstRead + done) / run);
      const starts = Array.from({ length: runs }, (_, index) => placeOf(first + index, shape, targets) + within * stride - firstElement);
      putRuns({ from, at: done, run, length, units }, { into, starts, stride, count });
      done += runs * length;
    }
  };
}

interface Runs {
  readonly from: Elements;
  /** The first element of the first run; the others follow each other. */
  readonly at: number;
  readonly run: number;
  readonly length: number;
  readonly units: number;
}

interface Places {
  readonly into: Elements;
  /** Where each run begins, in elements; may lie before the block. */
  readonly starts: readonly number[];
  readonly stride: number;
  /** Elements in the block. */
  readonly count: number;
}

/** What all runs have in the block is put element by element of all runs; what only some have, run by run. */
function putRuns(runs: Runs, places: Places): void {
  const { starts, stride, count } = places;
  const skips = starts.map((start) => Math.min(runs.length, start < 0 ? Math.ceil(-start / stride) : 0));
  const ends = starts.map((start) => Math.max(0, Math.min(runs.length, Math.ceil((count - start) / stride))));
  const [low, high] = [Math.max(...skips), Math.min(...ends)];
  for (const [index, start] of starts.entries()) {
    const [skip, end] = [skips[index] as number, ends[index] as number];
    const at = runs.at + index * runs.run;
    if (low >= high) putPart(runs, at, places, start, skip, end);
    else {
      putPart(runs, at, places, start, skip, low);
      putPart(runs, at, places, start, high, end);
    }
  }
  if (low < high) putTogether(runs, places, low, high);
}

function putPart({ from, units }: Runs, at: number, { into, stride }: Places, start: number, skip: number, end: number): void {
  for (let element = skip; element < end; element++)
    for (let unit = 0; unit < units; unit++)
      into[(start + element * stride) * units + unit] = from[(at + element) * units + unit] as number;
}

function putTogether({ from, at, run, units }: Runs, { into, starts, stride }: Places, low: number, high: number): void {
  const count = starts.length;
  const [step, next] = [stride * units, run * units];
  const targets = Int32Array.from(starts, (start) => (start + low * stride) * units);
  for (let element = low; element < high; element++)
    for (let unit = 0; unit < units; unit++) {
      const offset = (element - low) * step + unit;
      for (let index = 0, source = (at + element) * units + unit; index < count; index++, source += next)
        into[(targets[index] as number) + offset] = from[source] as number;
    }
}

/** How far apart in the result neighbours along each dimension of the operand are, in elements. */
function targetStrides(shape: readonly number[], order: readonly number[]): number[] {
  const strides = new Array<number>(shape.length).fill(0);
  for (let to = shape.length - 1, stride = 1; to >= 0; to--) {
    const from = order[to] as number;
    strides[from] = stride;
    stride *= shape[from] as number;
  }
  return strides;
}

/** The place in the result where a run of the operand begins. */
function placeOf(run: number, shape: readonly number[], targets: readonly number[]): number {
  let place = 0;
  let rest = run;
  for (let dimension = shape.length - 2; dimension >= 0; dimension--) {
    const size = shape[dimension] as number;
    place += (rest % size) * (targets[dimension] as number);
    rest = Math.floor(rest / size);
  }
  return place;
}
