// CHLO's ops of implicit broadcasting: their operands are broadcast by ops of their own, which cost nothing (kernels take pending broadcasts
// as they are), and what is left is the op without broadcasting: StableHLO's, or CHLO's own where it has one.
import { chlo, hasStaticShape, type Operation, type TensorType, type Value, view } from '@hlolite/mlir-parser';
import type { StableHloBuilder } from '../../stablehlo-builder.js';

export const PREFIX = 'chlo.broadcast_';

const sameShape = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((size, axis) => size === b[axis]);

const shapeOf = ({ type }: Value): readonly number[] => (type as TensorType).shape;

/** The result in plain ops; undefined where a shape is unknown. */
export function withoutBroadcasting(op: Operation, b: StableHloBuilder): readonly Value[] | undefined {
  const plain = op.name.slice(PREFIX.length);
  const name = Object.hasOwn(chlo.ops, plain) ? `chlo.${plain}` : `stablehlo.${plain}`;
  const [result] = op.results as readonly [Value];
  const { broadcast_dimensions: _, ...attributes } = op.attributes;
  const wanted = shapeOf(result);
  const given = plain === 'select' ? undefined : view(op, chlo.ops.broadcast_add).broadcast_dimensions;
  const isWhole = (operand: Value) => sameShape(shapeOf(operand), wanted);
  if (!op.operands.every((operand) => isWhole(operand) || (hasStaticShape(operand.type) && hasStaticShape(result.type)))) return undefined;
  const operands = op.operands.map((operand) => {
    if (isWhole(operand)) return operand;
    const shape = shapeOf(operand);
    const dimensions = given && shape.length < wanted.length ? given : shape.map((_, axis) => wanted.length - shape.length + axis);
    // broadcast_in_dim stretches dimensions of size 1 as well (spec: broadcast_in_dim).
    return b.broadcast(operand, wanted, dimensions);
  });
  const renamed: Record<string, (typeof attributes)[string]> = { ...attributes };
  for (const [key, value] of Object.entries(attributes))
    if (value?.kind === 'enum' && name.startsWith('stablehlo.'))
      renamed[key] = { ...value, name: value.name.replace('chlo.', 'stablehlo.') };
  return [b.emit(name, operands, renamed, result.type)];
}
