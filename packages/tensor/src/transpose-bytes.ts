// Constant data with its dimensions in another order: whole elements move, whatever they are.

/** `bytes` of elements of `width` bytes in `shape`, with dimension `order[i]` of it as dimension i. */
export function transposeBytes(bytes: Uint8Array, width: number, shape: readonly number[], order: readonly number[]): Uint8Array {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  const dimensions = order.map((from) => ({ size: shape[from] as number, stride: strides[from] as number }));
  // Dimensions at the end that stay where they are move as one.
  let run = 1;
  while (dimensions.length > 0 && dimensions.at(-1)?.stride === run) run *= (dimensions.pop() as { size: number }).size;
  const result = new Uint8Array(bytes.length);
  if (bytes.length > 0) copyRuns(bytes, result, dimensions, run * width, width);
  return result;
}

interface Dimension {
  readonly size: number;
  /** In elements. */
  readonly stride: number;
}

function copyRuns(from: Uint8Array, to: Uint8Array, dimensions: readonly Dimension[], run: number, width: number): void {
  const counters = dimensions.map(() => 0);
  const words = run === 4 && width === 4 && from.byteOffset % 4 === 0;
  const source = words ? new Uint32Array(from.buffer, from.byteOffset, from.length / 4) : from;
  const target = words ? new Uint32Array(to.buffer) : to;
  let at = 0;
  for (let done = 0; done < to.length; done += run) {
    if (words) target[done / 4] = source[at] as number;
    else to.set(from.subarray(at * width, at * width + run), done);
    for (let axis = dimensions.length - 1; axis >= 0; axis--) {
      const { size, stride } = dimensions[axis] as Dimension;
      at += stride;
      if (++(counters[axis] as number) < size) break;
      at -= size * stride;
      counters[axis] = 0;
    }
  }
}
