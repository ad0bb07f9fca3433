// Tensors as the kernel sees them, and the four element types that it computes with. The types are those of @hlolite/runtime by structure: this
// package depends on nothing.

/** real = scale · (stored − zeroPoint). The kernel takes one pair for the whole tensor. */
export interface Quantization {
  readonly scale: readonly number[];
  readonly zeroPoint: readonly (number | bigint)[];
}

/** A tensor's element type (as MLIR spells it) and shape; i8 also has a quantization. */
export interface TensorInfo {
  readonly type: string;
  readonly shape: readonly number[];
  readonly quantization?: Quantization;
}

/** A tensor with its elements: a view as long as the shape says. f16 and bf16 are their bits. */
export interface KernelTensor extends TensorInfo {
  readonly data: ArrayBufferView;
}

/** Element types of x and their size in bytes. */
export const elementBytes = { f32: 4, f16: 2, bf16: 2, i8: 1 } as const;
export type ElementType = keyof typeof elementBytes;

/** How many elements the dimensions from one to before another have. */
export function elementCount(shape: readonly number[], from = 0, to = shape.length): number {
  let count = 1;
  for (let i = from; i < to; i++) count *= shape[i] as number;
  return count;
}

/**
 * The element type of a tensor.
 * @throws Error when it is none that the kernel knows, or i8 without one scale above 0 and one zero point
 */
export function elementTypeOf(name: string, { type, quantization }: TensorInfo): ElementType {
  if (!isElementType(type)) throw new Error(`${name} must be of type ${Object.keys(elementBytes).join(', ')} (was ${type})`);
  if (type !== 'i8') return type;
  if (quantization?.scale.length !== 1 || quantization.zeroPoint.length !== 1)
    throw new Error(
      `${name} of type i8 must have one scale and one zero point (was ${quantization ? `${quantization.scale.length} scales` : 'not quantized'})`,
    );
  const [scale] = quantization.scale as readonly [number];
  if (!(Number.isFinite(scale) && scale > 0)) throw new Error(`the scale of ${name} must be finite and above 0 (was ${scale})`);
  return type;
}

const isElementType = (type: string): type is ElementType => type === 'f32' || type === 'f16' || type === 'bf16' || type === 'i8';

/** How many bytes its elements take. */
export const byteLengthOf = ({ type, shape }: TensorInfo): number => elementCount(shape) * elementBytes[type as ElementType];
