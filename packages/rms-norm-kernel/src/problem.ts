// What one norm is: the operands by their roles and the sizes the kernel loops over, checked in one place.
import { type Attributes, attributesOf, type RmsNormOptions } from './options.js';
import { type ElementType, elementCount, elementTypeOf, type TensorInfo } from './tensor.js';

/** What is fused with the norm. */
export interface Fusion {
  /** Operands before weight and bias, the first of which is x. */
  readonly operands: readonly ['x'] | readonly ['x', 'residual'];
  readonly outputs: readonly ['y'] | readonly ['y', 'sum'];
  readonly gelu: boolean;
}

/** A tensor's part in the norm. */
export type Role = 'x' | 'residual' | 'weight' | 'bias' | 'y' | 'sum';

/** x as [outer, width, inner], normalized over `width`. */
export interface Problem extends Attributes {
  readonly type: ElementType;
  readonly outer: number;
  readonly width: number;
  readonly inner: number;
  /** Roles of the inputs, in their order. */
  readonly roles: readonly Role[];
  /** Are weight and bias f32 although x is not? */
  readonly floatParameters: boolean;
}

/**
 * Checks operands and attributes.
 * @throws Error when operands are missing or too many; types are not f32, f16, bf16 or quantized i8; residual is unlike x; weight and bias
 *   are not 1-D, as long as the normalized dimension, and of x's type or f32; an attribute is wrong
 */
export function problemOf(fusion: Fusion, inputs: readonly TensorInfo[], options: RmsNormOptions): Problem {
  const roles = rolesOf(fusion, inputs.length);
  const x = inputs[0] as TensorInfo;
  const type = elementTypeOf('x', x);
  const attributes = attributesOf(options, x.shape.length);
  const width = x.shape[attributes.axis] as number;
  roles.forEach((role, i) => {
    const info = inputs[i] as TensorInfo;
    if (role === 'residual') checkLike(role, info, x);
    if (role === 'weight' || role === 'bias') checkParameter(role, info, type, width);
  });
  const [weight, bias = weight] = inputs.slice(fusion.operands.length);
  if (weight?.type !== bias?.type) throw new Error(`bias must have the type of weight, ${weight?.type} (was ${bias?.type})`);
  return {
    ...attributes,
    type,
    outer: elementCount(x.shape.slice(0, attributes.axis)),
    width,
    inner: elementCount(x.shape.slice(attributes.axis + 1)),
    roles,
    floatParameters: weight?.type === 'f32',
  };
}

function rolesOf({ operands }: Fusion, count: number): readonly Role[] {
  const roles: readonly Role[] = [...operands, 'weight', 'bias'];
  if (count >= operands.length && count <= roles.length) return roles.slice(0, count);
  throw new Error(`the norm takes ${operands.join(', ')}, and weight and bias as wanted (was given ${count} inputs)`);
}

/** @throws Error when the tensor has not x's type and shape */
export function checkLike(role: Role, info: TensorInfo, x: TensorInfo): void {
  elementTypeOf(role, info);
  if (info.type !== x.type || `${info.shape}` !== `${x.shape}`)
    throw new Error(`${role} must have x's type and shape, ${x.type}[${x.shape}] (was ${info.type}[${info.shape}])`);
}

function checkParameter(role: Role, info: TensorInfo, type: ElementType, width: number): void {
  if (elementTypeOf(role, info) !== type && info.type !== 'f32')
    throw new Error(`${role} must be of ${type === 'f32' ? 'type f32' : `x's type, ${type}, or f32`} (was ${info.type})`);
  if (info.shape.length !== 1) throw new Error(`${role} must be 1-D (was ${info.shape.length}-D)`);
  if (info.shape[0] !== width) throw new Error(`${role} must be as long as the normalized dimension, ${width} (was ${info.shape[0]})`);
}
