// JAX gives NaN for rows whose index is out of range: SELECT_V2(valid, rows, NaN) over whole rows. The same is rows · (1 or NaN) with one
// factor a row: the choice is made on the small tensor, and a product is what the fast kernels do.

import { elementCount } from '@hlolite/tensor';
import { float32Bytes, scalarOf } from './constants.js';
import type { Rewrite } from './rewrite.js';

export const gatheredMask: Rewrite = {
  name: 'gathered-mask',
  at: ['SELECT_V2'],
  apply(select, graph) {
    const [valid, rows, other] = select.inputs;
    const [output] = select.outputs;
    if (!valid || !rows || !other || !output || !Number.isNaN(scalarOf(other) ?? 0) || rows.shape.join() !== output.shape.join())
      return false;
    if (elementCount(valid.shape) * 4 > elementCount(rows.shape)) return false;
    const one = graph.constant('one', { type: 'FLOAT32', shape: [] }, float32Bytes([1]));
    const factor = graph.add(select, 'SELECT_V2', [valid, one, other], {}, { type: 'FLOAT32', shape: valid.shape });
    graph.replace(select, 'MUL', [rows, factor]);
    return true;
  },
};
