// Ops that decide: compare, select, clamp.
import { i1, stablehlo, type TensorType } from '@hlolite/mlir-parser';
import { classOf, describeType, describeTypes, sameElement, withElement, withShape } from '../types.js';
import { infer, mergedShape, must, tensorOf } from './rules.js';

export const compare = infer(stablehlo, {
  compare: ({ lhs, rhs }) => {
    const types = [tensorOf(lhs, 'lhs'), tensorOf(rhs, 'rhs')] as const;
    mustHaveOneElement(types);
    return withElement(withShape(types[0], mergedShape(types, 'operands')), i1);
  },
  select: ({ pred, on_true: onTrue, on_false: onFalse }) => {
    const [predicate, ...types] = [tensorOf(pred, 'pred'), tensorOf(onTrue, 'on_true'), tensorOf(onFalse, 'on_false')] as const;
    must(classOf(predicate) === 'boolean', () => `pred must be of i1 (was ${describeType(predicate)})`);
    mustHaveOneElement(types);
    const shape = mergedShape(types, 'on_true and on_false');
    if (predicate.shape.length > 0) mergedShape([predicate, withShape(types[0], shape)], 'pred and on_true');
    return withShape(types[0], shape);
  },
  clamp: ({ min, operand, max }) => {
    const type = tensorOf(operand, 'operand');
    const bounds = [tensorOf(min, 'min'), tensorOf(max, 'max')] as const;
    mustHaveOneElement([type, ...bounds]);
    return withShape(
      type,
      mergedShape([type, ...bounds.filter(({ shape }) => shape.length > 0)], 'bounds that are no scalars and operand'),
    );
  },
});

function mustHaveOneElement(types: readonly TensorType[]): void {
  const [first] = types as [TensorType];
  must(
    types.every(({ element }) => sameElement(element, first.element)),
    () => `operands must have one element type (was ${describeTypes(types)})`,
  );
}
