// Shapes that are computed at run time. Where they are constant, or follow from the sizes of the inputs, these ops have become others before
// (unknown-sizes/static-form.ts); what is left has no place in a graph of tensors whose shapes are known.
// Spec: dynamic_reshape, dynamic_broadcast_in_dim, dynamic_iota, dynamic_pad, dynamic_conv, dynamic_gather, real_dynamic_slice, get/set_dimension_size.
import { stablehlo } from '@hlolite/mlir-parser';
import type { GraphBuilder } from '../graph-builder.js';
import { rules } from '../rules.js';

const computed = (_: unknown, g: GraphBuilder): never =>
  g.unsupported(
    'lower/dynamic-shape',
    `${g.operation.name} must be given shapes, paddings and places as constants (they are known at run time only)`,
    'export the program with known shapes',
  );

export const dynamicShape = rules(stablehlo, {
  dynamic_reshape: computed,
  dynamic_broadcast_in_dim: computed,
  dynamic_iota: computed,
  dynamic_pad: computed,
  dynamic_conv: computed,
  dynamic_gather: computed,
  real_dynamic_slice: computed,
  get_dimension_size: computed,
  set_dimension_size: computed,
});
