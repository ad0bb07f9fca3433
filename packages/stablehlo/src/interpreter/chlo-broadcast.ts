// CHLO's ops with implicit broadcasting: operands are brought to one shape, then it is the op without broadcasting.
import { type Attribute, chlo, type Operation, view } from '@hlolite/mlir-parser';
import type { Dense } from '@hlolite/tensor';
import type { Kernel, Kernels } from './kernel.js';
import { mapped } from './map.js';
import type { ScalarRules } from './scalar.js';
import { broadcastInDim } from './shape.js';

/** The op that each `chlo.broadcast_…` stands for: CHLO's own where it has one, else StableHLO's. */
export const broadcasting = (rules: ScalarRules): Kernels =>
  Object.fromEntries(
    Object.keys(chlo.ops)
      .filter((op) => op.startsWith('broadcast_'))
      .flatMap((op): [string, Kernel][] => {
        const plain = op.slice('broadcast_'.length);
        const rule = rules[`chlo.${plain}`] ?? rules[`stablehlo.${plain}`];
        return rule ? [[`chlo.${op}`, afterBroadcast(mapped(rule))]] : [];
      }),
  );

const afterBroadcast =
  (kernel: Kernel): Kernel =>
  (operation, operands, context) => {
    const given = operation.name === 'chlo.broadcast_select' ? undefined : view(operation, chlo.ops.broadcast_add).broadcast_dimensions;
    const rank = Math.max(...operands.map(({ shape }) => shape.length));
    // Without dimensions the trailing ones are matched, as in NumPy.
    const dimensions = ({ shape }: Dense) => (given && shape.length < rank ? given : shape.map((_, d) => rank - shape.length + d));
    const result = Array.from({ length: rank }, (_, d) =>
      operands.reduce((size, operand) => {
        const own = operand.shape[dimensions(operand).indexOf(d)] ?? 1;
        return own === 1 ? size : own;
      }, 1),
    );
    return kernel(
      withEnumsOfStableHlo(operation),
      operands.map((operand) => broadcastInDim(operand, dimensions(operand), result)),
      context,
    );
  };

/** CHLO has enums of its own with the members of StableHLO's: `#chlo<comparison_direction LT>`. */
function withEnumsOfStableHlo(operation: Operation): Operation {
  const turned = (value: Attribute): Attribute =>
    value.kind === 'enum' ? { ...value, name: value.name.replace('chlo.', 'stablehlo.') } : value;
  const attributes = Object.entries(operation.attributes).map(([name, value]) => [name, turned(value as Attribute)]);
  return { ...operation, attributes: Object.fromEntries(attributes) };
}
