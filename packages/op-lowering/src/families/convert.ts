// Converting between element types. Spec: convert.
import type { Value } from '@hlolite/mlir-parser';
import type { Tensor } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';

/** CAST; to BOOL it gives "is not zero", as the spec has it. Floats beyond an integer's range are undefined in both. */
export function lowerConvert({ operand }: { readonly operand: Value }, g: GraphBuilder): Tensor {
  const { type } = g.resultInfo();
  const tensor = g.tensor(operand);
  return tensor.type === type ? tensor : g.emit('CAST', [tensor], { in_data_type: tensor.type, out_data_type: type });
}
