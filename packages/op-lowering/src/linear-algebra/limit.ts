// How large matrices and transforms may be: their algorithms are unrolled, or have tables, so the model grows with them.
import { elementName, type Operation, stablehlo, type TensorType, type Value, view } from '@hlolite/mlir-parser';

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

/** From this length on the kernel's transform is faster than products with matrices (measured with one thread; at 16384 1.5 to 4 times). */
const LONG_FOR_MATRICES = 2048;

/** Whether the runtime's RFFT2D does an fft: real numbers of one dimension whose length is a power of two, where that is faster. */
export const isForKernel = (operation: Operation): boolean => {
  const { operand, fft_type: kind, fft_length: lengths } = view(operation, stablehlo.ops.fft);
  const [length = 0] = lengths;
  const isSingle = elementName((operand.type as TensorType).element) === 'f32';
  return kind === 'RFFT' && isSingle && lengths.length === 1 && length >= LONG_FOR_MATRICES && Number.isInteger(Math.log2(length));
};
