// Shape ops: the data stays, the dimensions move. Spec: reshape, transpose, broadcast_in_dim, concatenate, slice, pad, reverse.
import { stablehlo, type View } from '@hlolite/mlir-parser';
import type { Tensor } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';
import { rules } from '../rules.js';
import { shapeOf } from './element-kind.js';

export const shape = rules(stablehlo, {
  reshape: ({ operand }, g) => g.reshape(operand, g.resultInfo().shape),
  transpose: ({ operand, permutation }, g) => g.transpose(operand, permutation),
  broadcast_in_dim: ({ operand, broadcast_dimensions: dimensions }, g) => g.broadcast(operand, dimensions, g.resultInfo().shape),
  concatenate: ({ inputs, dimension }, g) =>
    inputs.length === 1 ? g.tensor(inputs[0]!) : g.emit('CONCATENATION', inputs, { axis: dimension }),
  slice: lowerSlice,
  pad: lowerPad,
  reverse: ({ operand, dimensions }, g) => g.emit('REVERSE_V2', [operand, g.int32s(dimensions)]),
});

function lowerSlice(
  { operand, start_indices: start, limit_indices: limit, strides }: View<typeof stablehlo.ops.slice>,
  g: GraphBuilder,
): Tensor {
  if (start.length === 0) return g.tensor(operand);
  if (strides.every((stride) => stride === 1)) {
    const sizes = limit.map((end, axis) => end - (start[axis] as number));
    return g.emit('SLICE', [operand, g.int32s(start), g.int32s(sizes)]);
  }
  return g.emit('STRIDED_SLICE', [operand, g.int32s(start), g.int32s(limit), g.int32s(strides)], {});
}

/** Negative padding cuts and interior padding spreads (spec: pad); PADV2 only adds at the edges. */
function lowerPad(
  {
    operand,
    padding_value: value,
    edge_padding_low: low,
    edge_padding_high: high,
    interior_padding: interior,
  }: View<typeof stablehlo.ops.pad>,
  g: GraphBuilder,
): Tensor {
  if ([...low, ...high].some((size) => size < 0) || interior.some((size) => size !== 0))
    return g.unsupported('lower/unsupported-padding', 'pad must add at the edges only (was negative or interior padding)');
  const pairs = low.map((before, axis) => [before, high[axis] as number]);
  const padding = g.reshape(g.int32s(pairs.flat()), [shapeOf(operand).length, 2]);
  return g.emit('PADV2', [operand, padding, value]);
}
