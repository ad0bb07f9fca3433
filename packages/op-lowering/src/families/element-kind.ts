// Short questions about the element type of a value.
import { elementName, isTensor, type Value } from '@hlolite/mlir-parser';

/** The element type of a value as MLIR spells it; empty for what is no tensor. */
export const elementOf = (value: Value): string => (isTensor(value.type) ? elementName(value.type.element) : '');

export const isBoolean = (value: Value): boolean => elementOf(value) === 'i1';

/** The shape of a tensor value; unknown dimensions are −1. */
export const shapeOf = (value: Value): readonly number[] => (isTensor(value.type) ? value.type.shape : []);
