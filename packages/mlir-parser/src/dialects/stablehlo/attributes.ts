// The record attributes of StableHLO: dimension numbers, channels, accuracies. Each row's type is exported under the name it has in the spec.
import { resultAccuracyMode } from '../enums.js';
import { type FieldsOf, type RecordSpec, recordSpec } from '../records.js';

export const dotDimensionNumbers = recordSpec(
  'stablehlo.dot',
  {
    lhs_batching_dimensions: 'integers',
    rhs_batching_dimensions: 'integers',
    lhs_contracting_dimensions: 'integers',
    rhs_contracting_dimensions: 'integers',
  },
  'sparse',
);
export interface DotDimensionNumbers extends FieldsOf<typeof dotDimensionNumbers.fields> {}

export const dotAlgorithm = recordSpec('stablehlo.dot_algorithm', {
  lhs_precision_type: 'type',
  rhs_precision_type: 'type',
  accumulation_type: 'type',
  lhs_component_count: 'integer',
  rhs_component_count: 'integer',
  num_primitive_operations: 'integer',
  allow_imprecise_accumulation: 'boolean',
});
export interface DotAlgorithm extends FieldsOf<typeof dotAlgorithm.fields> {}

export const gatherDimensionNumbers = recordSpec(
  'stablehlo.gather',
  {
    offset_dims: 'integers',
    collapsed_slice_dims: 'integers',
    operand_batching_dims: 'integers',
    start_indices_batching_dims: 'integers',
    start_index_map: 'integers',
    index_vector_dim: 'integer',
  },
  'sparse',
);
export interface GatherDimensionNumbers extends FieldsOf<typeof gatherDimensionNumbers.fields> {}

export const scatterDimensionNumbers = recordSpec(
  'stablehlo.scatter',
  {
    update_window_dims: 'integers',
    inserted_window_dims: 'integers',
    input_batching_dims: 'integers',
    scatter_indices_batching_dims: 'integers',
    scatter_dims_to_operand_dims: 'integers',
    index_vector_dim: 'integer',
  },
  'sparse',
);
export interface ScatterDimensionNumbers extends FieldsOf<typeof scatterDimensionNumbers.fields> {}

export const convDimensionNumbers = recordSpec(
  'stablehlo.conv',
  {
    input_batch_dimension: 'integer',
    input_feature_dimension: 'integer',
    input_spatial_dimensions: 'integers',
    kernel_input_feature_dimension: 'integer',
    kernel_output_feature_dimension: 'integer',
    kernel_spatial_dimensions: 'integers',
    output_batch_dimension: 'integer',
    output_feature_dimension: 'integer',
    output_spatial_dimensions: 'integers',
  },
  'convolution',
);
export interface ConvDimensionNumbers extends FieldsOf<typeof convDimensionNumbers.fields> {}

export const channelHandle = recordSpec('stablehlo.channel_handle', { handle: 'integer', type: 'integer' });
export interface ChannelHandle extends FieldsOf<typeof channelHandle.fields> {}

export const outputOperandAlias = recordSpec('stablehlo.output_operand_alias', {
  output_tuple_indices: 'integers',
  operand_index: 'integer',
  operand_tuple_indices: 'integers',
});
export interface OutputOperandAlias extends FieldsOf<typeof outputOperandAlias.fields> {}

export const resultAccuracy = recordSpec(
  'stablehlo.result_accuracy',
  {
    atol: 'float',
    rtol: 'float',
    ulps: 'integer',
    mode: resultAccuracyMode,
  },
  'sparse',
);
export interface ResultAccuracy extends FieldsOf<typeof resultAccuracy.fields> {}

/** The encoding of a bounded tensor: `tensor<?x4xf32, #stablehlo.bounds<8, ?>>`; DYNAMIC where a dimension has no bound. */
export const bounds = recordSpec('stablehlo.bounds', { bounds: 'integers' }, 'list');
export interface Bounds extends FieldsOf<typeof bounds.fields> {}

export const replicaGroupMeshAxes = recordSpec('stablehlo.replica_group_mesh_axes', { mesh: 'attribute', axes: 'attribute' });
export interface ReplicaGroupMeshAxes extends FieldsOf<typeof replicaGroupMeshAxes.fields> {}

/** Every record of the dialect. */
export const stablehloRecords: readonly RecordSpec[] = [
  dotDimensionNumbers,
  dotAlgorithm,
  gatherDimensionNumbers,
  scatterDimensionNumbers,
  convDimensionNumbers,
  channelHandle,
  outputOperandAlias,
  resultAccuracy,
  bounds,
  replicaGroupMeshAxes,
];
