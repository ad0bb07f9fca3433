// RMS norm written in the plainest way, in float64: what the kernel is measured against.

/**
 * y = x · rsqrt(mean(x²) + epsilon) · weight over rows as long as `weight`, in float64 and rounded to float32 once at the end.
 * @throws Error when x is not made of whole rows
 */
export function rmsNormReference(x: Float32Array, weight: Float32Array, epsilon: number): Float32Array {
  const width = weight.length;
  const y = new Float32Array(x.length);
  if (x.length === 0) return y;
  if (width === 0 || x.length % width !== 0) throw new Error(`x must hold whole rows of ${width} elements (was ${x.length} elements)`);
  for (let start = 0; start < x.length; start += width) {
    let sum = 0;
    for (let i = 0; i < width; i++) sum += (x[start + i] as number) ** 2;
    const inverse = 1 / Math.sqrt(sum / width + epsilon);
    for (let i = 0; i < width; i++) y[start + i] = (x[start + i] as number) * inverse * (weight[i] as number);
  }
  return y;
}
