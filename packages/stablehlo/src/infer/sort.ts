// Sorting: every operand comes back in its shape.
import { stablehlo } from '@hlolite/mlir-parser';
import { bodyResults } from './reduction.js';
import { infer, mergedShape, must, mustBeDimension, tensorsOf } from './rules.js';

export const sort = infer(stablehlo, {
  sort: ({ inputs, dimension, comparator }) => {
    const types = tensorsOf(inputs, 'inputs');
    const rank = mergedShape(types, 'inputs').length;
    if (rank > 0) mustBeDimension(dimension < 0 ? dimension + rank : dimension, rank, 'dimension');
    const given = comparator.blocks[0]?.arguments.length ?? 0;
    must(given === 2 * types.length, () => `comparator must have ${2 * types.length} arguments (was ${given})`);
    bodyResults(comparator, 1, 'comparator');
    return types;
  },
});
