// Converting between element types. Spec: convert.
import type { Value } from '@hlolite/mlir-parser';
import { denseOf } from '@hlolite/tensor';
import type { Tensor } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';

/** CAST, which gives 1 for every number but 0 as a boolean. Floats beyond an integer's range are undefined in the spec too. */
export function lowerConvert({ operand }: { readonly operand: Value }, g: GraphBuilder): Tensor {
  const { type } = g.resultInfo();
  const tensor = g.tensor(operand);
  const integral = type !== 'BOOL' && !type.includes('FLOAT');
  if (tensor.type === 'UINT64' && !integral && type !== 'BOOL') return unsignedToFloat(tensor, g);
  // Straight to 8 bits, LiteRT saturates or wraps by build; by way of i32 it always wraps.
  if (tensor.type.includes('FLOAT') && integral && type !== 'INT32' && type !== 'INT64')
    return g.cast(g.cast(tensor, type === 'UINT32' || type === 'UINT64' ? 'INT64' : 'INT32'), type);
  return g.cast(tensor, type);
}

/** high · 2³² + low, from the two halves of the 64 bits. */
function unsignedToFloat(tensor: Tensor, g: GraphBuilder): Tensor {
  const { type } = g.resultInfo();
  const { shape } = tensor;
  const halves = g.emit('BITCAST', [tensor], {}, { type: 'UINT32', shape: [...shape, 2] });
  const floats = g.cast(halves, 'FLOAT32');
  const weights = g.dense(denseOf('f32', [2], [1, 2 ** 32]));
  const weighed = g.emit('MUL', [floats, weights], {}, { type: 'FLOAT32', shape: [...shape, 2] });
  return g.cast(g.emit('SUM', [weighed, g.int32s([shape.length])], { keep_dims: false }, { type: 'FLOAT32', shape }), type);
}
