// Complex numbers at the border of a model; between them prepare/split-complex has left only their parts. Spec: real, imag, complex.
import { stablehlo } from '@hlolite/mlir-parser';
import type { Tensor } from '@hlolite/tflite-schema';
import { rules, unary } from '../rules.js';
import { concatenated } from './shape.js';

export const complex = rules(stablehlo, {
  real: unary('REAL'),
  imag: unary('IMAG'),
  // No kernel puts a complex number together, but its bits are those of its two parts side by side.
  complex: ({ lhs, rhs }, g) => {
    const parts = [lhs, rhs].map((part) => {
      const tensor = g.tensor(part);
      return g.reshape(tensor, [...tensor.shape, 1]);
    });
    return g.emit('BITCAST', [concatenated(parts, (parts[0] as Tensor).shape.length - 1, g)]);
  },
});
