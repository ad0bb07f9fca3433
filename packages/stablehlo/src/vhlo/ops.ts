// Every op of VHLO in each of its versions, and what becomes of its attributes in StableHLO. Made from openxla/stablehlo's VHLO 1.20.0
// (VhloOps.td, StablehloLegalizeToVhlo.cpp, VhloLegalizeToStablehlo.cpp) as gathered in facts/vhlo.json.
import { type Attribute, i64 } from '@hlolite/mlir-parser';
import { joined } from '../joined.js';
import * as absent from './defaults.js';
import { apiVersion, booleans, type Form, flag, integers, or, same, symbol, symbols } from './forms.js';
import { type Flattened, flattened } from './records.js';
import { isBefore } from './version.js';

type Forms = Readonly<Record<string, Form>>;

/** One version of an op. It ends where the next one begins. */
export interface OpVersion {
  readonly since: string;
  readonly attributes?: Forms;
  /** Records of StableHLO, by their attribute, that are apart here. */
  readonly records?: Readonly<Record<string, Flattened>>;
  /** Takes and gives exactly one value. */
  readonly single?: true;
  /** Has no regions, though its next version has. */
  readonly bare?: true;
}

type OpVersions = readonly OpVersion[];
type Parts = Omit<OpVersion, 'since'>;

/** The ops that are as they were in the first version, with these attributes. */
const always = (attributes: Forms = {}, records: OpVersion['records'] = {}): OpVersions => [{ since: '0.9.0', attributes, records }];
const plain = always();

/** A second version from the given one on. */
const changed = (first: Parts, since: string, second: Parts): OpVersions => [
  { since: '0.9.0', ...first },
  { since, ...second },
];

const accuracy = { attributes: { result_accuracy: or(same, absent.defaultAccuracy) } };
const accurate = changed({}, '1.10.0', accuracy);

const config = { precision_config: or(same, absent.defaultPrecision) };
const sorted = { indices_are_sorted: or(same, absent.no) };

const convolution = {
  window_strides: or(integers, absent.every(1n, absent.spatialRank)),
  lhs_dilation: or(integers, absent.every(1n, absent.spatialRank)),
  rhs_dilation: or(integers, absent.every(1n, absent.spatialRank)),
  window_reversal: or(booleans, absent.everyFalse(absent.spatialRank)),
  feature_group_count: same,
  batch_group_count: same,
  ...config,
};
const convolutionPadding = or(same, absent.unpadded(absent.spatialRank));
const convolutionRecords = { dimension_numbers: flattened('stablehlo.conv') };

const none: Attribute = { kind: 'type', type: { kind: 'none' } };
const dotRecords = { dot_dimension_numbers: flattened('stablehlo.dot') };

const newInGather = ['operand_batching_dims', 'start_indices_batching_dims'];
const newInScatter = ['input_batching_dims', 'scatter_indices_batching_dims'];
const gather = (attributes: Forms): OpVersions =>
  changed({ attributes, records: { dimension_numbers: flattened('stablehlo.gather', { without: newInGather }) } }, '1.1.0', {
    attributes,
    records: { dimension_numbers: flattened('stablehlo.gather') },
  });
const scatterAttributes = { ...sorted, unique_indices: or(same, absent.no) };

/** Devices talk over a channel; of its handle VHLO has the number only, 0 where there is no handle. */
const channel = {
  channel_handle: {
    record: 'stablehlo.channel_handle',
    fields: { channel_id: 'handle' },
    absent: { kind: 'integer', value: 0n, type: i64 },
    drops: ['type'],
  },
} as const satisfies OpVersion['records'];
const globalIds = { use_global_device_ids: or(flag, absent.no) };
const dynamicRoot = { has_dynamic_root: or(flag, absent.no) };
const groups = { replica_groups: same };
const variadicSince = (since: string, attributes: Forms): OpVersions =>
  changed({ attributes, records: channel, single: true }, since, { attributes, records: channel });

const hostChannel = {
  channel_handle: { record: 'stablehlo.channel_handle', fields: { channel_id: 'handle', channel_type: 'type' } },
} as const satisfies OpVersion['records'];
const hostTransfer = { is_host_transfer: or(same, absent.no) };
const transfer = changed({ attributes: hostTransfer, records: hostChannel }, '1.12.0', {
  attributes: { ...hostTransfer, source_target_pairs: or(same, absent.emptyTensor) },
  records: hostChannel,
});

const customCall = {
  call_target_name: same,
  has_side_effect: or(same, absent.no),
  backend_config: or(same, absent.emptyConfig),
  api_version: or(apiVersion, absent.originalVersion),
  called_computations: or(symbols, absent.emptyArray),
  operand_layouts: or(same, absent.emptyArray),
  result_layouts: or(same, absent.emptyArray),
  output_operand_aliases: or(same, absent.emptyArray),
};
const composite = {
  name: same,
  composite_attributes: or(same, absent.emptyDictionary),
  decomposition: symbol,
  version: or(same, absent.integerOf(0n)),
};

const batchNorm = always({ epsilon: same, feature_index: same });
const windowRank = absent.windowRank;

const elementwise: Readonly<Record<string, OpVersions>> = {
  abs: plain,
  add: plain,
  and: plain,
  atan2: plain,
  cbrt: accurate,
  ceil: plain,
  clamp: plain,
  compare: always({ comparison_direction: same, compare_type: or(same, absent.noType) }),
  complex: plain,
  convert: plain,
  cosine: accurate,
  count_leading_zeros: plain,
  divide: plain,
  exponential: changed({}, '1.9.0', accuracy),
  exponential_minus_one: accurate,
  floor: plain,
  imag: plain,
  is_finite: plain,
  log: accurate,
  log_plus_one: accurate,
  logistic: accurate,
  maximum: plain,
  minimum: plain,
  multiply: plain,
  negate: plain,
  not: plain,
  or: plain,
  popcnt: plain,
  power: plain,
  real: plain,
  reduce_precision: always({ exponent_bits: same, mantissa_bits: same }),
  remainder: plain,
  round_nearest_afz: plain,
  round_nearest_even: plain,
  rsqrt: accurate,
  select: plain,
  shift_left: plain,
  shift_right_arithmetic: plain,
  shift_right_logical: plain,
  sign: plain,
  sine: accurate,
  sqrt: accurate,
  subtract: plain,
  tan: [{ since: '1.4.0' }, { since: '1.10.0', ...accuracy }],
  tanh: accurate,
  uniform_dequantize: plain,
  uniform_quantize: plain,
  xor: plain,
};

const shape: Readonly<Record<string, OpVersions>> = {
  bitcast_convert: plain,
  broadcast: always({ broadcast_sizes: integers }),
  broadcast_in_dim: always({ broadcast_dimensions: integers }),
  concatenate: always({ dimension: same }),
  constant: always({ value: same }),
  dynamic_broadcast_in_dim: always({
    broadcast_dimensions: integers,
    known_expanding_dimensions: or(integers, absent.emptyTensor),
    known_nonexpanding_dimensions: or(integers, absent.emptyTensor),
  }),
  dynamic_gather: gather(sorted),
  dynamic_iota: always({ iota_dimension: same }),
  dynamic_pad: plain,
  dynamic_reshape: plain,
  dynamic_slice: always({ slice_sizes: integers }),
  dynamic_update_slice: plain,
  gather: gather({ slice_sizes: integers, ...sorted }),
  get_dimension_size: always({ dimension: same }),
  iota: always({ iota_dimension: same }),
  pad: always({ edge_padding_low: integers, edge_padding_high: integers, interior_padding: integers }),
  real_dynamic_slice: plain,
  reshape: plain,
  reverse: always({ dimensions: integers }),
  scatter: changed(
    { attributes: scatterAttributes, records: { scatter_dimension_numbers: flattened('stablehlo.scatter', { without: newInScatter }) } },
    '1.1.0',
    { attributes: scatterAttributes, records: { scatter_dimension_numbers: flattened('stablehlo.scatter') } },
  ),
  set_dimension_size: always({ dimension: same }),
  slice: always({ start_indices: integers, limit_indices: integers, strides: integers }),
  torch_index_select: always({ dim: same, batch_dims: same }),
  transpose: always({ permutation: integers }),
};

const compute: Readonly<Record<string, OpVersions>> = {
  batch_norm_grad: batchNorm,
  batch_norm_inference: batchNorm,
  batch_norm_training: batchNorm,
  cholesky: always({ lower: or(same, absent.no) }),
  convolution: always({ ...convolution, padding: convolutionPadding }, convolutionRecords),
  dot: always(config),
  dot_general: changed({ attributes: config, records: dotRecords }, '1.6.0', {
    attributes: config,
    records: { ...dotRecords, algorithm: flattened('stablehlo.dot_algorithm', { absent: none }) },
  }),
  // The padding of the first version said nothing: an operand gives it.
  dynamic_conv: changed(
    { attributes: { ...convolution, padding: { ...convolutionPadding, dropped: true } }, records: convolutionRecords },
    '0.20.0',
    { attributes: convolution, records: convolutionRecords },
  ),
  einsum: always({ einsum_config: same }),
  fft: always({ fft_type: same, fft_length: integers }),
  map: always({ dimensions: integers }),
  reduce: always({ dimensions: integers }),
  reduce_window: always({
    window_dimensions: integers,
    window_strides: or(integers, absent.every(1n, windowRank)),
    base_dilations: or(integers, absent.every(1n, windowRank)),
    window_dilations: or(integers, absent.every(1n, windowRank)),
    padding: or(same, absent.unpadded(windowRank)),
  }),
  rng: always({ rng_distribution: same }),
  rng_bit_generator: always({ rng_algorithm: same }),
  select_and_scatter: always({
    window_dimensions: integers,
    window_strides: or(integers, absent.every(1n, windowRank)),
    padding: or(same, absent.unpadded(windowRank)),
  }),
  sort: always({ dimension: or(same, absent.integerOf(-1n)), is_stable: or(same, absent.no) }),
  triangular_solve: always({ left_side: same, lower: same, unit_diagonal: same, transpose_a: same }),
  unary_einsum: always({ einsum_config: same }),
};

const control: Readonly<Record<string, OpVersions>> = {
  after_all: plain,
  all_gather: variadicSince('1.5.0', { all_gather_dim: same, ...groups, ...globalIds }),
  all_reduce: variadicSince('1.5.0', { ...groups, ...globalIds }),
  all_to_all: variadicSince('1.5.0', { split_dimension: same, concat_dimension: same, split_count: same, ...groups }),
  async_done: [{ since: '1.15.0' }],
  async_start: [{ since: '1.15.0' }],
  call: always({ callee: symbol }),
  case: plain,
  collective_broadcast: [
    { since: '0.16.0', attributes: groups, records: channel, single: true },
    { since: '1.20.0', attributes: { ...groups, ...dynamicRoot }, records: channel },
  ],
  collective_permute: always({ source_target_pairs: same }, channel),
  collective_reduce: [{ since: '1.19.0', attributes: { ...groups, ...globalIds, ...dynamicRoot }, records: channel }],
  composite: [
    { since: '0.19.0', attributes: composite, bare: true },
    { since: '1.14.0', attributes: composite },
  ],
  create_token: plain,
  'cross-replica-sum': always(groups),
  custom_call: changed({ attributes: customCall }, '1.18.0', {
    attributes: { ...customCall, result_tilings: or(same, absent.emptyArray) },
  }),
  func: always({
    sym_name: same,
    function_type: same,
    sym_visibility: or(same, absent.emptyString),
    arg_attrs: or(same, absent.emptyArray),
    res_attrs: or(same, absent.emptyArray),
  }),
  get_tuple_element: always({ index: same }),
  if: plain,
  infeed: always({ infeed_config: or(same, absent.written(absent.emptyString)), layout: or(same, absent.emptyArray) }),
  optimization_barrier: plain,
  outfeed: always({ outfeed_config: or(same, absent.written(absent.emptyString)) }),
  partition_id: plain,
  recv: transfer,
  reduce_scatter: always({ scatter_dimension: same, ...groups, ...globalIds }, channel),
  replica_id: plain,
  return: plain,
  send: transfer,
  tuple: plain,
  while: plain,
};

/** Every op by the name that VHLO and StableHLO (or func) share, its versions from v1 on. */
export const vhloOps: ReadonlyMap<string, OpVersions> = new Map(Object.entries(joined([elementwise, shape, compute, control])));

/** Ops of the func dialect; `return` is also one of StableHLO. */
const functionOps = new Set(['func', 'call', 'return']);

/** The op that a StableHLO or func op is in VHLO; undefined when VHLO has none. */
export function baseName(name: string): string | undefined {
  const [, dialect, base = ''] = /^(stablehlo|func)\.(.+)$/.exec(name) ?? [];
  const known = dialect === 'func' ? functionOps.has(base) : base === 'return' || (vhloOps.has(base) && !functionOps.has(base));
  return dialect !== undefined && known ? base : undefined;
}

/** The name outside VHLO; what a return belongs to says its dialect. */
export const fullName = (base: string, inFunction: boolean): string =>
  functionOps.has(base) && (base !== 'return' || inFunction) ? `func.${base}` : `stablehlo.${base}`;

/** An op of VHLO by its full name, `vhlo.add_v1`. */
export function versionNamed(name: string): { readonly base: string; readonly row: OpVersion } | undefined {
  const [, base = '', number] = /^vhlo\.(.+)_v([1-9])$/.exec(name) ?? [];
  const row = vhloOps.get(base)?.[Number(number) - 1];
  return row && { base, row };
}

/** An op as one version has it. */
export interface VersionedOp {
  /** `vhlo.add_v1` */
  readonly name: string;
  readonly row: OpVersion;
  /** What it becomes later. */
  readonly next?: OpVersion;
}

/** The op in a version of VHLO; undefined when it came later. */
export function versionAt(base: string, version: string): VersionedOp | undefined {
  const rows = vhloOps.get(base) ?? [];
  // Only the last row can be too new for a version that has the op: there are at most two.
  const index = rows.filter(({ since }) => !isBefore(version, since)).length - 1;
  const [row, next] = rows.slice(Math.max(index, 0));
  if (index < 0 || !row) return undefined;
  return { name: `vhlo.${base}_v${index + 1}`, row, ...(next && { next }) };
}
