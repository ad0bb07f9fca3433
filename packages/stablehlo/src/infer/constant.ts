// Tensors that come from nothing: constant, iota.
import { type Attribute, arith, type Operation, stablehlo, type Type } from '@hlolite/mlir-parser';
import { sameElement } from '../types.js';
import { infer, must, mustBeDimension, tensorOf } from './rules.js';

const typeOfConstant = (value: Attribute): Type | undefined => ('type' in value && value.kind !== 'type' ? value.type : undefined);

export const constant = {
  ...infer(stablehlo, {
    constant: ({ value }, written) => quantizedAsWritten(typeOfConstant(value), written),
    iota: ({ iota_dimension }, written) => {
      const type = resultTensor(written);
      mustBeDimension(iota_dimension, type.shape.length, 'iota_dimension');
      must(!type.shape.includes(-1), () => 'the result must have a static shape (use dynamic_iota)');
      return type;
    },
  }),
  ...infer(arith, { constant: ({ value }) => typeOfConstant(value) }),
};

/** The data of a quantized constant are its stored integers (spec: constant). */
function quantizedAsWritten(type: Type | undefined, { results: [result] }: Operation): Type | undefined {
  if (type?.kind !== 'tensor' || result?.type.kind !== 'tensor') return type;
  const { element } = result.type;
  return element.kind === 'quantized' && sameElement(element.storage, type.element) ? { ...type, element } : type;
}

const resultTensor = ({ results: [result] }: Operation) => tensorOf(result as NonNullable<typeof result>, 'the result');
