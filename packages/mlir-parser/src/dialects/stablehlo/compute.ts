// Ops that combine elements: dot products, convolution, reductions, windows, normalization, sorting, linear algebra, random numbers.
import { fftType, precision, rngAlgorithm, rngDistribution, transposeMode } from '../enums.js';
import { bool, bools, enumeration, enumerations, f32, i64, i64Pairs, i64s, optional, record, string, withDefault } from '../readers.js';
import type { OpSpec } from '../spec.js';
import { convDimensionNumbers, dotAlgorithm, dotDimensionNumbers } from './attributes.js';

const convolutionAttributes = {
  window_strides: optional(i64s),
  lhs_dilation: optional(i64s),
  rhs_dilation: optional(i64s),
  window_reversal: optional(bools),
  dimension_numbers: record(convDimensionNumbers),
  feature_group_count: i64,
  batch_group_count: i64,
  precision_config: optional(enumerations(precision)),
};

export const compute = {
  dot: {
    operands: ['lhs', 'rhs'],
    attributes: { precision_config: optional(enumerations(precision)) },
    assembly: '$lhs `,` $rhs `` custom<PrecisionConfig>($precision_config) attr-dict `:` functional-type',
  },
  dot_general: {
    operands: ['lhs', 'rhs'],
    attributes: {
      dot_dimension_numbers: record(dotDimensionNumbers),
      precision_config: optional(enumerations(precision)),
      algorithm: optional(record(dotAlgorithm)),
    },
    assembly:
      '$lhs `,` $rhs `,` custom<DotDimensionNumbers>($dot_dimension_numbers) `` ' +
      'custom<PrecisionConfigAndAlgorithm>($precision_config, $algorithm) attr-dict `:` functional-type',
  },
  einsum: {
    operands: ['lhs', 'rhs'],
    attributes: { einsum_config: string },
    assembly: '$lhs `,` $rhs `,` `config` `=` $einsum_config attr-dict `:` functional-type',
  },
  unary_einsum: {
    operands: ['operand'],
    attributes: { einsum_config: string },
    assembly: '$operand `,` `config` `=` $einsum_config attr-dict `:` functional-type',
  },

  convolution: {
    operands: ['lhs', 'rhs'],
    attributes: { ...convolutionAttributes, padding: optional(i64Pairs) },
    assembly:
      '`(` operands `)` `dim_numbers` `=` custom<ConvolutionDimensions>($dimension_numbers) `,` `window` `=` `{` ' +
      'custom<WindowAttributes>($window_strides, $padding, $lhs_dilation, $rhs_dilation, $window_reversal) `}` ' +
      'attr-dict `:` functional-type',
  },
  dynamic_conv: { operands: ['lhs', 'rhs', 'padding'], attributes: convolutionAttributes },

  reduce: {
    operands: ['...inputs', '...init_values'],
    results: ['...results'],
    attributes: { dimensions: i64s },
    regions: ['body'],
    assembly: 'custom<Reduce>',
  },
  reduce_window: {
    operands: ['...inputs', '...init_values'],
    results: ['...results'],
    attributes: {
      window_dimensions: i64s,
      window_strides: optional(i64s),
      base_dilations: optional(i64s),
      window_dilations: optional(i64s),
      padding: optional(i64Pairs),
    },
    regions: ['body'],
  },
  select_and_scatter: {
    operands: ['operand', 'source', 'init_value'],
    attributes: { window_dimensions: optional(i64s), window_strides: optional(i64s), padding: optional(i64Pairs) },
    regions: ['select', 'scatter'],
  },
  map: { operands: ['...inputs'], attributes: { dimensions: i64s }, regions: ['computation'] },
  sort: {
    operands: ['...inputs'],
    results: ['...results'],
    attributes: { dimension: withDefault(i64, -1), is_stable: withDefault(bool, false) },
    regions: ['comparator'],
  },

  batch_norm_grad: {
    operands: ['operand', 'scale', 'mean', 'variance', 'grad_output'],
    results: ['grad_operand', 'grad_scale', 'grad_offset'],
    attributes: { epsilon: f32, feature_index: i64 },
  },
  batch_norm_inference: {
    operands: ['operand', 'scale', 'offset', 'mean', 'variance'],
    attributes: { epsilon: f32, feature_index: i64 },
  },
  batch_norm_training: {
    operands: ['operand', 'scale', 'offset'],
    results: ['output', 'batch_mean', 'batch_var'],
    attributes: { epsilon: f32, feature_index: i64 },
  },

  cholesky: {
    operands: ['a'],
    attributes: { lower: withDefault(bool, false) },
    assembly: '$a (`,` `lower` `=` $lower^)? attr-dict `:` custom<SameOperandsAndResultType>',
  },
  triangular_solve: {
    operands: ['a', 'b'],
    attributes: { left_side: bool, lower: bool, unit_diagonal: bool, transpose_a: enumeration(transposeMode) },
  },
  fft: {
    operands: ['operand'],
    attributes: { fft_type: enumeration(fftType), fft_length: i64s },
    assembly: '$operand `,` `type` `=` $fft_type `,` `length` `=` $fft_length attr-dict `:` functional-type',
  },

  rng: {
    operands: ['a', 'b', 'shape'],
    attributes: { rng_distribution: enumeration(rngDistribution) },
    assembly: '$a `,` $b `,` $shape `,` `distribution` `=` $rng_distribution attr-dict `:` functional-type',
  },
  rng_bit_generator: {
    operands: ['initial_state'],
    results: ['output_state', 'output'],
    attributes: { rng_algorithm: enumeration(rngAlgorithm) },
    assembly: '$initial_state `,` `algorithm` `=` $rng_algorithm attr-dict `:` functional-type',
  },
} as const satisfies Record<string, OpSpec>;
