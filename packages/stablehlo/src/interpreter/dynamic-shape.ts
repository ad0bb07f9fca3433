// Ops whose result shape is an operand. In the interpreter operands are known, so each is its static sibling.
import { stablehlo } from '@hlolite/mlir-parser';
import { denseOf } from '@hlolite/tensor';
import { iota } from './constant.js';
import { integersOf } from './elements.js';
import { kernels } from './kernel.js';
import { broadcastInDim, pad, slice } from './shape.js';
import { reshaped } from './strides.js';

export const dynamicShape = kernels(stablehlo, {
  dynamic_broadcast_in_dim: ({ operand, output_dimensions: outputDimensions, broadcast_dimensions }) =>
    broadcastInDim(operand, broadcast_dimensions, integersOf(outputDimensions)),
  dynamic_iota: ({ output_shape: outputShape, iota_dimension }, context) =>
    iota(context.resultType(), integersOf(outputShape), iota_dimension),
  dynamic_pad: ({
    operand,
    padding_value: paddingValue,
    edge_padding_low: edgePaddingLow,
    edge_padding_high: edgePaddingHigh,
    interior_padding: interiorPadding,
  }) => pad(operand, paddingValue, integersOf(edgePaddingLow), integersOf(edgePaddingHigh), integersOf(interiorPadding)),
  dynamic_reshape: ({ operand, output_shape: outputShape }) => reshaped(operand, integersOf(outputShape)),
  real_dynamic_slice: ({ operand, start_indices: startIndices, limit_indices: limitIndices, strides }) =>
    slice(operand, integersOf(startIndices), integersOf(limitIndices), integersOf(strides)),
  get_dimension_size: ({ operand, dimension }) => denseOf('i32', [], [operand.shape[dimension] as number]),
});
