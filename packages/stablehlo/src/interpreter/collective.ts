// Collectives among one device: everybody is the only one, so data comes back as it went.
import { stablehlo } from '@hlolite/mlir-parser';
import { splatOf } from '@hlolite/tensor';
import { kernels } from './kernel.js';

export const collective = kernels(stablehlo, {
  all_gather: ({ operands }) => operands,
  all_reduce: ({ operands }) => operands,
  all_to_all: ({ operands }) => operands,
  collective_broadcast: ({ operands }) => operands,
  'cross-replica-sum': ({ operand }) => operand,
  collective_permute: ({ operand }) => operand,
  partition_id: () => splatOf('ui32', [], 0),
  reduce_scatter: ({ operand }) => operand,
  replica_id: () => splatOf('ui32', [], 0),
});
