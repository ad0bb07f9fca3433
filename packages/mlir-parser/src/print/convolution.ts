// The dimensions of a convolution in MLIR's short notation; text/convolution.ts reads it.
import type { StructAttribute } from '../ir/attributes.js';

/** `[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]` */
export function convolutionText(fields: StructAttribute['fields']): string {
  const input = dimensionsText({ b: fields.input_batch_dimension, f: fields.input_feature_dimension }, fields.input_spatial_dimensions);
  const kernel = dimensionsText(
    { i: fields.kernel_input_feature_dimension, o: fields.kernel_output_feature_dimension },
    fields.kernel_spatial_dimensions,
  );
  const output = dimensionsText({ b: fields.output_batch_dimension, f: fields.output_feature_dimension }, fields.output_spatial_dimensions);
  return `${input}x${kernel}->${output}`;
}

function dimensionsText(letters: Readonly<Record<string, unknown>>, spatial: unknown): string {
  const dimensions: (string | number)[] = [];
  for (const [letter, position] of Object.entries(letters)) dimensions[position as number] = letter;
  (spatial as readonly number[]).forEach((position, index) => {
    dimensions[position] = index;
  });
  return `[${dimensions.join(', ')}]`;
}
