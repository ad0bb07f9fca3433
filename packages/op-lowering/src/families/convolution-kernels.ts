// Convolutions as kernels take them: [batch, spatial…, features], a kernel in the operator's own order, padding SAME or VALID. The emission
// of those, and what it takes to be one.
import type { ConvDimensionNumbers, Value } from '@hlolite/mlir-parser';
import { splatOf } from '@hlolite/tensor';
import type { Tensor } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';
import { type ConvolutionView, extent } from './convolution-form.js';
import { elementOf, shapeOf } from './element-kind.js';

/** The operators that convolve. */
export type KernelForm = 'CONV_2D' | 'DEPTHWISE_CONV_2D' | 'CONV_3D' | 'TRANSPOSE_CONV';

/** The dimensions of an operator: CONV_2D has its kernel as [out, height, width, in], DEPTHWISE_CONV_2D [1, …, out], CONV_3D […, in, out]. */
export function kernelNumbers(form: KernelForm, rank: number): ConvDimensionNumbers {
  const spatial = Array.from({ length: rank }, (_, index) => index + 1);
  const [output, input] = form === 'CONV_3D' ? [rank + 1, rank] : form === 'DEPTHWISE_CONV_2D' ? [rank + 1, 0] : [0, rank + 1];
  return {
    input_batch_dimension: 0,
    input_feature_dimension: rank + 1,
    input_spatial_dimensions: spatial,
    kernel_input_feature_dimension: input,
    kernel_output_feature_dimension: output,
    kernel_spatial_dimensions: form === 'CONV_3D' ? spatial.map((dimension) => dimension - 1) : spatial,
    output_batch_dimension: 0,
    output_feature_dimension: rank + 1,
    output_spatial_dimensions: spatial,
  };
}

interface Windows {
  /** Sizes of the spatial dimensions, of the input and of the kernel. */
  readonly sizes: readonly number[];
  readonly window: readonly number[];
  readonly strides: readonly number[];
  readonly kernelDilation: readonly number[];
  readonly padding: readonly (readonly [low: number, high: number])[];
  /** Whether it must be right for other sizes too. */
  readonly anySize: boolean;
}

/** The name of the padding that a kernel computes itself, or undefined for any other. SAME has as many places as strides fit into the input. */
export function kernelPadding({ sizes, window, strides, kernelDilation, padding, anySize }: Windows): 'SAME' | 'VALID' | undefined {
  if (padding.every(([low, high]) => low === 0 && high === 0)) return 'VALID';
  // With strides, what SAME pads depends on the size.
  if (anySize && strides.some((stride) => stride !== 1)) return undefined;
  const same = padding.every(([low, high], index) => {
    const [size, stride] = [sizes[index] as number, strides[index] as number];
    const covered = (Math.ceil(size / stride) - 1) * stride + extent(window[index] as number, kernelDilation[index] as number);
    const total = Math.max(covered - size, 0);
    return low === Math.floor(total / 2) && high === total - low;
  });
  return same ? 'SAME' : undefined;
}

/** The operator for a convolution that stands as one wants it; undefined for any other. */
export function emitConvolution(given: ConvolutionView, g: GraphBuilder): Tensor | undefined {
  const { lhs, rhs } = given;
  const form = formOf(given);
  if (form === undefined || !isOneFloatType(given, g)) return undefined;
  if (form === 'TRANSPOSE_CONV') return emitTransposed(given, g);
  const windows = windowsOf(given, g.context.anySize);
  const padding = kernelPadding(windows);
  if (padding === undefined) return undefined;
  const [height, width] = [windows.strides.length - 2, windows.strides.length - 1];
  const { strides, kernelDilation } = windows;
  const fields = {
    padding,
    stride_h: strides[height] as number,
    stride_w: strides[width] as number,
    dilation_h_factor: kernelDilation[height] as number,
    dilation_w_factor: kernelDilation[width] as number,
  };
  // Kernels want a bias: zeros, one for each feature of the output.
  const inputs = [g.tensor(lhs), g.tensor(rhs), g.dense(splatOf('f32', [g.resultInfo().shape.at(-1) as number], 0))];
  switch (form) {
    case 'CONV_2D':
      return g.emit(form, inputs, fields);
    case 'DEPTHWISE_CONV_2D':
      return g.emit(form, inputs, { ...fields, depth_multiplier: (shapeOf(rhs)[3] as number) / (shapeOf(lhs)[3] as number) });
    case 'CONV_3D':
      return g.emit(form, inputs, { ...fields, stride_d: strides[0] as number });
  }
}

/** VALID computes every place that the window touches. */
function emitTransposed({ lhs, rhs, lhs_dilation: [height, width] = [] }: ConvolutionView, g: GraphBuilder): Tensor | undefined {
  const fields = { padding: 'VALID', stride_h: height as number, stride_w: width as number } as const;
  return g.emit('TRANSPOSE_CONV', [g.int32s(g.resultInfo().shape), rhs, lhs], fields);
}

function windowsOf({ lhs, rhs, dimension_numbers: numbers, ...given }: ConvolutionView, anySize: boolean): Windows {
  const ones = numbers.input_spatial_dimensions.map(() => 1);
  return {
    sizes: numbers.input_spatial_dimensions.map((dimension) => shapeOf(lhs)[dimension] as number),
    window: numbers.kernel_spatial_dimensions.map((dimension) => shapeOf(rhs)[dimension] as number),
    strides: given.window_strides ?? ones,
    kernelDilation: given.rhs_dilation ?? ones,
    padding: given.padding ?? ones.map(() => [0, 0] as const),
    anySize,
  };
}

/** The operator whose dimensions and abilities these are, its padding apart. */
function formOf(given: ConvolutionView): KernelForm | undefined {
  const { lhs, dimension_numbers: numbers, lhs_dilation: inputDilation, window_reversal: reversal, feature_group_count: groups } = given;
  const rank = numbers.input_spatial_dimensions.length;
  const dilated = inputDilation?.some((step) => step !== 1) ?? false;
  const features = shapeOf(lhs)[numbers.input_feature_dimension];
  const form = dilated ? 'TRANSPOSE_CONV' : rank === 3 ? 'CONV_3D' : groups > 1 && groups === features ? 'DEPTHWISE_CONV_2D' : 'CONV_2D';
  if (given.batch_group_count !== 1 || (rank !== 2 && form !== 'CONV_3D') || (rank === 3 && groups > 1)) return undefined;
  if (JSON.stringify(numbers, Object.keys(numbers).sort()) !== JSON.stringify(kernelNumbers(form, rank), Object.keys(numbers).sort()))
    return undefined;
  if (form === 'TRANSPOSE_CONV') return isWholeTransposed(given) ? form : undefined;
  if (form === 'CONV_3D' && given.rhs_dilation?.some((step) => step !== 1)) return undefined;
  return reversal?.some(Boolean) ? undefined : form;
}

/** Padded so that the window touches each element in each of its places, and with nothing else. */
function isWholeTransposed(given: ConvolutionView): boolean {
  const { strides, kernelDilation, padding, window } = windowsOf(given, false);
  const plain = [...strides, ...kernelDilation, given.feature_group_count].every((number) => number === 1);
  return (
    plain &&
    (given.window_reversal?.every(Boolean) ?? false) &&
    padding.every((pair, index) => pair.every((size) => size === (window[index] as number) - 1))
  );
}

function isOneFloatType({ lhs, rhs }: ConvolutionView, g: GraphBuilder): boolean {
  const types = [lhs, rhs, g.operation.results[0] as Value].map(elementOf);
  return types.every((type) => type === types[0]) && /^b?f\d/.test(types[0] as string);
}
