// Rows of the splitting pass: as rows of the lowering, by the dialect's table, but from complex values to pairs of real ones.
import { type Dialect, type OpSpec, type Value, type View, view } from '@hlolite/mlir-parser';
import type { Formula } from '../../formula.js';
import type { ComplexFunction, Pair } from '../../special-functions/complex.js';
import type { Parts, Split } from './parts.js';

type Row<Spec extends OpSpec> = (given: View<Spec>, parts: Parts) => Split | readonly Split[] | undefined;

/** Splits one operation: what each of its results has become; undefined where it must be left whole. */
export type SplitRule = (parts: Parts) => readonly Split[] | undefined;

export function splitRules<Ops extends Readonly<Record<string, OpSpec>>>(
  dialect: Dialect<Ops>,
  table: { readonly [Name in keyof Ops]?: Row<Ops[Name]> },
): Readonly<Record<string, SplitRule>> {
  const rules: Record<string, SplitRule> = {};
  for (const [name, row] of Object.entries(table) as [string, Row<OpSpec>][]) {
    const spec = dialect.ops[name] as OpSpec;
    rules[`${dialect.name}.${name}`] = (parts) => {
      const split = row(view(parts.operation, spec), parts);
      return split === undefined || Array.isArray(split) ? (split as readonly Split[] | undefined) : [split as Split];
    };
  }
  return rules;
}

/** A function of one operand, computed in f32. */
export const unary =
  (fn: ComplexFunction, work: 'f32' | 'same' = 'f32') =>
  ({ operand }: { readonly operand: Value }, parts: Parts): Pair =>
    parts.compute(work, [operand], ([z], f) => fn(z as Pair, f));

/** A function of two operands. */
export const binary =
  (fn: (a: Pair, b: Pair, f: Formula) => Pair, work: 'f32' | 'same' = 'f32') =>
  ({ lhs, rhs }: { readonly lhs: Value; readonly rhs: Value }, parts: Parts): Pair =>
    parts.compute(work, [lhs, rhs], ([a, b], f) => fn(a as Pair, b as Pair, f));
