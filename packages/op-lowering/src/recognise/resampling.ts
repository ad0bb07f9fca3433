// Values told by where they take their elements from: each is a weighted sum of a few elements of a source, the same along some of its
// dimensions for all others. Look-ups by constant indices, repetitions, products with constant matrices, sums and products with constants are followed, in
// whatever form a program writes them.
import { type GatherDimensionNumbers, type Operation, stablehlo, type Value, view } from '@hlolite/mlir-parser';
import { type Dense, elementCount } from '@hlolite/tensor';
import { elementOf, shapeOf } from '../families/element-kind.js';
import { factorAlong } from './factor-along.js';
import { repeatsOf } from './repeats.js';
import { bandsOf, placesOf, type Tap } from './taps.js';

export interface Resampling {
  readonly source: Value;
  /** The dimensions along which elements are taken from other places. */
  readonly axes: readonly Axis[];
  /** The dimension of the source that each dimension of the value is. */
  readonly order: readonly number[];
  readonly terms: readonly Term[];
}

export interface Axis {
  readonly dimension: number;
  /** How many places the value has along it. */
  readonly size: number;
}

/** One of the elements that are summed. */
export interface Term {
  /** For each axis, the place in the source that each place of the value takes it from. */
  readonly places: readonly Int32Array[];
  /** By place along the axes, the last one innermost; absent where the element is taken as it is. */
  readonly weights?: Float64Array;
}

/** Gives a constant's content, also where it is still computed from constants. */
export type ConstantOf = (value: Value) => Dense | undefined;

/** Bilinear interpolation is a sum of four; sums of more are no resize. */
const MOST_TERMS = 8;
const MOST_PLACES = 1 << 22;
/** Matrices with more numbers than this are weights, not interpolations. */
const LARGEST_MATRIX = 1 << 20;

export class Resamplings {
  readonly #known = new Map<Value, Resampling>();
  readonly #constantOf: ConstantOf;
  readonly #anySize: boolean;

  /** `anySize` asks for nothing whose places depend on the sizes of types. */
  constructor(constantOf: ConstantOf, anySize: boolean) {
    this.#constantOf = constantOf;
    this.#anySize = anySize;
  }

  /** What an operation's result is; operations are asked for in their order. */
  at(op: Operation): Resampling | undefined {
    const found = op.results.length === 1 ? this.#followed(op) : undefined;
    const places = found?.axes.reduce((product, { size }) => product * size, 1) ?? 0;
    if (!found || found.terms.length > MOST_TERMS || places === 0 || places > MOST_PLACES) return undefined;
    this.#known.set(op.results[0] as Value, found);
    return found;
  }

  #followed(op: Operation): Resampling | undefined {
    switch (op.name) {
      case 'stablehlo.gather':
        return this.#gathered(op);
      case 'stablehlo.dot_general':
        return this.#multiplied(op);
      case 'stablehlo.reshape':
        return this.#repeated(op);
      case 'stablehlo.transpose':
        return this.#transposed(op);
      case 'stablehlo.add':
        return this.#sum(op, 1);
      case 'stablehlo.subtract':
        return this.#sum(op, -1);
      case 'stablehlo.multiply':
        return this.#scaled(op);
      default:
        return undefined;
    }
  }

  #gathered(op: Operation): Resampling | undefined {
    const { operand, start_indices: indices, dimension_numbers: numbers, slice_sizes: sizes } = view(op, stablehlo.ops.gather);
    if (!picksPlaces(numbers, shapeOf(operand), sizes)) return undefined;
    const axes = numbers.start_index_map;
    const limits = axes.map((axis) => shapeOf(operand)[axis] as number);
    const places = this.#places(indices, numbers.index_vector_dim, limits);
    if (!places) return undefined;
    const along = (known: Resampling) =>
      axes.reduce((result, axis, at) => resampled(result, axis, [{ places: places[at] as Int32Array }]), known);
    const result = this.#ofImage(operand, along) ?? along(itself(operand));
    const kept = shapeOf(operand).flatMap((_, dimension) => (axes.includes(dimension) ? [] : [dimension]));
    const rest = [...axes];
    const moved = shapeOf(op.results[0] as Value).map((_, at) => (numbers.offset_dims.includes(at) ? kept.shift() : rest.shift()));
    return inOrder(result, moved as number[]);
  }

  /** The places that index vectors name. Components side by side, one a dimension, are looked at before they are written out. */
  #places(indices: Value, vectorDimension: number, limits: readonly number[]): readonly Int32Array[] | undefined {
    const sizes = shapeOf(indices).filter((_, dimension) => dimension !== vectorDimension);
    const { owner } = indices;
    const parts = owner?.name === 'stablehlo.concatenate' ? owner.operands : [];
    const apart =
      parts.length === limits.length && sizes.length === limits.length && parts.every((part) => shapeOf(part)[vectorDimension] === 1);
    if (!apart) {
      const dense = this.#constantOf(indices);
      return dense && placesOf(dense, vectorDimension, limits);
    }
    const found = parts.map((part, component) => {
      const dimension = component < vectorDimension ? component : component + 1;
      const numbers = factorAlong(part, [dimension], [sizes[component] as number], this.#constantOf);
      return numbers && Int32Array.from(numbers, (place) => Math.min(Math.max(place, 0), (limits[component] as number) - 1));
    });
    return found.every((places) => places !== undefined) ? found : undefined;
  }

  /** What a known value is when it is resampled once more, where that is no more than an image. */
  #ofImage(value: Value, again: (known: Resampling) => Resampling): Resampling | undefined {
    const known = this.#known.get(value);
    const result = known && again(known);
    return result && result.axes.length <= 2 ? result : undefined;
  }

  /** A product with a constant matrix that sums few elements each. */
  #multiplied(op: Operation): Resampling | undefined {
    const { lhs, rhs, dot_dimension_numbers: numbers } = view(op, stablehlo.ops.dot_general);
    const sides = [
      { value: lhs, contracted: numbers.lhs_contracting_dimensions },
      { value: rhs, contracted: numbers.rhs_contracting_dimensions },
    ] as const;
    if (numbers.lhs_batching_dimensions.length > 0 || sides[0].contracted.length !== 1) return undefined;
    const matrixFirst = this.#matrix(lhs) !== undefined;
    const [matrix, other] = matrixFirst ? sides : [sides[1], sides[0]];
    const dense = elementOf(other.value) === elementOf(op.results[0] as Value) ? this.#matrix(matrix.value) : undefined;
    const taps = dense && bandsOf(dense, matrix.contracted[0] as number);
    if (!taps) return undefined;
    const axis = other.contracted[0] as number;
    const free = shapeOf(other.value).flatMap((_, dimension) => (dimension === axis ? [] : [dimension]));
    const along = (known: Resampling) => resampled(known, axis, taps);
    return inOrder(this.#ofImage(other.value, along) ?? along(itself(other.value)), matrixFirst ? [axis, ...free] : [...free, axis]);
  }

  #matrix(value: Value): Dense | undefined {
    const shape = shapeOf(value);
    return shape.length === 2 && elementCount(shape) <= LARGEST_MATRIX ? this.#constantOf(value) : undefined;
  }

  #repeated(op: Operation): Resampling | undefined {
    const repeats = this.#anySize ? undefined : repeatsOf(op);
    if (!repeats) return undefined;
    const along = (known: Resampling) =>
      repeats.places.reduce((result, places, dimension) => (places ? resampled(result, dimension, [{ places }]) : result), known);
    return this.#ofImage(repeats.source, along) ?? along(itself(repeats.source));
  }

  #transposed(op: Operation): Resampling | undefined {
    const { operand, permutation } = view(op, stablehlo.ops.transpose);
    const known = this.#known.get(operand);
    return known && inOrder(known, permutation);
  }

  #sum(op: Operation, sign: 1 | -1): Resampling | undefined {
    const [first, second] = op.operands.map((operand) => this.#known.get(operand));
    if (!first || !second || !agree(first, second)) return undefined;
    const terms = [...first.terms];
    for (const term of second.terms) {
      const at = terms.findIndex(({ places }) => places.every((each, axis) => each === term.places[axis]));
      const weights = weightsOf(term, first.axes).map((weight) => sign * weight);
      if (at < 0) terms.push({ ...term, weights });
      else
        terms[at] = {
          ...term,
          weights: weightsOf(terms[at] as Term, first.axes).map((weight, index) => weight + (weights[index] as number)),
        };
    }
    return { ...first, terms };
  }

  #scaled({ operands }: Operation): Resampling | undefined {
    const value = operands.find((operand) => this.#known.has(operand));
    const other = operands.find((operand) => operand !== value);
    const known = value && this.#known.get(value);
    const dimensions = known?.axes.map(({ dimension }) => known.order.indexOf(dimension));
    const factor =
      known &&
      other &&
      dimensions &&
      factorAlong(
        other,
        dimensions,
        known.axes.map(({ size }) => size),
        this.#constantOf,
      );
    if (!factor) return undefined;
    const scaled = (term: Term) => weightsOf(term, known.axes).map((weight, index) => weight * (factor[index] as number));
    return { ...known, terms: known.terms.map((term) => ({ ...term, weights: scaled(term) })) };
  }
}

/** A value of which every element is taken as it is. */
const itself = (value: Value): Resampling => ({
  source: value,
  axes: [],
  order: shapeOf(value).map((_, dimension) => dimension),
  terms: [{ places: [] }],
});

/** Whether a gather takes one place of each dimension that it has indices for, and all of the others. */
function picksPlaces(numbers: GatherDimensionNumbers, shape: readonly number[], sizes: readonly number[]): boolean {
  const axes = numbers.start_index_map;
  return (
    numbers.operand_batching_dims.length === 0 &&
    axes.length === numbers.collapsed_slice_dims.length &&
    sizes.every((size, dimension) => size === (axes.includes(dimension) ? 1 : shape[dimension])) &&
    axes.every((axis) => numbers.collapsed_slice_dims.includes(axis))
  );
}

/** Taken again from other places along a dimension of the value. */
function resampled(known: Resampling, dimension: number, taps: readonly Tap[]): Resampling {
  const from = known.order[dimension] as number;
  const at = known.axes.findIndex((axis) => axis.dimension === from);
  const size = (taps[0] as Tap).places.length;
  const axes =
    at < 0 ? [...known.axes, { dimension: from, size }] : known.axes.map((axis, index) => (index === at ? { ...axis, size } : axis));
  const terms = known.terms.flatMap((term) =>
    taps.map((tap) => (at < 0 ? extended(term, known.axes, tap) : composed(term, known.axes, at, tap))),
  );
  return { ...known, axes, terms };
}

/** A term that is taken from other places along one more, innermost axis. */
function extended(term: Term, axes: readonly Axis[], { places, weights }: Tap): Term {
  const both = [...term.places, places];
  if (!term.weights && !weights) return { places: both };
  const outer = weightsOf(term, axes);
  const inner = weights ?? new Float64Array(places.length).fill(1);
  const product = new Float64Array(outer.length * inner.length);
  outer.forEach((weight, row) => {
    inner.forEach((other, column) => {
      product[row * inner.length + column] = weight * other;
    });
  });
  return { places: both, weights: product };
}

/** A term that is taken from other places of an axis that it has. */
function composed(term: Term, axes: readonly Axis[], at: number, tap: Tap): Term {
  const composite = term.places.map((each, axis) => (axis === at ? tap.places.map((place) => each[place] as number) : each));
  if (!term.weights && !tap.weights) return { places: composite };
  const former = weightsOf(term, axes);
  const inner = axes.slice(at + 1).reduce((product, { size }) => product * size, 1);
  const [before, now] = [(axes[at] as Axis).size, tap.places.length];
  const weights = new Float64Array((former.length / before) * now);
  for (let index = 0; index < weights.length; index++) {
    const place = Math.floor(index / inner) % now;
    const outer = Math.floor(index / (inner * now));
    const taken = (outer * before + (tap.places[place] as number)) * inner + (index % inner);
    weights[index] = (former[taken] as number) * (tap.weights?.[place] ?? 1);
  }
  return { places: composite, weights };
}

const inOrder = (known: Resampling, permutation: readonly number[]): Resampling => ({
  ...known,
  order: permutation.map((from) => known.order[from] as number),
});

const weightsOf = ({ weights }: Term, axes: readonly Axis[]): Float64Array =>
  weights ?? new Float64Array(axes.reduce((product, { size }) => product * size, 1)).fill(1);

const agree = (a: Resampling, b: Resampling): boolean =>
  a.source === b.source &&
  a.order.join() === b.order.join() &&
  a.axes.length === b.axes.length &&
  a.axes.every(({ dimension, size }, index) => dimension === b.axes[index]?.dimension && size === b.axes[index]?.size);
