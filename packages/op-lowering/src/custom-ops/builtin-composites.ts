// Composites that one builtin op says: litert-torch marks them by name, and only their attributes tell the truth (its tanh gelu wraps the
// body of the erf form).
import type { Tensor } from '@hlolite/tflite-schema';
import { kernelSupport } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';
import type { AttributeValues } from './attributes.js';

type BuiltinRow = (attributes: AttributeValues, g: GraphBuilder) => Tensor;

const rows: Readonly<Record<string, BuiltinRow>> = {
  'aten.gelu.default': ({ approximate }, g) => g.emit('GELU', [g.operation.operands[0]!], { approximate: approximate === 'tanh' }),
  'aten.hardswish.default': (_, g) => g.emit('HARD_SWISH', [g.operation.operands[0]!]),
};

/** The composite as a builtin op, or undefined when there is none for its name and element type. */
export function builtinComposite(name: string, attributes: AttributeValues, g: GraphBuilder): Tensor | undefined {
  const row = Object.hasOwn(rows, name) ? rows[name] : undefined;
  if (row === undefined || g.operation.operands.length !== 1 || g.operation.results.length !== 1) return undefined;
  return kernelSupport('GELU', g.resultInfo().type) === 'yes' ? row(attributes, g) : undefined;
}
