// SELECT_V2 chooses element by element in any order of dimensions. Only where its condition has the whole shape: the kernel is slow where
// one is repeated along the innermost dimension, and the order decides which that is.
import { sameShape } from '../graph-builder.js';
import type { Rewrite } from './rewrite.js';
import { sinkTransposes } from './sink-transposes.js';

export const sinkTransposesBelowSelects: Rewrite = {
  name: 'sink-transposes-below-selects',
  at: ['SELECT_V2'],
  apply(select, graph) {
    const [condition] = select.inputs;
    const [output] = select.outputs;
    return condition && output ? sameShape(condition.shape, output.shape) && sinkTransposes.apply(select, graph) : false;
  },
};
