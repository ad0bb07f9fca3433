// Convolutions of every form, put into the few that kernels know. Spec: convolution, dynamic_conv. A convolution that stands as a kernel
// wants it is emitted (convolution-kernels); any other is written in StableHLO around one that does, or without any (convolution-unrolled).
import { f32, i32, i64, stablehlo, type TensorType, tensor, type Value } from '@hlolite/mlir-parser';
import { elementCount } from '@hlolite/tensor';
import type { Tensor } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';
import type { Lowered } from '../lowered.js';
import { rules } from '../rules.js';
import { i64s, type StableHloBuilder } from '../stablehlo-builder.js';
import { type ConvolutionView, outputShape, padded, type StandardConvolution } from './convolution-form.js';
import { emitConvolution, type KernelForm, kernelNumbers, kernelPadding } from './convolution-kernels.js';
import { unrolledConvolution } from './convolution-unrolled.js';
import { elementOf, shapeOf } from './element-kind.js';
import { inverseOf } from './permute.js';

export const convolution = rules(stablehlo, { convolution: lowerConvolution });

export function lowerConvolution(given: ConvolutionView, g: GraphBuilder): Tensor | readonly Lowered[] {
  return emitConvolution(given, g) ?? g.rewrite((b) => [standardConvolution(given, g, b)]);
}

/** Dimensions in the standard order, batch groups as feature groups, the kernel reversed where that is asked for. */
function standardConvolution(given: ConvolutionView, g: GraphBuilder, b: StableHloBuilder): Value {
  const type = (g.operation.results[0] as Value).type as TensorType;
  const { dimension_numbers: numbers, batch_group_count: batchGroups, window_reversal: reversal } = given;
  const rank = numbers.input_spatial_dimensions.length;
  const worked = fitsF32(given) ? f32 : type.element;
  const converted = (value: Value) => b.convert(value, tensor(shapeOf(value), worked));
  const ones = new Array<number>(rank).fill(1);
  const inputOrder = [numbers.input_batch_dimension, ...numbers.input_spatial_dimensions, numbers.input_feature_dimension];
  const kernelOrder = [
    numbers.kernel_output_feature_dimension,
    ...numbers.kernel_spatial_dimensions,
    numbers.kernel_input_feature_dimension,
  ];
  const outputOrder = [numbers.output_batch_dimension, ...numbers.output_spatial_dimensions, numbers.output_feature_dimension];
  const kernel = b.transpose(converted(given.rhs), kernelOrder);
  const turned = ones.flatMap((_, index) => (reversal?.[index] ? [index + 1] : []));
  const output = inStandardOrder(
    {
      input: batchGroupsAsFeatures(b.transpose(converted(given.lhs), inputOrder), batchGroups, b),
      kernel: turned.length > 0 ? b.reverse(kernel, turned) : kernel,
      strides: given.window_strides ?? ones,
      padding: given.padding ?? ones.map(() => [0, 0] as const),
      inputDilation: given.lhs_dilation ?? ones,
      kernelDilation: given.rhs_dilation ?? ones,
      groups: given.feature_group_count * batchGroups,
      anySize: g.context.anySize,
    },
    b,
  );
  // Whole numbers of f32 come back by way of i32, so that fewer bits wrap around.
  const whole = worked === f32 && type.element.kind === 'integer' ? b.convert(output, tensor(shapeOf(output), i32)) : output;
  return b.transpose(b.convert(whole, tensor(shapeOf(output), type.element)), inverseOf(outputOrder));
}

/** The greatest size of an element of narrow integer types. */
const GREATEST: Readonly<Record<string, number>> = { i2: 2, i4: 8, i8: 128, i16: 32768, ui2: 3, ui4: 15, ui8: 255, ui16: 65535 };

/** Whether every sum of products is a whole number that f32 holds: then the kernels of f32 are exact on integers too. */
function fitsF32({ lhs, rhs, dimension_numbers: numbers }: ConvolutionView): boolean {
  const shape = shapeOf(rhs);
  const terms = elementCount(shape.filter((_, dimension) => dimension !== numbers.kernel_output_feature_dimension));
  const [a, b] = [GREATEST[elementOf(lhs)], GREATEST[elementOf(rhs)]];
  return a !== undefined && b !== undefined && a * b * terms <= 2 ** 24;
}

/** [groups · n, …, features] as [n, …, groups · features]: what a batch group sees is what a feature group sees (spec: batch_group_count). */
function batchGroupsAsFeatures(input: Value, groups: number, b: StableHloBuilder): Value {
  if (groups === 1) return input;
  const [batch, ...rest] = shapeOf(input) as readonly [number, ...number[]];
  const split = b.reshape(input, [groups, batch / groups, ...rest]);
  const order = [...rest.map((_, index) => index + 1), 0, rest.length + 1];
  return b.reshape(b.transpose(split, order), [batch / groups, ...rest.slice(0, -1), groups * (rest.at(-1) as number)]);
}

/** One step towards a kernel after the other; each takes one thing away that kernels lack. */
function inStandardOrder(given: StandardConvolution, b: StableHloBuilder): Value {
  const { input, kernel, inputDilation, strides, kernelDilation, groups } = given;
  const element = (input.type as TensorType).element;
  const rank = strides.length;
  if (rank > 3 || element.kind !== 'float') return unrolledConvolution(given, b);
  if (rank < 2) return widened(given, b);
  const dilated = inputDilation.some((step) => step !== 1);
  if (dilated && isTransposable(given)) return transposedConvolution(given, b);
  if (rank === 3 && kernelDilation.some((step) => step !== 1)) return inStandardOrder(withWideKernel(given, b), b);
  const padding = kernelPadding({ ...given, sizes: shapeOf(input).slice(1, -1), window: shapeOf(kernel).slice(1, -1) });
  if (dilated || padding === undefined) return inStandardOrder(padded(given, b), b);
  if (rank === 3 && groups > 1) return split(given, b);
  const depthwise = rank === 2 && groups > 1 && groups === shapeOf(input).at(-1);
  const form: KernelForm = rank === 3 ? 'CONV_3D' : depthwise ? 'DEPTHWISE_CONV_2D' : 'CONV_2D';
  return convolutionOp({ ...given, kernelDilation }, form, b);
}

/** The zeros between the places of a dilated kernel written out: CONV_3D has options for dilations, and passes over them. */
function withWideKernel(given: StandardConvolution, b: StableHloBuilder): StandardConvolution {
  const { kernel, kernelDilation } = given;
  const zero = b.splat(tensor([], (kernel.type as TensorType).element), 0);
  const none = shapeOf(kernel).map(() => 0);
  const interior = [0, ...kernelDilation.map((step) => step - 1), 0];
  return { ...given, kernel: b.pad(kernel, zero, none, none, interior), kernelDilation: kernelDilation.map(() => 1) };
}

/** A dimension of size 1 in front of fewer than two spatial ones. */
function widened(given: StandardConvolution, b: StableHloBuilder): Value {
  const with1 = (value: Value) => b.reshape(value, [shapeOf(value)[0] as number, 1, ...shapeOf(value).slice(1)]);
  const output = inStandardOrder(
    {
      ...given,
      input: with1(given.input),
      kernel: with1(given.kernel),
      strides: [1, ...given.strides],
      padding: [[0, 0], ...given.padding],
      inputDilation: [1, ...given.inputDilation],
      kernelDilation: [1, ...given.kernelDilation],
    },
    b,
  );
  const [batch, , ...rest] = shapeOf(output) as readonly [number, number, ...number[]];
  return b.reshape(output, [batch, ...rest]);
}

/** A convolution of an input with zeros between its elements is a TRANSPOSE_CONV, as long as it has no other finesse. */
function isTransposable({ strides, kernelDilation, groups, padding, kernel }: StandardConvolution): boolean {
  const window = shapeOf(kernel).slice(1, -1);
  const plain = [...strides, ...kernelDilation, groups].every((number) => number === 1);
  return (
    plain && strides.length === 2 && padding.every((pair, index) => pair.every((size) => size >= 0 && size < (window[index] as number)))
  );
}

/** The kernel computes every place that the window touches; what the padding leaves out is cut off. */
function transposedConvolution(given: StandardConvolution, b: StableHloBuilder): Value {
  const window = shapeOf(given.kernel).slice(1, -1);
  const whole = { ...given, padding: window.map((size) => [size - 1, size - 1] as const), kernel: b.reverse(given.kernel, [1, 2]) };
  const output = convolutionOp(whole, 'TRANSPOSE_CONV', b);
  const cut = (end: 0 | 1) => [0, ...given.padding.map((pair, index) => (window[index] as number) - 1 - pair[end]), 0];
  const [low, high] = [cut(0), cut(1)];
  if ([...low, ...high].every((size) => size === 0)) return output;
  return b.slice(
    output,
    low,
    shapeOf(output).map((size, axis) => size - (high[axis] as number)),
  );
}

/** A convolution for each group, where the kernel has no groups. */
function split(given: StandardConvolution, b: StableHloBuilder): Value {
  const part = (value: Value, axis: number, index: number) => {
    const shape = shapeOf(value);
    const size = (shape[axis] as number) / given.groups;
    const at = (number: number) => shape.map((whole, each) => (each === axis ? number * size : number === index ? 0 : whole));
    return b.slice(value, at(index), at(index + 1));
  };
  const last = given.strides.length + 1;
  const parts = Array.from({ length: given.groups }, (_, index) =>
    inStandardOrder({ ...given, input: part(given.input, last, index), kernel: part(given.kernel, 0, index), groups: 1 }, b),
  );
  return b.concatenate(parts, last);
}

/** The op in exactly the form that a kernel takes. */
function convolutionOp(given: StandardConvolution, form: KernelForm, b: StableHloBuilder): Value {
  const rank = given.strides.length;
  const numbers = kernelNumbers(form, rank);
  const kernelOrder = [
    numbers.kernel_output_feature_dimension,
    ...numbers.kernel_spatial_dimensions,
    numbers.kernel_input_feature_dimension,
  ];
  const kernel = b.transpose(given.kernel, inverseOf(kernelOrder));
  return b.emit(
    'convolution',
    [given.input, kernel],
    {
      window_strides: i64s(given.strides),
      padding: i64s(given.padding.flat()),
      lhs_dilation: i64s(given.inputDilation),
      rhs_dilation: i64s(given.kernelDilation),
      window_reversal: i64s(given.strides.map(() => Number(form === 'TRANSPOSE_CONV'))),
      dimension_numbers: { kind: 'struct', name: 'stablehlo.conv', fields: { ...numbers } },
      feature_group_count: { kind: 'integer', value: BigInt(given.groups), type: i64 },
      batch_group_count: { kind: 'integer', value: 1n, type: i64 },
    },
    tensor(outputShape(given), (given.input.type as TensorType).element),
  );
}
