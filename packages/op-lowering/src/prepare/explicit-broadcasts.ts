// Given: a body with CHLO's ops of implicit broadcasting. Result: their operands broadcast by ops of their own, which cost nothing (kernels
// take pending broadcasts as they are), and the op without broadcasting: StableHLO's, or CHLO's own where it has one.
import { fail } from '@hlolite/diagnostics';
import { chlo, hasStaticShape, type Operation, placeOf, type TensorType, type Value, view } from '@hlolite/mlir-parser';
import { StableHloBuilder } from '../stablehlo-builder.js';
import { type Body, Rewriter } from './body.js';

const PREFIX = 'chlo.broadcast_';

export function explicitBroadcasts(body: Body): Body {
  if (!body.operations.some(({ name }) => name.startsWith(PREFIX))) return body;
  const rewriter = new Rewriter();
  const operations: Operation[] = [];
  for (const original of body.operations) {
    const carried = rewriter.carry(original);
    if (!carried.name.startsWith(PREFIX)) {
      operations.push(carried);
      continue;
    }
    const b = new StableHloBuilder(carried);
    const result = explicit(carried, b);
    operations.push(...b.operations);
    rewriter.replace(carried.results[0] as Value, result);
    if (carried !== original) rewriter.replace(original.results[0] as Value, result);
  }
  return { ...body, operations, results: rewriter.values(body.results) };
}

function explicit(op: Operation, b: StableHloBuilder): Value {
  const plain = op.name.slice(PREFIX.length);
  const name = Object.hasOwn(chlo.ops, plain) ? `chlo.${plain}` : `stablehlo.${plain}`;
  const { type } = op.results[0] as Value;
  const { broadcast_dimensions: _, ...attributes } = op.attributes;
  const wanted = (type as TensorType).shape;
  const given = plain === 'select' ? undefined : view(op, chlo.ops.broadcast_add).broadcast_dimensions;
  const operands = op.operands.map((operand) => {
    const { shape } = operand.type as TensorType;
    if (shape.length === wanted.length && shape.every((size, axis) => size === wanted[axis])) return operand;
    if (!hasStaticShape(type) || !hasStaticShape(operand.type)) return unknownShape(op);
    const dimensions = given && shape.length < wanted.length ? given : shape.map((_, axis) => wanted.length - shape.length + axis);
    // broadcast_in_dim stretches dimensions of size 1 as well (spec: broadcast_in_dim).
    return b.broadcast(operand, wanted, dimensions);
  });
  const renamed: Record<string, (typeof attributes)[string]> = { ...attributes };
  for (const [key, value] of Object.entries(attributes))
    if (value?.kind === 'enum' && name.startsWith('stablehlo.'))
      renamed[key] = { ...value, name: value.name.replace('chlo.', 'stablehlo.') };
  return b.emit(name, operands, renamed, type);
}

const unknownShape = (op: Operation): never =>
  fail({
    code: 'lower/unsupported-shape',
    message: `${op.name} must have operands of known shapes, or of the shape of its result`,
    place: placeOf(op),
    hint: 'give the program with static shapes',
  });
