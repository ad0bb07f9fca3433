// Comparing and choosing. Spec: compare, select, clamp.
import { stablehlo, type Value, type View } from '@hlolite/mlir-parser';
import type { OperatorName, Tensor } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';
import { rules } from '../rules.js';
import { isBoolean, shapeOf } from './element-kind.js';

const comparisons = {
  EQ: 'EQUAL',
  NE: 'NOT_EQUAL',
  LT: 'LESS',
  LE: 'LESS_EQUAL',
  GT: 'GREATER',
  GE: 'GREATER_EQUAL',
} as const satisfies Record<string, OperatorName>;

export const compare = rules(stablehlo, {
  compare: lowerCompare,
  select: lowerSelect,
  // min(max(x, low), high) in this order, so that high wins where low > high (spec: clamp).
  clamp: ({ min, operand, max }, g) => {
    const raised = g.emit('MAXIMUM', g.broadcasting([operand, spread(min, operand, g)]));
    return g.emit('MINIMUM', [raised, g.small(spread(max, operand, g))]);
  },
});

function lowerCompare(
  { lhs, rhs, comparison_direction: direction, compare_type: type }: View<typeof stablehlo.ops.compare>,
  g: GraphBuilder,
): Tensor {
  if (type === 'TOTALORDER')
    return g.unsupported('lower/unsupported-op', 'compare must not be of type TOTALORDER, which orders NaN and −0 by their bits');
  const op = comparisons[direction];
  // Order on booleans is false < true; the kernels only know equality of them.
  if (isBoolean(lhs) && op !== 'EQUAL' && op !== 'NOT_EQUAL') return orderOfBooleans(direction, lhs, rhs, g);
  return g.emit(op, g.broadcasting([lhs, rhs]));
}

function orderOfBooleans(direction: keyof typeof comparisons, lhs: Value, rhs: Value, g: GraphBuilder): Tensor {
  const [low, high] = direction === 'LT' || direction === 'LE' ? [lhs, rhs] : [rhs, lhs];
  const not = g.emit('LOGICAL_NOT', [low]);
  return g.emit(direction === 'LT' || direction === 'GT' ? 'LOGICAL_AND' : 'LOGICAL_OR', [not, high]);
}

/** SELECT_V2 broadcasts all three; a scalar predicate is broadcast too (spec: select). */
function lowerSelect({ pred, on_true: onTrue, on_false: onFalse }: View<typeof stablehlo.ops.select>, g: GraphBuilder): Tensor {
  return g.emit('SELECT_V2', g.broadcasting([pred, onTrue, onFalse]));
}

/** min and max of clamp may be scalars: kernels broadcast those as they are. */
function spread(bound: Value, operand: Value, g: GraphBuilder): Value {
  if (shapeOf(bound).length === shapeOf(operand).length || shapeOf(bound).length === 0) return bound;
  return g.unsupported('lower/unsupported-shape', 'min and max of clamp must be scalars or of the shape of the operand');
}
