// Ops that make, move and pick elements: constants, shapes, slices, gather and scatter, and their dynamic forms.
import { bool, elements, i64, i64s, optional, record, withDefault } from '../readers.js';
import type { OpSpec } from '../spec.js';
import { gatherDimensionNumbers, scatterDimensionNumbers } from './attributes.js';

/** Everything that the op says is in its operands and its type. */
const plain = 'operands attr-dict `:` functional-type';

export const shape = {
  constant: { operands: [], results: ['output'], attributes: { value: elements }, assembly: 'custom<Constant>' },
  iota: {
    operands: [],
    results: ['output'],
    attributes: { iota_dimension: i64 },
    assembly: '`dim` `=` $iota_dimension attr-dict `:` type(results)',
  },
  dynamic_iota: {
    operands: ['output_shape'],
    attributes: { iota_dimension: i64 },
    assembly: '$output_shape `,` `dim` `=` $iota_dimension attr-dict `:` functional-type',
  },

  bitcast_convert: { operands: ['operand'], assembly: plain },
  reshape: { operands: ['operand'], assembly: plain },
  dynamic_reshape: { operands: ['operand', 'output_shape'], assembly: plain },
  transpose: {
    operands: ['operand'],
    attributes: { permutation: i64s },
    assembly: '$operand `,` `dims` `=` $permutation attr-dict `:` functional-type',
  },
  broadcast: {
    operands: ['operand'],
    attributes: { broadcast_sizes: i64s },
    assembly: '$operand `,` `sizes` `=` $broadcast_sizes attr-dict `:` functional-type',
  },
  broadcast_in_dim: {
    operands: ['operand'],
    attributes: { broadcast_dimensions: i64s },
    assembly: '$operand `,` `dims` `=` $broadcast_dimensions attr-dict `:` functional-type',
  },
  dynamic_broadcast_in_dim: {
    operands: ['operand', 'output_dimensions'],
    attributes: {
      broadcast_dimensions: i64s,
      known_expanding_dimensions: optional(i64s),
      known_nonexpanding_dimensions: optional(i64s),
    },
    assembly: '$operand `,` $output_dimensions `,` `dims` `=` $broadcast_dimensions attr-dict `:` functional-type',
  },
  concatenate: {
    operands: ['...inputs'],
    attributes: { dimension: i64 },
    assembly: 'custom<VariadicOperandWithAttribute>($inputs) `dim` `=` $dimension attr-dict `:` functional-type',
  },
  pad: {
    operands: ['operand', 'padding_value'],
    attributes: { edge_padding_low: i64s, edge_padding_high: i64s, interior_padding: i64s },
    assembly:
      '$operand `,` $padding_value `,` `low` `=` $edge_padding_low `,` `high` `=` $edge_padding_high `,` ' +
      '`interior` `=` $interior_padding attr-dict `:` functional-type',
  },
  dynamic_pad: { operands: ['operand', 'padding_value', 'edge_padding_low', 'edge_padding_high', 'interior_padding'], assembly: plain },
  reverse: {
    operands: ['operand'],
    attributes: { dimensions: i64s },
    assembly: '$operand `,` `dims` `=` $dimensions attr-dict `:` custom<SameOperandsAndResultType>',
  },

  slice: {
    operands: ['operand'],
    attributes: { start_indices: i64s, limit_indices: i64s, strides: i64s },
    assembly: '$operand custom<SliceRanges>($start_indices, $limit_indices, $strides) attr-dict `:` functional-type',
  },
  dynamic_slice: {
    operands: ['operand', '...start_indices'],
    attributes: { slice_sizes: i64s },
    assembly: '$operand `,` custom<VariadicOperandWithAttribute>($start_indices) `sizes` `=` $slice_sizes attr-dict `:` functional-type',
  },
  real_dynamic_slice: { operands: ['operand', 'start_indices', 'limit_indices', 'strides'], assembly: plain },
  dynamic_update_slice: { operands: ['operand', 'update', '...start_indices'], assembly: plain },
  gather: {
    operands: ['operand', 'start_indices'],
    attributes: { dimension_numbers: record(gatherDimensionNumbers), slice_sizes: i64s, indices_are_sorted: withDefault(bool, false) },
  },
  dynamic_gather: {
    operands: ['operand', 'start_indices', 'slice_sizes'],
    attributes: { dimension_numbers: record(gatherDimensionNumbers), indices_are_sorted: withDefault(bool, false) },
  },
  scatter: {
    operands: ['...inputs', 'scatter_indices', '...updates'],
    results: ['...results'],
    attributes: {
      scatter_dimension_numbers: record(scatterDimensionNumbers),
      indices_are_sorted: withDefault(bool, false),
      unique_indices: withDefault(bool, false),
    },
    regions: ['update_computation'],
  },
  torch_index_select: { operands: ['operand', 'index'], attributes: { dim: i64, batch_dims: i64 } },

  get_dimension_size: {
    operands: ['operand'],
    attributes: { dimension: i64 },
    assembly: '$operand `,` `dim` `=` $dimension attr-dict `:` functional-type',
  },
  set_dimension_size: {
    operands: ['operand', 'size'],
    attributes: { dimension: i64 },
    assembly: '$operand `,` $size `,` `dim` `=` $dimension attr-dict `:` functional-type',
  },
} as const satisfies Record<string, OpSpec>;
