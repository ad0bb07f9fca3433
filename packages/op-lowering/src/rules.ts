// An op is a row: `rules(stablehlo, { transpose: ({ operand, permutation }, g) => … })`. The dialect's table says what each op carries,
// so a misspelt op or attribute does not compile. Common shapes of rows (one kernel, one operand or two) have short forms.
import { type Dialect, type Operation, type OpSpec, type Value, type View, view } from '@hlolite/mlir-parser';
import type { OperatorName, Tensor } from '@hlolite/tflite-schema';
import type { Fields, GraphBuilder } from './graph-builder.js';
import type { Lowered } from './lowered.js';

/** What a row gives back: a tensor for each result, or a value that is not in the graph yet (a constant, a pending broadcast). */
export type Emitted = Tensor | Lowered | readonly (Tensor | Lowered)[];

/** A row: what the op carries by the names of the spec, and the graph to emit into. */
export type Row<Spec extends OpSpec> = (given: View<Spec>, g: GraphBuilder) => Emitted;

/** A row with its op's view already taken: what the driver calls. */
export type Rule = (operation: Operation, g: GraphBuilder) => Emitted;

/** A family: the rows of some ops of one dialect, by full op name. */
export type Family = Readonly<Record<string, Rule>>;

/** Makes a family from its table. */
export function rules<Ops extends Readonly<Record<string, OpSpec>>>(
  dialect: Dialect<Ops>,
  table: { readonly [Name in keyof Ops]?: Row<Ops[Name]> },
): Family {
  const family: Record<string, Rule> = {};
  for (const [name, row] of Object.entries(table) as [string, Row<OpSpec>][]) {
    const spec = dialect.ops[name] as OpSpec;
    family[`${dialect.name}.${name}`] = (operation, g) => row(view(operation, spec), g);
  }
  return family;
}

/** One kernel on one operand. */
export const unary =
  <Op extends OperatorName>(op: Op, fields?: Fields<Op>) =>
  ({ operand }: { readonly operand: Value }, g: GraphBuilder): Tensor =>
    g.emit(op, [operand], fields);

/** One kernel on two operands that the kernel broadcasts itself: pending broadcasts and splats stay small. */
export const binary =
  <Op extends OperatorName>(op: Op, fields?: Fields<Op>) =>
  ({ lhs, rhs }: { readonly lhs: Value; readonly rhs: Value }, g: GraphBuilder): Tensor =>
    g.emit(op, g.broadcasting([lhs, rhs]), fields);
