// Short questions about the element type of a value.
import { elementName, isTensor, type Value } from '@hlolite/mlir-parser';
import { elementInfo, isElementType } from '@hlolite/tensor';

/** The element type of a value as MLIR spells it; empty for what is no tensor. */
export const elementOf = (value: Value): string => (isTensor(value.type) ? elementName(value.type.element) : '');

export const isBoolean = (value: Value): boolean => elementOf(value) === 'i1';

/** The shape of a tensor value; unknown dimensions are −1. */
export const shapeOf = (value: Value): readonly number[] => (isTensor(value.type) ? value.type.shape : []);

/** Integers of any width, booleans not among them. */
export function isInteger(value: Value): boolean {
  const name = elementOf(value);
  return isElementType(name) && ['signed', 'unsigned'].includes(elementInfo(name).kind);
}

export function isFloat(value: Value): boolean {
  const name = elementOf(value);
  return isElementType(name) && elementInfo(name).kind === 'float';
}
