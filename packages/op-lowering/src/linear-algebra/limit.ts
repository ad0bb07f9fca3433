// How large matrices and transforms may be: their algorithms are unrolled, or have tables, so the model grows with them.
import { type Operation, stablehlo, type TensorType, type Value, view } from '@hlolite/mlir-parser';

/** Rows of a matrix that is factored or solved with: about ten operators each. */
export const LARGEST_MATRIX = 512;
/** Length of a Fourier transform in one dimension: tables take 16 bytes an element and more in the file. */
export const LONGEST_TRANSFORM = 1 << 20;

const shapeOf = ({ type }: Value): readonly number[] => (type as TensorType).shape;

/** Whether a cholesky or triangular_solve is of a known size within the limit. */
export const isSmallMatrix = ({ operands: [matrix] }: Operation): boolean => {
  const shape = shapeOf(matrix as Value);
  return !shape.includes(-1) && (shape.at(-1) as number) <= LARGEST_MATRIX;
};

/** Whether an fft is of a known size within the limit. */
export const isShortTransform = (operation: Operation): boolean => {
  const { operand, fft_length: lengths } = view(operation, stablehlo.ops.fft);
  return !shapeOf(operand).includes(-1) && lengths.every((length) => length <= LONGEST_TRANSFORM);
};
