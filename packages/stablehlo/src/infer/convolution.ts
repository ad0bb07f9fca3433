// Convolution: the windows of the input's spatial dimensions, the kernel's output features. The element type is the written one.
import { type ConvDimensionNumbers, stablehlo, type TensorType, type Value } from '@hlolite/mlir-parser';
import { withElement, withShape } from '../types.js';
import { infer, must, mustAgree, mustBeDimensions, mustHaveLength, tensorOf } from './rules.js';
import { windowed } from './window.js';

export const convolution = infer(stablehlo, {
  convolution: ({ lhs, rhs, ...attributes }, { results: [result] }) => {
    const [input, kernel] = [tensorOf(lhs, 'lhs'), tensorOf(rhs, 'rhs')];
    const { dimension_numbers: numbers } = attributes;
    checkDimensions(numbers, input.shape.length, kernel.shape.length);
    checkGroups(input, kernel, attributes);
    const places = windowed(
      numbers.input_spatial_dimensions.map((d) => input.shape[d] as number),
      {
        window_dimensions: numbers.kernel_spatial_dimensions.map((d) => kernel.shape[d] as number),
        window_strides: attributes.window_strides,
        base_dilations: attributes.lhs_dilation,
        window_dilations: attributes.rhs_dilation,
        padding: attributes.padding,
      },
    );
    const shape = new Array<number>(input.shape.length);
    const batch = input.shape[numbers.input_batch_dimension] as number;
    shape[numbers.output_batch_dimension] = batch < 0 ? batch : batch / attributes.batch_group_count;
    shape[numbers.output_feature_dimension] = kernel.shape[numbers.kernel_output_feature_dimension] as number;
    numbers.output_spatial_dimensions.forEach((d, index) => {
      shape[d] = places[index] as number;
    });
    return withElement(withShape(input, shape), tensorOf(result as Value, 'the result').element);
  },
});

function checkDimensions(numbers: ConvDimensionNumbers, inputRank: number, kernelRank: number): void {
  const sides = {
    input: [numbers.input_batch_dimension, numbers.input_feature_dimension, ...numbers.input_spatial_dimensions],
    kernel: [numbers.kernel_input_feature_dimension, numbers.kernel_output_feature_dimension, ...numbers.kernel_spatial_dimensions],
    output: [numbers.output_batch_dimension, numbers.output_feature_dimension, ...numbers.output_spatial_dimensions],
  };
  must(inputRank === kernelRank, () => `lhs and rhs must have one rank (was ${inputRank} and ${kernelRank})`);
  for (const [name, dimensions] of Object.entries(sides)) {
    mustHaveLength(dimensions, inputRank, `${name} dimensions`);
    mustBeDimensions(dimensions, inputRank, `${name} dimensions`);
  }
}

interface Groups {
  readonly dimension_numbers: ConvDimensionNumbers;
  readonly feature_group_count: number;
  readonly batch_group_count: number;
}

function checkGroups(input: TensorType, kernel: TensorType, { dimension_numbers: numbers, ...groups }: Groups): void {
  const { feature_group_count: featureGroups, batch_group_count: batchGroups } = groups;
  must(
    featureGroups > 0 && batchGroups > 0 && (featureGroups === 1 || batchGroups === 1),
    () => `feature_group_count and batch_group_count must be positive and one of them 1 (was ${featureGroups} and ${batchGroups})`,
  );
  const features = input.shape[numbers.input_feature_dimension] as number;
  const perGroup = kernel.shape[numbers.kernel_input_feature_dimension] as number;
  if (features >= 0 && perGroup >= 0)
    mustAgree(features, perGroup * featureGroups, () => 'input features must be those of the kernel times feature_group_count');
  const batch = input.shape[numbers.input_batch_dimension] as number;
  const outputs = kernel.shape[numbers.kernel_output_feature_dimension] as number;
  must(batch < 0 || batch % batchGroups === 0, () => `batch_group_count must divide the batch ${batch} (was ${batchGroups})`);
  const count = featureGroups * batchGroups;
  must(outputs < 0 || outputs % count === 0, () => `the group count must divide the ${outputs} output features (was ${count})`);
}
