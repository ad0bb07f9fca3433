// Fourier transforms, Cholesky factors and triangular systems.
import { stablehlo, type TensorType } from '@hlolite/mlir-parser';
import { describeTypes, sameElement, withElement, withShape } from '../types.js';
import { floatsAndComplex, mustBeOf } from './elementwise.js';
import { infer, list, must, mustAgree, tensorOf } from './rules.js';

export const linearAlgebra = infer(stablehlo, {
  cholesky: ({ a }) => {
    const type = mustBeOf(tensorOf(a, 'a'), floatsAndComplex);
    mustBeSquare(type, 'a');
    return type;
  },
  triangular_solve: ({ a, b, left_side: left }) => {
    const [matrix, right] = [mustBeOf(tensorOf(a, 'a'), floatsAndComplex), tensorOf(b, 'b')];
    must(sameElement(matrix.element, right.element), () => `a and b must have one element type (was ${describeTypes([matrix, right])})`);
    mustBeSquare(matrix, 'a');
    const rank = matrix.shape.length;
    must(right.shape.length === rank, () => `a and b must have one rank (was ${rank} and ${right.shape.length})`);
    matrix.shape
      .slice(0, -2)
      .forEach((size, d) => mustAgree(size, right.shape[d] as number, () => `dimension ${d} of a and b must have one size`));
    mustAgree(
      matrix.shape.at(-1) as number,
      right.shape.at(left ? -2 : -1) as number,
      () => 'a and b must agree in the dimension that is solved for',
    );
    return right;
  },
  fft: ({ operand, fft_type: kind, fft_length: lengths }) => {
    const type = tensorOf(operand, 'operand');
    mustBeOf(type, kind === 'RFFT' ? ['float'] : ['complex']);
    const first = type.shape.length - lengths.length;
    must(
      lengths.length >= 1 && lengths.length <= 3 && first >= 0,
      () => `fft_length must have 1 to 3 lengths, at most one a dimension (was ${list(lengths)})`,
    );
    lengths.forEach((length, index) => {
      const halved = kind === 'IRFFT' && index === lengths.length - 1;
      const wanted = halved ? (length === 0 ? 0 : Math.floor(length / 2) + 1) : length;
      mustAgree(type.shape[first + index] as number, wanted, () => `dimension ${first + index} of the operand must be as fft_length says`);
    });
    return transformed(type, kind, lengths.at(-1) as number);
  },
});

function transformed(type: TensorType, kind: string, length: number): TensorType {
  const last = (size: number) => withShape(type, [...type.shape.slice(0, -1), size]);
  if (kind === 'RFFT') return withElement(last(length === 0 ? 0 : Math.floor(length / 2) + 1), { kind: 'complex', element: type.element });
  if (kind === 'IRFFT' && type.element.kind === 'complex') return withElement(last(length), type.element.element);
  return type;
}

function mustBeSquare({ shape }: TensorType, name: string): void {
  must(shape.length >= 2, () => `${name} must have rank 2 at least (was ${shape.length})`);
  mustAgree(shape.at(-2) as number, shape.at(-1) as number, () => `the last two dimensions of ${name} must have one size`);
}
