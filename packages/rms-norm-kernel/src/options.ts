// What the norm is given besides numbers: attributes of the op and shapes of its operands, checked in one place for kernel and reference.

/** A tensor's element type (as MLIR spells it) and shape. */
export interface TensorInfo {
  readonly type: string;
  readonly shape: readonly number[];
}

/** A tensor with its elements: a typed array as long as the shape says, of `Float32Array` for f32. */
export interface KernelTensor extends TensorInfo {
  readonly data: ArrayBufferView;
}

/** Attributes of the op by name: `epsilon` must be there, `axis` may name the last axis. Others are ignored. */
export type RmsNormOptions = Readonly<Record<string, unknown>>;

/** The norm as the kernel computes it: rows of the last axis, each divided by its root mean square. */
export interface RmsNormProblem {
  readonly rows: number;
  readonly width: number;
  readonly epsilon: number;
}

/**
 * Checks operands and attributes.
 * @throws Error when there are not two inputs of type f32, weight is not 1-D of x's last dimension, epsilon is not finite and above 0
 *   or axis is not the last.
 */
export function problemOf(inputs: readonly TensorInfo[], options: RmsNormOptions): RmsNormProblem {
  const [x, weight] = inputs;
  if (!x || !weight || inputs.length !== 2) throw new Error(`RMS norm takes x and weight (was given ${inputs.length} inputs)`);
  for (const { type } of inputs) if (type !== 'f32') throw new Error(`RMS norm needs f32 tensors (was ${type})`);
  const width = x.shape.at(-1);
  if (width === undefined) throw new Error('x must have at least one dimension (was a scalar)');
  if (weight.shape.length !== 1) throw new Error(`weight must be 1-D (was ${weight.shape.length}-D)`);
  if (weight.shape[0] !== width) throw new Error(`weight must be as long as the last dimension of x, ${width} (was ${weight.shape[0]})`);
  checkAxis(options.axis, x.shape.length);
  const rows = x.shape.slice(0, -1).reduce((count, size) => count * size, 1);
  return { rows, width, epsilon: epsilonOf(options.epsilon) };
}

function epsilonOf(epsilon: unknown): number {
  if (typeof epsilon === 'number' && Number.isFinite(epsilon) && epsilon > 0) return epsilon;
  throw new Error(`epsilon must be a finite number above 0 (was ${epsilon === undefined ? 'absent' : String(epsilon)})`);
}

function checkAxis(axis: unknown, rank: number): void {
  if (axis === undefined) return;
  const last = Number(axis) === -1 || Number(axis) === rank - 1;
  if (!last) throw new Error(`axis must be the last one, ${rank - 1} or -1 (was ${String(axis)})`);
}
