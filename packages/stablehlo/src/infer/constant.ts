// Tensors that come from nothing: constant, iota.
import { type Attribute, arith, type Operation, stablehlo, type Type } from '@hlolite/mlir-parser';
import { infer, must, mustBeDimension, tensorOf } from './rules.js';

const typeOfConstant = (value: Attribute): Type | undefined => ('type' in value && value.kind !== 'type' ? value.type : undefined);

export const constant = {
  ...infer(stablehlo, {
    constant: ({ value }) => typeOfConstant(value),
    iota: ({ iota_dimension }, written) => {
      const type = resultTensor(written);
      mustBeDimension(iota_dimension, type.shape.length, 'iota_dimension');
      must(!type.shape.includes(-1), () => 'the result must have a static shape (use dynamic_iota)');
      return type;
    },
  }),
  ...infer(arith, { constant: ({ value }) => typeOfConstant(value) }),
};

const resultTensor = ({ results: [result] }: Operation) => tensorOf(result as NonNullable<typeof result>, 'the result');
