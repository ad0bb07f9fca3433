// Moving elements without looking into them: every shape op is a copy between two strided views.
import { fail } from '@hlolite/diagnostics';
import { byteLength, bytesNow, type Dense, elementCount, elementInfo, expandedBytes, stridesOf } from '@hlolite/tensor';

export { stridesOf };

/** Where an element of an index is: start + Σ index · stride, counted in elements. */
export interface Layout {
  readonly start: number;
  readonly strides: readonly number[];
}

/** Visits the indices of a shape in row-major order with the position that each layout gives them. */
export function visit(shape: readonly number[], a: Layout, b: Layout, each: (a: number, b: number) => void): void {
  if (elementCount(shape) === 0) return;
  const rank = shape.length;
  const index = new Int32Array(rank);
  let [atA, atB] = [a.start, b.start];
  for (;;) {
    each(atA, atB);
    let dimension = rank - 1;
    for (; dimension >= 0; dimension--) {
      atA += a.strides[dimension] as number;
      atB += b.strides[dimension] as number;
      const next = (index[dimension] as number) + 1;
      if (next < (shape[dimension] as number)) {
        index[dimension] = next;
        break;
      }
      index[dimension] = 0;
      atA -= next * (a.strides[dimension] as number);
      atB -= next * (b.strides[dimension] as number);
    }
    if (dimension < 0) return;
  }
}

/** Bytes as units of the widest typed array that holds an element in whole units: floats stay bit patterns. */
interface Units {
  readonly array: Uint8Array | Uint16Array | Uint32Array;
  readonly perElement: number;
}

function unitsOf(bytes: Uint8Array, width: number): Units {
  const size = width === 1 ? 1 : width === 2 ? 2 : 4;
  const aligned = bytes.byteOffset % size === 0 ? bytes : new Uint8Array(bytes);
  const array = size === 1 ? Uint8Array : size === 2 ? Uint16Array : Uint32Array;
  return { array: new array(aligned.buffer as ArrayBuffer, aligned.byteOffset, aligned.length / size), perElement: width / size };
}

/** A tensor that is written to, piece by piece, and then taken as `dense`. */
export class Canvas {
  readonly #bytes: Uint8Array;
  readonly #units: Units;
  readonly strides: readonly number[];

  /**
   * The tensor's elements are all zero bits at first, or all equal the one of `fill`.
   * @throws CompileError `interpret/too-large`
   */
  constructor(
    readonly type: Dense['type'],
    readonly shape: readonly number[],
    fill?: Dense,
  ) {
    const length = byteLength(type, shape);
    if (length > 2 ** 31)
      fail({ code: 'interpret/too-large', message: `a tensor must have at most ${2 ** 31} bytes to be computed (was ${length})` });
    this.#bytes = fill ? expandedBytes({ type, shape, bytes: oneElement(fill), splat: true }) : new Uint8Array(length);
    this.#units = unitsOf(this.#bytes, elementInfo(type).bytes);
    this.strides = stridesOf(shape);
  }

  /** Copies an index range of `source` (its layout `from`) to the places that `to` says. */
  draw(source: Dense, shape: readonly number[], from: Layout, to: Layout): this {
    const { array: target, perElement } = this.#units;
    const { array } = unitsOf(bytesNow(source.bytes), elementInfo(this.type).bytes);
    const read = source.splat ? { start: 0, strides: shape.map(() => 0) } : from;
    const inner = shape.at(-1);
    if (inner === undefined) {
      copyRun(array, read.start, 0, target, to.start, 0, 1, perElement);
      return this;
    }
    // The last dimension in a plain loop, the others by visiting.
    const [innerRead, innerWrite] = [read.strides.at(-1) as number, to.strides.at(-1) as number];
    if (inner > 0) visit(shape.slice(0, -1), read, to, (a, b) => copyRun(array, a, innerRead, target, b, innerWrite, inner, perElement));
    return this;
  }

  get dense(): Dense {
    return { type: this.type, shape: this.shape, bytes: this.#bytes };
  }
}

const oneElement = (dense: Dense): Uint8Array => bytesNow(dense.bytes).subarray(0, elementInfo(dense.type).bytes);

function copyRun(
  source: Units['array'],
  from: number,
  fromStep: number,
  target: Units['array'],
  to: number,
  toStep: number,
  count: number,
  perElement: number,
): void {
  if (fromStep === 1 && toStep === 1) {
    target.set(source.subarray(from * perElement, (from + count) * perElement), to * perElement);
    return;
  }
  for (let i = 0, a = from * perElement, b = to * perElement; i < count; i++, a += fromStep * perElement, b += toStep * perElement)
    for (let unit = 0; unit < perElement; unit++) target[b + unit] = source[a + unit] as number;
}

/** The tensor of `shape` whose elements are those of `source` in the layout; a splat stays one. */
export function stridedCopy(source: Dense, shape: readonly number[], from: Layout): Dense {
  if (source.splat) return { ...source, shape };
  const canvas = new Canvas(source.type, shape);
  return canvas.draw(source, shape, from, { start: 0, strides: canvas.strides }).dense;
}

/** The same elements in another shape of as many. */
export const reshaped = (source: Dense, shape: readonly number[]): Dense => ({ ...source, shape });

/** The dimensions in another order: result dimension i is the operand's dimension permutation[i]. */
export function transposed(source: Dense, permutation: readonly number[]): Dense {
  const shape = permutation.map((dimension) => source.shape[dimension] as number);
  if (permutation.every((dimension, index) => dimension === index)) return source;
  const strides = stridesOf(source.shape);
  return stridedCopy(source, shape, { start: 0, strides: permutation.map((dimension) => strides[dimension] as number) });
}
