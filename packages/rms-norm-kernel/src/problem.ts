// What one norm is: the operands by their roles and the sizes the kernel loops over, checked in one place.
import { type Attributes, attributesOf, type RmsNormOptions } from './options.js';
import { type ElementType, elementCount, elementTypeOf, type TensorInfo } from './tensor.js';

/** What is fused with the norm. */
export interface Fusion {
  /** Inputs x and residual, and outputs y and sum, instead of x and y. */
  readonly residual: boolean;
  readonly gelu: boolean;
}

/** Where each tensor stands among the inputs and outputs, inputs first; −1 when it is absent. In the order in which the C++ takes them. */
export type Positions = readonly [x: number, residual: number, weight: number, bias: number, sum: number, y: number];

/** x as [outer, width, inner], normalized over `width`. */
export interface Problem {
  readonly attributes: Attributes;
  readonly type: ElementType;
  readonly outer: number;
  readonly width: number;
  readonly inner: number;
  readonly positions: Positions;
  /** Are weight and bias f32? */
  readonly floatParameters: boolean;
}

/**
 * Checks operands and attributes. Small norms take a microsecond, so this makes no more than it must.
 * @throws Error when operands are missing or too many; types are not f32, f16, bf16 or quantized i8; residual is unlike x; weight and bias
 *   are not 1-D, as long as the normalized dimension, and of x's type or f32; an attribute is wrong
 */
export function problemOf(fusion: Fusion, inputs: readonly TensorInfo[], options: RmsNormOptions): Problem {
  const positions = positionsOf(fusion, inputs.length);
  const [, residual, weight, bias] = positions;
  const x = inputs[0] as TensorInfo;
  const type = elementTypeOf('x', x);
  const attributes = attributesOf(options, x.shape.length);
  const width = x.shape[attributes.axis] as number;
  if (residual >= 0) checkLike('residual', inputs[residual] as TensorInfo, x);
  if (weight >= 0) checkParameter('weight', inputs[weight] as TensorInfo, type, width);
  if (bias >= 0) checkBias(inputs[bias] as TensorInfo, inputs[weight] as TensorInfo, type, width);
  return {
    attributes,
    type,
    outer: elementCount(x.shape, 0, attributes.axis),
    width,
    inner: elementCount(x.shape, attributes.axis + 1),
    positions,
    floatParameters: inputs[weight]?.type === 'f32',
  };
}

function positionsOf({ residual }: Fusion, count: number): Positions {
  const operands = residual ? 2 : 1;
  const most = operands + 2;
  if (count < operands || count > most)
    throw new Error(`the norm takes ${residual ? 'x, residual' : 'x'}, and weight and bias as wanted (was given ${count} inputs)`);
  return [0, residual ? 1 : -1, count > operands ? operands : -1, count === most ? operands + 1 : -1, residual ? count + 1 : -1, count];
}

/** @throws Error when the tensor has not x's type and shape */
export function checkLike(name: string, info: TensorInfo, x: TensorInfo): void {
  elementTypeOf(name, info);
  if (info.type !== x.type || info.shape.length !== x.shape.length || info.shape.some((size, i) => size !== x.shape[i]))
    throw new Error(`${name} must have x's type and shape, ${x.type}[${x.shape}] (was ${info.type}[${info.shape}])`);
}

function checkParameter(name: string, info: TensorInfo, type: ElementType, width: number): void {
  if (elementTypeOf(name, info) !== type && info.type !== 'f32')
    throw new Error(`${name} must be of ${type === 'f32' ? 'type f32' : `x's type, ${type}, or f32`} (was ${info.type})`);
  if (info.shape.length !== 1) throw new Error(`${name} must be 1-D (was ${info.shape.length}-D)`);
  if (info.shape[0] !== width) throw new Error(`${name} must be as long as the normalized dimension, ${width} (was ${info.shape[0]})`);
}

function checkBias(bias: TensorInfo, weight: TensorInfo, type: ElementType, width: number): void {
  checkParameter('bias', bias, type, width);
  if (bias.type !== weight.type) throw new Error(`bias must have the type of weight, ${weight.type} (was ${bias.type})`);
}
