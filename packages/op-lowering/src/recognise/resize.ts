// Resampled images that RESIZE_NEAREST_NEIGHBOR or RESIZE_BILINEAR computes, told by the places and weights themselves. What the kernels do was
// found out by running them, natively and in LiteRT.js, for all sizes up to 48 × 110: the nearest place is computed in f32 as below.
import { kernelSupport } from '@hlolite/tflite-schema';
import { elementOf, shapeOf } from '../families/element-kind.js';
import { typeOfElement } from '../tensor-info.js';
import type { Axis, Resampling, Term } from './resampling.js';

/** A resize of rows and columns, or along one dimension. */
export interface Resize {
  readonly kernel: 'resize_nearest_neighbor' | 'resize_bilinear';
  readonly options: { readonly align_corners?: boolean; readonly half_pixel_centers?: boolean };
  /** Dimensions of the source, in its order. */
  readonly dimensions: readonly [number] | readonly [number, number];
  /** How many places the result has along them. */
  readonly size: readonly number[];
}

type Options = Resize['options'];

/** `exact` leaves out those in whose results the last bits differ. */
export function resizeOf(known: Resampling, exact: boolean): Resize | undefined {
  if (known.axes.length === 1) return exact ? undefined : resizeAlongOne(known);
  if (known.axes.length !== 2 || known.order.length > 4) return undefined;
  const { source } = known;
  const { axes, terms } = rowsFirst(known);
  const [rows, columns] = axes as [Axis, Axis];
  const from = [shapeOf(source)[rows.dimension] as number, shapeOf(source)[columns.dimension] as number] as const;
  const size = [rows.size, columns.size] as const;
  const places = { dimensions: [rows.dimension, columns.dimension], size } as const;
  const [only] = terms;
  if (terms.length === 1 && only && !only.weights) {
    const options = isMoved(elementOf(source)) ? NEAREST.find((each) => isNearest(only, from, each)) : undefined;
    return options && { kernel: 'resize_nearest_neighbor', options, ...places };
  }
  if (exact || elementOf(source) !== 'f32') return undefined;
  const options = BILINEAR.find((each) => isBilinear(terms, from, size, each));
  return options && { kernel: 'resize_bilinear', options, ...places };
}

/** A resize of an image with one row. */
function resizeAlongOne({ source, axes, terms }: Resampling): Resize | undefined {
  const [{ dimension, size }] = axes as [Axis];
  if (elementOf(source) !== 'f32' || terms.every(({ weights }) => !weights)) return undefined;
  const image = terms.map((term) => ({ ...term, places: [new Int32Array(1), ...term.places] }));
  const options = BILINEAR.find((each) => isBilinear(image, [1, shapeOf(source)[dimension] as number], [1, size], each));
  return options && { kernel: 'resize_bilinear', options, dimensions: [dimension], size: [size] };
}

/** Whether the kernels move elements of a type. What RESIZE_NEAREST_NEIGHBOR takes in native LiteRT it takes in LiteRT.js. */
function isMoved(element: string): boolean {
  const type = typeOfElement(element);
  return type !== undefined && kernelSupport('RESIZE_NEAREST_NEIGHBOR', type) === 'yes' && kernelSupport('TRANSPOSE', type) === 'yes';
}

/** With its axes in the order of the dimensions. */
function rowsFirst({ axes, terms }: Resampling): Pick<Resampling, 'axes' | 'terms'> {
  const [first, second] = axes as [Axis, Axis];
  if (first.dimension < second.dimension) return { axes, terms };
  const turned = ({ places, weights }: Term): Term => ({
    places: [...places].reverse(),
    ...(weights && { weights: weights.map((_, at) => weights[(at % first.size) * second.size + Math.floor(at / first.size)] as number) }),
  });
  return { axes: [second, first], terms: terms.map(turned) };
}

const NEAREST: readonly Options[] = [{}, { half_pixel_centers: true }];

const isNearest = ({ places }: Term, from: readonly number[], { half_pixel_centers: half = false }: Options): boolean =>
  places.every((list, axis) => {
    const size = from[axis] as number;
    const scale = Math.fround(size / list.length);
    return list.every((place, at) => place === Math.min(Math.floor(Math.fround((half ? at + 0.5 : at) * scale)), size - 1));
  });

const BILINEAR: readonly Options[] = [{ half_pixel_centers: true }, { align_corners: true }, {}];

/** Places are computed in f32, by programs as by kernels: weights may be off by some units in the last place of the greatest. */
const PRECISION = 2 ** -20;

function isBilinear(terms: readonly Term[], from: readonly [number, number], size: readonly [number, number], options: Options): boolean {
  const [rows, columns] = [interpolated(from[0], size[0], options), interpolated(from[1], size[1], options)];
  const limit = PRECISION * (Math.max(...from) + 1);
  const difference = new Difference(terms.length + 4);
  for (let row = 0; row < size[0]; row++)
    for (let column = 0; column < size[1]; column++) {
      difference.clear();
      const [y, x] = [rows[row] as number, columns[column] as number];
      const [top, left] = [Math.floor(y), Math.floor(x)];
      const [bottom, right] = [Math.min(top + 1, from[0] - 1), Math.min(left + 1, from[1] - 1)];
      const [down, across] = [y - top, x - left];
      difference.add(top, left, (1 - down) * (1 - across));
      difference.add(top, right, (1 - down) * across);
      difference.add(bottom, left, down * (1 - across));
      difference.add(bottom, right, down * across);
      for (const { places, weights } of terms)
        difference.add(
          (places[0] as Int32Array)[row] as number,
          (places[1] as Int32Array)[column] as number,
          -(weights?.[row * size[1] + column] ?? 1),
        );
      if (!(difference.sum() <= limit)) return false;
    }
  return true;
}

/** For each place of the result, the one in the source that it stands for. */
function interpolated(
  from: number,
  size: number,
  { align_corners: corners = false, half_pixel_centers: half = false }: Options,
): Float64Array {
  const scale = corners && size > 1 ? (from - 1) / (size - 1) : from / size;
  return Float64Array.from({ length: size }, (_, at) => Math.min(Math.max(half ? (at + 0.5) * scale - 0.5 : at * scale, 0), from - 1));
}

/** A sum of weighted elements, by place. */
class Difference {
  readonly #rows: Int32Array;
  readonly #columns: Int32Array;
  readonly #weights: Float64Array;
  #length = 0;

  constructor(most: number) {
    this.#rows = new Int32Array(most);
    this.#columns = new Int32Array(most);
    this.#weights = new Float64Array(most);
  }

  clear(): void {
    this.#length = 0;
  }

  add(row: number, column: number, weight: number): void {
    let at = 0;
    while (at < this.#length && (this.#rows[at] !== row || this.#columns[at] !== column)) at++;
    if (at === this.#length) {
      this.#rows[at] = row;
      this.#columns[at] = column;
      this.#weights[at] = 0;
      this.#length++;
    }
    this.#weights[at] = (this.#weights[at] as number) + weight;
  }

  /** What is left in all places together. */
  sum(): number {
    let total = 0;
    for (let at = 0; at < this.#length; at++) total += Math.abs(this.#weights[at] as number);
    return total;
  }
}
