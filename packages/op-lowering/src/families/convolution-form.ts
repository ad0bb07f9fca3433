// The standard form of convolutions: dimensions in one order, nothing implied. What it computes is told by shapes here.
import { type stablehlo, type TensorType, tensor, type Value, type View } from '@hlolite/mlir-parser';
import type { StableHloBuilder } from '../stablehlo-builder.js';
import { shapeOf } from './element-kind.js';

/** What a convolution carries; `dynamic_conv` too, once its padding is known. */
export type ConvolutionView = View<typeof stablehlo.ops.convolution>;

/** A convolution of input [batch, spatial…, features] and kernel [out, spatial…, in of a group] to [batch, spatial…, out]. */
export interface StandardConvolution {
  readonly input: Value;
  readonly kernel: Value;
  readonly strides: readonly number[];
  readonly padding: readonly (readonly [low: number, high: number])[];
  readonly inputDilation: readonly number[];
  readonly kernelDilation: readonly number[];
  readonly groups: number;
  /** Whether it must be right for other sizes too. */
  readonly anySize: boolean;
}

/** How many places `size` elements take with `dilation − 1` others between them. */
export const extent = (size: number, dilation: number): number => (size === 0 ? 0 : (size - 1) * dilation + 1);

/** [batch, places of the window…, output features]. */
export function outputShape({ input, kernel, ...given }: StandardConvolution): readonly number[] {
  const [inputShape, kernelShape] = [shapeOf(input), shapeOf(kernel)];
  const places = given.strides.map((stride, index) => {
    const [low, high] = given.padding[index] as readonly [number, number];
    const size = low + extent(inputShape[index + 1] as number, given.inputDilation[index] as number) + high;
    return Math.floor((size - extent(kernelShape[index + 1] as number, given.kernelDilation[index] as number)) / stride) + 1;
  });
  return [inputShape[0] as number, ...places, kernelShape[0] as number];
}

/** Explicit padding (negative cuts, interior from the dilation of the input) in front of a convolution that has none. */
export function padded(given: StandardConvolution, b: StableHloBuilder): StandardConvolution {
  const { input, padding, inputDilation } = given;
  const zero = b.splat(tensor([], (input.type as TensorType).element), 0);
  const [low, high] = [padding.map(([before]) => before), padding.map(([, after]) => after)];
  const interior = inputDilation.map((step) => step - 1);
  const ones = padding.map(() => 1);
  const filled = b.pad(input, zero, [0, ...low, 0], [0, ...high, 0], [0, ...interior, 0]);
  return { ...given, input: filled, padding: ones.map(() => [0, 0] as const), inputDilation: ones };
}
