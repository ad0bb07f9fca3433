// Comparing and choosing. Spec: compare, select, clamp.
import { stablehlo, type Value, type View } from '@hlolite/mlir-parser';
import { kernelSupport, type OperatorName, type Tensor } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';
import { rules } from '../rules.js';
import { workingType } from '../working-type.js';
import { isBoolean, isFloat } from './element-kind.js';
import { comparable, isDouble } from './f64.js';
import { lowerClamp, orderKey } from './order.js';

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
  clamp: lowerClamp,
});

function lowerCompare(
  { lhs, rhs, comparison_direction: direction, compare_type: type }: View<typeof stablehlo.ops.compare>,
  g: GraphBuilder,
): Tensor {
  const op = comparisons[direction];
  if (type === 'TOTALORDER' && isFloat(lhs)) return g.emit(op, [orderKey(lhs, g), orderKey(rhs, g)]);
  if (isDouble(lhs)) return compareDoubles(op, lhs, rhs, g);
  // Order on booleans is false < true; the kernels only know equality of them.
  if (isBoolean(lhs) && op !== 'EQUAL' && op !== 'NOT_EQUAL') return orderOfBooleans(direction, lhs, rhs, g);
  return g.emit(op, g.broadcasting([lhs, rhs]));
}

/** NaN is unequal to everything and in no order. */
function compareDoubles(op: OperatorName, lhs: Value, rhs: Value, g: GraphBuilder): Tensor {
  const { keys, numbers } = comparable(lhs, rhs, g);
  const holds = g.emit(op, keys);
  if (op !== 'NOT_EQUAL') return g.emit('LOGICAL_AND', [holds, numbers]);
  return g.emit('LOGICAL_OR', [holds, g.emit('LOGICAL_NOT', [numbers])]);
}

function orderOfBooleans(direction: keyof typeof comparisons, lhs: Value, rhs: Value, g: GraphBuilder): Tensor {
  const [low, high] = direction === 'LT' || direction === 'LE' ? [lhs, rhs] : [rhs, lhs];
  const not = g.emit('LOGICAL_NOT', [low]);
  return g.emit(direction === 'LT' || direction === 'GT' ? 'LOGICAL_AND' : 'LOGICAL_OR', [not, high]);
}

/** SELECT_V2 broadcasts all three; a scalar predicate is broadcast too (spec: select). */
function lowerSelect({ pred, on_true: onTrue, on_false: onFalse }: View<typeof stablehlo.ops.select>, g: GraphBuilder): Tensor {
  const [condition, ...operands] = g.broadcasting([pred, onTrue, onFalse]) as [Tensor, Tensor, Tensor];
  const info = g.resultInfo();
  if (kernelSupport('SELECT_V2', info.type) === 'yes') return g.emit('SELECT_V2', [condition, ...operands]);
  const type = workingType(info.type);
  const selected = g.emit('SELECT_V2', [condition, ...operands.map((operand) => g.cast(operand, type))], {}, { ...info, type });
  return g.cast(selected, info.type);
}
