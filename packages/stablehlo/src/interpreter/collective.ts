// Collectives among one device: everybody is the only one, so data comes back as it went.
import { stablehlo } from '@hlolite/mlir-parser';
import { elementCount, splatOf } from '@hlolite/tensor';
import { denseFrom, newElements } from './elements.js';
import { kernels } from './kernel.js';

export const collective = kernels(stablehlo, {
  all_gather: ({ operands }) => operands,
  all_reduce: ({ operands }) => operands,
  all_to_all: ({ operands }) => operands,
  collective_broadcast: ({ operands }) => operands,
  'cross-replica-sum': ({ operand }) => operand,
  collective_permute: ({ operand, source_target_pairs: pairs }) =>
    pairs.some(([, target]) => target === 0) ? operand : denseFrom(newElements(operand.type, elementCount(operand.shape)), operand.shape),
  collective_reduce: ({ operands }) => operands,
  partition_id: () => splatOf('ui32', [], 0),
  reduce_scatter: ({ operand }) => operand,
  replica_id: () => splatOf('ui32', [], 0),
});
