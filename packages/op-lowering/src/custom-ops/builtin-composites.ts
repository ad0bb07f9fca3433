// Composites that one builtin op says: litert-torch marks them by name, and only their attributes tell the truth (its tanh gelu wraps the
// body of the erf form).
import type { Value } from '@hlolite/mlir-parser';
import { kernelSupport, type OperatorName, type Tensor } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';
import type { AttributeValues } from './attributes.js';

interface BuiltinRow {
  readonly op: OperatorName;
  readonly fields?: (attributes: AttributeValues) => { readonly approximate: boolean };
}

const rows: Readonly<Record<string, BuiltinRow>> = {
  'aten.gelu.default': { op: 'GELU', fields: ({ approximate }) => ({ approximate: approximate === 'tanh' }) },
  'aten.hardswish.default': { op: 'HARD_SWISH' },
};

/** The composite as a builtin op, or undefined when there is none for its name and element type. */
export function builtinComposite(name: string, attributes: AttributeValues, g: GraphBuilder): Tensor | undefined {
  const row = Object.hasOwn(rows, name) ? rows[name] : undefined;
  const { operands, results } = g.operation;
  if (row === undefined || operands.length !== 1 || results.length !== 1) return undefined;
  return kernelSupport(row.op, g.resultInfo().type) === 'yes'
    ? g.emit(row.op, [operands[0] as Value], row.fields?.(attributes))
    : undefined;
}
