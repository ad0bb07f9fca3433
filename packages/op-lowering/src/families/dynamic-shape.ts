// Shapes as operands: where the type of the result says the shape, or the operand is constant, these are the static ops.
// Spec: dynamic_reshape, dynamic_broadcast_in_dim, dynamic_iota, dynamic_pad, dynamic_conv, dynamic_gather, real_dynamic_slice, get/set_dimension_size.
import { stablehlo, type Value } from '@hlolite/mlir-parser';
import { denseOf, readNumbers } from '@hlolite/tensor';
import type { GraphBuilder } from '../graph-builder.js';
import { rules } from '../rules.js';
import { lowerIota } from './constant.js';
import { lowerConvolution } from './convolution.js';
import { shapeOf } from './element-kind.js';
import { lowerGather } from './gather-scatter.js';
import { padded, sliced } from './shape.js';

export const dynamicShape = rules(stablehlo, {
  dynamic_reshape: ({ operand }, g) => g.reshape(operand, knownShape(g)),
  dynamic_broadcast_in_dim: ({ operand, broadcast_dimensions: dimensions }, g) => g.broadcast(operand, dimensions, knownShape(g)),
  dynamic_iota: ({ iota_dimension: dimension }, g) => {
    knownShape(g);
    return lowerIota(dimension, g);
  },
  dynamic_pad: ({ operand, padding_value: value, edge_padding_low: low, edge_padding_high: high, interior_padding: interior }, g) => {
    knownShape(g);
    const padding = { low: known(low, 'edge_padding_low', g), high: known(high, 'edge_padding_high', g) };
    return padded(operand, value, { ...padding, interior: known(interior, 'interior_padding', g) }, g);
  },
  dynamic_conv: ({ padding, ...given }, g) => {
    knownShape(g);
    const flat = known(padding, 'padding', g);
    const pairs = Array.from({ length: flat.length / 2 }, (_, index) => [flat[2 * index], flat[2 * index + 1]] as [number, number]);
    return lowerConvolution({ ...given, padding: pairs }, g);
  },
  dynamic_gather: (given, g) => {
    knownShape(g);
    return lowerGather({ ...given, slice_sizes: known(given.slice_sizes, 'slice_sizes', g) }, g);
  },
  real_dynamic_slice: ({ operand, start_indices: start, limit_indices: limit, strides }, g) => {
    knownShape(g);
    const [from, to, by] = [known(start, 'start_indices', g), known(limit, 'limit_indices', g), known(strides, 'strides', g)];
    return sliced(operand, from, to, by, g);
  },
  get_dimension_size: ({ operand, dimension }, g) => {
    const size = shapeOf(operand)[dimension] ?? -1;
    if (size < 0) return unknown('the dimension', g);
    return { kind: 'constant', dense: denseOf('i32', [], [size]) };
  },
  set_dimension_size: ({ operand, size, dimension }, g) => {
    const given = known(size, 'size', g)[0];
    if (given !== knownShape(g)[dimension] || given !== shapeOf(operand)[dimension]) return unknown('the size (as that of the operand)', g);
    return g.tensor(operand);
  },
});

/** The shape of the result, where each dimension is known. */
function knownShape(g: GraphBuilder): readonly number[] {
  const { shape, shapeSignature } = g.resultInfo();
  return shapeSignature ? unknown('the shape of the result', g) : shape;
}

/** The numbers of an operand that must be constant. */
function known(value: Value, name: string, g: GraphBuilder): number[] {
  const dense = g.constant(value);
  return dense ? Array.from(readNumbers(dense), Number) : unknown(name, g);
}

const unknown = (what: string, g: GraphBuilder): never =>
  g.unsupported(
    'lower/dynamic-shape',
    `${g.operation.name} must be given ${what} as constants (is known at run time only)`,
    'export the program with known shapes',
  );
