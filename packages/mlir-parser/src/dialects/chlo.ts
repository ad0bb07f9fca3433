// The CHLO dialect: client ops that frameworks write above StableHLO, with implicit broadcasting and special functions.
import { chloComparisonDirection, chloComparisonType, chloPrecision } from './enums.js';
import { anything, bool, elements, enumeration, enumerations, i64, i64s, optional, record, withDefault } from './readers.js';
import { type FieldsOf, recordSpec } from './records.js';
import { dialect, type OpSpec } from './spec.js';

export const raggedDotDimensionNumbers = recordSpec(
  'chlo.ragged_dot',
  {
    lhs_batching_dimensions: 'integers',
    rhs_batching_dimensions: 'integers',
    lhs_contracting_dimensions: 'integers',
    rhs_contracting_dimensions: 'integers',
    lhs_ragged_dimensions: 'integers',
    rhs_group_dimensions: 'integers',
  },
  'sparse',
);
export interface RaggedDotDimensionNumbers extends FieldsOf<typeof raggedDotDimensionNumbers.fields> {}

const unary = {
  operands: ['operand'],
  assembly: '$operand attr-dict `:` type($operand) `->` type(results)',
} as const satisfies OpSpec;

const broadcasting = {
  operands: ['lhs', 'rhs'],
  attributes: { broadcast_dimensions: optional(i64s) },
  assembly: '$lhs `,` $rhs attr-dict `:` `(` type($lhs) `,` type($rhs) `)` `->` type(results)',
} as const satisfies OpSpec;

const binary = <const Left extends string, const Right extends string>(left: Left, right: Right) => ({
  operands: [left, right] as const,
  assembly: `$${left} \`,\` $${right} attr-dict \`:\` type($${left}) \`,\` type($${right}) \`->\` type(results)`,
});

/** A row for each of CHLO's ops. */
export const chlo = dialect('chlo', {
  _asin_acos_kernel: unary,
  acos: unary,
  acosh: unary,
  asin: unary,
  asinh: unary,
  atan: unary,
  atanh: unary,
  bessel_i1e: unary,
  conj: unary,
  cosh: unary,
  digamma: unary,
  erf: unary,
  erf_inv: unary,
  erfc: unary,
  is_inf: unary,
  is_neg_inf: unary,
  is_pos_inf: unary,
  lgamma: unary,
  sinh: unary,
  square: unary,
  tan: unary,

  mulhi: binary('lhs', 'rhs'),
  next_after: binary('x', 'y'),
  polygamma: binary('n', 'x'),
  zeta: binary('x', 'q'),

  broadcast_add: broadcasting,
  broadcast_and: broadcasting,
  broadcast_atan2: broadcasting,
  broadcast_complex: broadcasting,
  broadcast_divide: broadcasting,
  broadcast_maximum: broadcasting,
  broadcast_minimum: broadcasting,
  broadcast_multiply: broadcasting,
  broadcast_next_after: broadcasting,
  broadcast_or: broadcasting,
  broadcast_polygamma: broadcasting,
  broadcast_power: broadcasting,
  broadcast_remainder: broadcasting,
  broadcast_shift_left: broadcasting,
  broadcast_shift_right_arithmetic: broadcasting,
  broadcast_shift_right_logical: broadcasting,
  broadcast_subtract: broadcasting,
  broadcast_xor: broadcasting,
  broadcast_zeta: broadcasting,
  broadcast_compare: {
    ...broadcasting,
    attributes: {
      ...broadcasting.attributes,
      comparison_direction: enumeration(chloComparisonDirection),
      compare_type: optional(enumeration(chloComparisonType)),
    },
  },
  broadcast_select: {
    operands: ['pred', 'on_true', 'on_false'],
    assembly:
      '$pred `,` $on_true `,` $on_false attr-dict `:` `(` type($pred) `,` type($on_true) `,` type($on_false) `)` `->` type(results)',
  },

  constant: { operands: [], results: ['output'], attributes: { value: elements }, assembly: 'attr-dict custom<TypedValue>($value)' },
  constant_like: { operands: ['operand'], attributes: { value: anything } },
  ragged_dot: {
    operands: ['lhs', 'rhs', 'group_sizes'],
    attributes: {
      ragged_dot_dimension_numbers: record(raggedDotDimensionNumbers),
      precision_config: optional(enumerations(chloPrecision)),
    },
  },
  scan: {
    operands: ['...inputs', '...inits'],
    results: ['...outputs', '...carries'],
    attributes: {
      dimension: i64,
      scan_dim_size: optional(i64),
      is_reverse: withDefault(bool, false),
      is_associative: optional(bool),
    },
    regions: ['body'],
    segments: true,
    isolated: true,
    assembly: 'custom<Scan>',
  },
  top_k: {
    operands: ['operand'],
    results: ['values', 'indices'],
    attributes: { k: i64, is_stable: withDefault(bool, true) },
    assembly: '`(` $operand `,` `k` `=` $k (`,` `is_stable` `=` $is_stable^)? `)` attr-dict `:` type($operand) `->` type(results)',
  },
});
