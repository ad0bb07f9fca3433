// Between IR types and tensor element types, and how types agree when dimensions may be unknown.
import { DYNAMIC, elementName, type TensorType, type Type } from '@hlolite/mlir-parser';
import { type ElementType, elementInfo, isElementType } from '@hlolite/tensor';

/** The element type of a tensor type; of others the type itself. */
export const elementOf = (type: Type): Type => (type.kind === 'tensor' || type.kind === 'unranked-tensor' ? type.element : type);

/** The element type that holds the data of a tensor (or scalar) type: of a quantized one its storage; undefined when there is none. */
export function dataTypeOf(type: Type): ElementType | undefined {
  const element = elementOf(type);
  const data = element.kind === 'quantized' ? element.storage : element;
  const name = data.kind === 'index' ? 'i64' : elementName(data);
  return isElementType(name) ? name : undefined;
}

/** The classes of element types that the constraints of the spec speak of. */
export type ElementClass = 'boolean' | 'integer' | 'signed' | 'float' | 'complex' | 'quantized' | 'other';

/** The class of a tensor's elements; signed integers are `signed`, unsigned ones `integer`. */
export function classOf(type: Type): ElementClass {
  const element = elementOf(type);
  if (element.kind === 'quantized') return 'quantized';
  const data = dataTypeOf(element);
  if (!data) return 'other';
  const { kind } = elementInfo(data);
  return kind === 'unsigned' ? 'integer' : kind;
}

/** Whether two sizes can be the same: an unknown one can be any. */
export const sizesAgree = (a: number, b: number): boolean => a === b || a === DYNAMIC || b === DYNAMIC;

/** Whether two shapes can be the same. */
export const shapesAgree = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((size, dimension) => sizesAgree(size, b[dimension] as number));

/** Whether two element types are the same; quantized ones by what they store and express, for scales are matter of the op. */
export function sameElement(a: Type, b: Type): boolean {
  if (a.kind === 'quantized' && b.kind === 'quantized') return sameElement(a.storage, b.storage) && sameElement(a.expressed, b.expressed);
  if (a.kind === 'dialect' && b.kind === 'dialect') return a.dialect === b.dialect && a.body === b.body;
  return a.kind === b.kind && elementName(a) === elementName(b);
}

/** Whether a value of one type can be used where the other is written. */
export function typesAgree(a: Type, b: Type): boolean {
  if (a.kind === 'tuple' && b.kind === 'tuple')
    return a.elements.length === b.elements.length && a.elements.every((each, index) => typesAgree(each, b.elements[index] as Type));
  if (a.kind === 'unranked-tensor' || b.kind === 'unranked-tensor')
    return (a.kind === 'tensor' || b.kind === 'tensor' || a.kind === b.kind) && sameElement(elementOf(a), elementOf(b));
  if (a.kind === 'tensor' && b.kind === 'tensor') return shapesAgree(a.shape, b.shape) && sameElement(a.element, b.element);
  return a.kind !== 'tensor' && b.kind !== 'tensor' && sameElement(a, b);
}

/** A type as messages show it: `tensor<2x?xf32>`. */
export function describeType(type: Type): string {
  if (type.kind === 'tensor')
    return `tensor<${type.shape.map((size) => `${size === DYNAMIC ? '?' : size}x`).join('')}${describeType(type.element)}>`;
  if (type.kind === 'unranked-tensor') return `tensor<*x${describeType(type.element)}>`;
  if (type.kind === 'tuple') return `tuple<${describeTypes(type.elements)}>`;
  if (type.kind === 'dialect') return `!${type.dialect}.${type.body}`;
  if (type.kind === 'quantized') return `!quant.uniform<${elementName(type.storage)}:${elementName(type.expressed)}>`;
  return elementName(type);
}

/** Types in a row, as messages show them. */
export const describeTypes = (types: readonly Type[]): string => types.map(describeType).join(', ');

/** The type with another shape; an encoding (bounds) does not survive that. */
export const withShape = ({ element }: TensorType, shape: readonly number[]): TensorType => ({ kind: 'tensor', shape, element });

/** The type with another element type. */
export const withElement = (type: TensorType, element: Type): TensorType => ({ ...type, element });
