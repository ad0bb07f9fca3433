// RMS norm written in the plainest way, in float64: what the kernel is measured against.

/** What `rmsNormReference` computes besides x. */
export interface ReferenceNorm {
  readonly shape: readonly number[];
  readonly weight?: ArrayLike<number>;
  readonly bias?: ArrayLike<number>;
  /** 1e-6 when absent. */
  readonly epsilon?: number;
  /** The normalized dimension, from the end when negative; −1 when absent. */
  readonly axis?: number;
  /** Scale by 1 + weight. */
  readonly addUnitOffset?: boolean;
  /** GELU of the norm, by the error function or its tanh approximation. */
  readonly gelu?: 'erf' | 'tanh';
}

/**
 * y = gelu(x · rsqrt(mean(x²) + epsilon) · weight + bias), each part as given, in float64.
 * @throws Error when x has not as many elements as the shape says
 */
export function rmsNormReference(x: ArrayLike<number>, norm: ReferenceNorm): Float64Array {
  const { shape, weight, bias, epsilon = 1e-6, axis = -1, addUnitOffset = false, gelu } = norm;
  const dimension = axis < 0 ? axis + shape.length : axis;
  const count = shape.reduce((product, size) => product * size, 1);
  if (x.length !== count) throw new Error(`x must have the ${count} elements of [${shape}] (was ${x.length})`);
  const width = shape[dimension] ?? 1;
  const stride = shape.slice(dimension + 1).reduce((product, size) => product * size, 1);
  const y = new Float64Array(count);
  for (let start = 0; start < count; start++) {
    // An element begins a row when its index along the axis is 0.
    if (Math.floor(start / stride) % width !== 0) continue;
    let sum = 0;
    for (let i = 0; i < width; i++) sum += (x[start + i * stride] as number) ** 2;
    const inverse = 1 / Math.sqrt(sum / width + epsilon);
    for (let i = 0; i < width; i++) {
      const scale = weight ? (weight[i] as number) + (addUnitOffset ? 1 : 0) : 1;
      const normalized = (x[start + i * stride] as number) * inverse * scale + (bias ? (bias[i] as number) : 0);
      y[start + i * stride] = gelu ? geluReference(normalized, gelu) : normalized;
    }
  }
  return y;
}

const geluReference = (x: number, form: 'erf' | 'tanh'): number =>
  form === 'erf' ? 0.5 * x * erfc(-x / Math.SQRT2) : x / (1 + Math.exp(-2 * Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));

/** The complementary error function: by its series near 0, by its continued fraction elsewhere. */
function erfc(x: number): number {
  if (x < 0) return 2 - erfc(-x);
  if (x < 2.5) {
    let sum = 0;
    for (let n = 0, term = x; n < 60; n++, term *= -(x * x) / n) sum += term / (2 * n + 1);
    return 1 - (2 / Math.sqrt(Math.PI)) * sum;
  }
  let fraction = x;
  for (let n = 60; n > 0; n--) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
}
