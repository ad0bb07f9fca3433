// Ops about the program itself: branches and loops, tuples and tokens, calls to elsewhere, and talk between devices.
import {
  anything,
  array,
  bool,
  dictionary,
  flag,
  i32,
  i64,
  i64Lists,
  i64Pairs,
  optional,
  type Reader,
  record,
  records,
  string,
  symbol,
  symbols,
  withDefault,
} from '../readers.js';
import type { OpSpec } from '../spec.js';
import { channelHandle, outputOperandAlias } from './attributes.js';

/** A matrix of device numbers, or the axes of a mesh. */
const replicaGroups: Reader<unknown> = { ...anything, expected: 'replica groups' };
const channel = { channel_handle: optional(record(channelHandle)) };
const hostTransfer = {
  channel_handle: record(channelHandle),
  is_host_transfer: withDefault(bool, false),
  source_target_pairs: optional(i64Pairs),
};

export const control = {
  return: { operands: ['...results'], results: [], assembly: '$results attr-dict (`:` type($results)^)?' },
  if: { operands: ['pred'], results: ['...results'], regions: ['true_branch', 'false_branch'] },
  case: { operands: ['index'], results: ['...results'], regions: ['...branches'] },
  while: { operands: ['...operand'], results: ['...results'], regions: ['cond', 'body'], assembly: 'custom<While>' },
  optimization_barrier: { operands: ['...operand'], results: ['...result'], assembly: 'attr-dict custom<PairwiseOperands>($operand)' },

  tuple: { operands: ['...val'], assembly: '$val attr-dict `:` custom<TupleOpType>' },
  get_tuple_element: {
    operands: ['operand'],
    attributes: { index: i32 },
    assembly: '$operand `[` $index `]` attr-dict `:` functional-type',
  },
  create_token: { operands: [], results: ['output'], assembly: 'attr-dict `:` type(results)' },
  after_all: { operands: ['...inputs'], assembly: '$inputs attr-dict `:` custom<SameOperandsAndResultType>' },
  async_start: { operands: ['...operands'], regions: ['body'], isolated: true },
  async_done: { operands: ['operand'] },

  custom_call: {
    operands: ['...inputs'],
    results: ['...results'],
    attributes: {
      call_target_name: string,
      has_side_effect: withDefault(bool, false),
      /** A string, or a dictionary when `api_version` is 4. */
      backend_config: optional(anything),
      /** 0 unspecified, 1 original, 2 and 3 returning a status, 4 typed (its backend_config is a dictionary). */
      api_version: withDefault(i32, 1),
      called_computations: withDefault(symbols, []),
      operand_layouts: optional(i64Lists),
      result_layouts: optional(i64Lists),
      output_operand_aliases: withDefault(records(outputOperandAlias), []),
      result_tilings: optional(array),
    },
    assembly: 'custom<CustomCallTarget>($call_target_name) `(` $inputs `)` attr-dict `:` functional-type',
  },
  composite: {
    operands: ['...inputs'],
    results: ['...results'],
    attributes: {
      name: string,
      composite_attributes: withDefault(dictionary, {}),
      decomposition: symbol,
      version: withDefault(i32, 0),
    },
    regions: ['...composite_regions'],
    assembly: '$name operands `` custom<ParenthesizedRegions> attr-dict `:` functional-type',
  },

  replica_id: { operands: [], assembly: 'attr-dict `:` type(results)' },
  partition_id: { operands: [], assembly: 'attr-dict `:` type(results)' },
  infeed: {
    operands: ['token'],
    results: ['...results'],
    attributes: { infeed_config: withDefault(string, ''), layout: optional(array) },
  },
  outfeed: { operands: ['...inputs', 'token'], attributes: { outfeed_config: withDefault(string, '') } },
  send: { operands: ['...inputs', 'token'], attributes: hostTransfer },
  recv: { operands: ['token'], results: ['...results'], attributes: hostTransfer },
  all_gather: {
    operands: ['...operands'],
    results: ['...results'],
    attributes: { all_gather_dim: i64, replica_groups: replicaGroups, ...channel, use_global_device_ids: flag },
  },
  all_reduce: {
    operands: ['...operands'],
    results: ['...results'],
    attributes: { replica_groups: replicaGroups, ...channel, use_global_device_ids: flag },
    regions: ['computation'],
  },
  all_to_all: {
    operands: ['...operands'],
    results: ['...results'],
    attributes: { split_dimension: i64, concat_dimension: i64, split_count: i64, replica_groups: replicaGroups, ...channel },
  },
  reduce_scatter: {
    operands: ['operand'],
    attributes: { scatter_dimension: i64, replica_groups: replicaGroups, ...channel, use_global_device_ids: flag },
    regions: ['computation'],
  },
  collective_broadcast: {
    operands: ['...operands'],
    results: ['...results'],
    attributes: { replica_groups: replicaGroups, ...channel, has_dynamic_root: flag },
  },
  collective_permute: { operands: ['operand'], attributes: { source_target_pairs: i64Pairs, ...channel } },
  collective_reduce: {
    operands: ['...operands'],
    results: ['...results'],
    attributes: { replica_groups: replicaGroups, ...channel, use_global_device_ids: flag, has_dynamic_root: flag },
    regions: ['computation'],
  },
  'cross-replica-sum': { operands: ['operand'], attributes: { replica_groups: replicaGroups } },
} as const satisfies Record<string, OpSpec>;
