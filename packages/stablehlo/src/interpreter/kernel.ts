// What a kernel is given and answers, and the typed table that families of kernels are written in.
import { type Dialect, type Operation, type OpSpec, type Region, type Value, type View, view } from '@hlolite/mlir-parser';
import type { Bytes, Dense, ElementType } from '@hlolite/tensor';
import type { Scalar } from './scalar.js';

/** A region as a function of single elements: bodies of reductions, scatters and sorts, comparators. */
export interface Body {
  readonly apply: (inputs: readonly Scalar[]) => readonly Scalar[];
  /** The first result for two inputs. */
  readonly combine: (a: Scalar, b: Scalar) => Scalar;
}

/** Implements a custom call; `operation` has its attributes. */
export type CustomCall = (inputs: readonly Dense[], operation: Operation) => readonly Dense[];

/** What a kernel may ask of the interpreter about the operation it computes. */
export interface Context {
  readonly operation: Operation;
  /** Element type of a result. */
  resultType(index?: number): ElementType;
  /** Shape of a result, which must be static. */
  resultShape(index?: number): readonly number[];
  /** Runs a region of the operation on tensors; it sees the values around the operation. */
  run(region: Region, inputs: readonly Dense[]): readonly Dense[];
  body(region: Region): Body;
  call(symbol: string, inputs: readonly Dense[]): readonly Dense[];
  customCall(target: string): CustomCall | undefined;
  resource(key: string): Bytes | undefined;
}

/** Computes an operation from the tensors of its operands. */
export type Kernel = (operation: Operation, operands: readonly Dense[], context: Context) => readonly Dense[];
export type Kernels = Readonly<Record<string, Kernel>>;

/** The view of an operation with its operands' tensors in the place of their values. */
export type Evaluated<V> = {
  readonly [Name in keyof V]: V[Name] extends Value
    ? Dense
    : V[Name] extends readonly Value[]
      ? readonly Dense[]
      : V[Name] extends Value | undefined
        ? Dense | undefined
        : V[Name];
};

type Row<Spec extends OpSpec> = (op: Evaluated<View<Spec>>, context: Context) => Dense | readonly Dense[];

/** The kernels of a family: a row an op, typed by the table of its dialect. */
export function kernels<const Ops extends Readonly<Record<string, OpSpec>>>(
  { name, ops }: Dialect<Ops>,
  rows: { readonly [Op in keyof Ops]?: Row<Ops[Op]> },
): Kernels {
  const table: Record<string, Kernel> = {};
  for (const op of Object.keys(rows)) {
    const row = rows[op] as Row<OpSpec>;
    const spec = ops[op] as OpSpec;
    table[`${name}.${op}`] = (operation, operands, context) => {
      const results = row(evaluated(operation, spec, operands), context);
      return Array.isArray(results) ? results : [results as Dense];
    };
  }
  return table;
}

function evaluated<Spec extends OpSpec>(operation: Operation, spec: Spec, operands: readonly Dense[]): Evaluated<View<Spec>> {
  const tensors = new Map<unknown, Dense>(operation.operands.map((value, index) => [value, operands[index] as Dense]));
  const found: Record<string, unknown> = { ...view(operation, spec) };
  for (const notation of spec.operands) {
    const name = notation.replace(/^\.\.\.|\?$/g, '');
    const given = found[name];
    found[name] = Array.isArray(given) ? given.map((value) => tensors.get(value)) : tensors.get(given);
  }
  return found as Evaluated<View<Spec>>;
}
