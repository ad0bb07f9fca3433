// Ops that change the element type, which only the written result type says: convert, bitcast_convert, the quantizing ones.
import { type Operation, stablehlo, type TensorType } from '@hlolite/mlir-parser';
import { elementInfo } from '@hlolite/tensor';
import { classOf, dataTypeOf, describeType, withElement, withShape } from '../types.js';
import { infer, must, tensorOf } from './rules.js';

export const convert = infer(stablehlo, {
  convert: ({ operand }, written) => withElement(tensorOf(operand, 'operand'), writtenTensor(written).element),
  bitcast_convert: ({ operand }, written) => bitcast(tensorOf(operand, 'operand'), writtenTensor(written)),
  uniform_quantize: ({ operand }, written) => {
    const result = writtenTensor(written);
    const type = tensorOf(operand, 'operand');
    must(classOf(result) === 'quantized', () => `the result must be quantized (was ${describeType(result)})`);
    must(['float', 'quantized'].includes(classOf(type)), () => `operand must be of floats or quantized (was ${describeType(type)})`);
    return withElement(type, result.element);
  },
  uniform_dequantize: ({ operand }) => {
    const type = tensorOf(operand, 'operand');
    must(type.element.kind === 'quantized', () => `operand must be quantized (was ${describeType(type)})`);
    return withElement(type, type.element.expressed);
  },
});

const writtenTensor = ({ results: [result] }: Operation): TensorType => tensorOf(result as NonNullable<typeof result>, 'the result');

/** Unequal widths move a last dimension: of narrow elements that make up a wide one. */
function bitcast(operand: TensorType, result: TensorType): TensorType {
  const [from, to] = [dataTypeOf(operand), dataTypeOf(result)];
  if (!from || !to) return result;
  const [fromBits, toBits] = [elementInfo(from).bits, elementInfo(to).bits];
  if (fromBits === toBits) return withElement(operand, result.element);
  const [wide, narrow] = fromBits > toBits ? [fromBits, toBits] : [toBits, fromBits];
  must(wide % narrow === 0, () => `the wider element must be a multiple of the narrower one (was ${fromBits} and ${toBits} bits)`);
  if (fromBits > toBits) return withElement(withShape(operand, [...operand.shape, wide / narrow]), result.element);
  const last = operand.shape.at(-1);
  must(
    last === wide / narrow || last === -1,
    () => `the last dimension of operand must be ${wide / narrow}, the elements of one result (was ${last ?? 'a scalar'})`,
  );
  return withElement(withShape(operand, operand.shape.slice(0, -1)), result.element);
}
