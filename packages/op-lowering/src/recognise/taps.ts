// From constant indices and matrices to the places along a dimension from which elements are taken.
import { type Dense, elementCount, readNumbers } from '@hlolite/tensor';

/** For each place along a dimension the one that it takes an element from, and the factor; 1 where there are none. */
export interface Tap {
  readonly places: Int32Array;
  readonly weights?: Float64Array;
}

/**
 * The places that index vectors name, a list for each of their components: component i must depend on dimension i of the indices alone.
 * Indices out of range are clamped (spec: gather). `limits` are the sizes of the dimensions they index.
 */
export function placesOf(indices: Dense, vectorDimension: number, limits: readonly number[]): readonly Int32Array[] | undefined {
  const { shape } = indices;
  const vectors = shape.filter((_, dimension) => dimension !== vectorDimension);
  const components = vectorDimension === shape.length ? 1 : (shape[vectorDimension] as number);
  if (vectors.length !== limits.length || components !== limits.length || vectors.includes(0)) return undefined;
  const numbers = readNumbers(indices);
  const stride = elementCount(shape.slice(vectorDimension + 1));
  const count = elementCount(vectors);
  const found = vectors.map((size) => new Int32Array(size).fill(-1));
  for (let vector = 0; vector < count; vector++) {
    const first = Math.floor(vector / stride) * stride * components + (vector % stride);
    let inner = count;
    for (let component = 0; component < components; component++) {
      const size = vectors[component] as number;
      inner /= size;
      const places = found[component] as Int32Array;
      const at = Math.floor(vector / inner) % size;
      const place = Math.min(Math.max(Number(numbers[first + component * stride]), 0), (limits[component] as number) - 1);
      if (places[at] !== -1 && places[at] !== place) return undefined;
      places[at] = place;
    }
  }
  return found;
}

/** A matrix whose sums have at most two numbers that are not 0 each, as two taps; `contracted` is the dimension that is summed over. */
export function bandsOf(matrix: Dense, contracted: number): readonly [Tap, Tap] | undefined {
  const [rows, columns] = matrix.shape as [number, number];
  if (matrix.type !== 'f32') return undefined;
  const numbers = readNumbers(matrix);
  const [length, count] = contracted === 0 ? [rows, columns] : [columns, rows];
  const [along, across] = contracted === 0 ? [columns, 1] : [1, columns];
  const taps = [0, 1].map(() => ({ places: new Int32Array(count), weights: new Float64Array(count) })) as unknown as [
    Required<Tap>,
    Required<Tap>,
  ];
  for (let sum = 0; sum < count; sum++) {
    let used = 0;
    for (let place = 0; place < length; place++) {
      const weight = Number(numbers[sum * across + place * along]);
      if (weight === 0) continue;
      const tap = taps[used++];
      if (!tap) return undefined;
      tap.places[sum] = place;
      tap.weights[sum] = weight;
    }
  }
  return taps;
}
