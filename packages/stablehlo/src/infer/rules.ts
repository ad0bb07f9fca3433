// Shape inference as a typed table: a row an op, which checks the constraints of the spec and answers the types of the results.
import { fail } from '@hlolite/diagnostics';
import { type Dialect, type Operation, type OpSpec, type TensorType, type Type, type Value, type View, view } from '@hlolite/mlir-parser';
import { describeType, describeTypes, shapesAgree, sizesAgree } from '../types.js';

/** The result types of an operation, or undefined where the written ones are to be trusted. */
export type Inference = (operation: Operation) => readonly Type[] | undefined;
export type Inferences = Readonly<Record<string, Inference>>;

/** `written` is the operation: its result types, for what operands and attributes do not say (the element type of a convert). */
type Row<Spec extends OpSpec> = (op: View<Spec>, written: Operation) => Type | readonly Type[] | undefined;

/** The inferences of a family, typed by the table of its dialect. */
export function infer<const Ops extends Readonly<Record<string, OpSpec>>>(
  { name, ops }: Dialect<Ops>,
  rows: { readonly [Op in keyof Ops]?: Row<Ops[Op]> },
): Inferences {
  const table: Record<string, Inference> = {};
  for (const op of Object.keys(rows)) {
    const row = rows[op] as Row<OpSpec>;
    const spec = ops[op] as OpSpec;
    table[`${name}.${op}`] = (operation) => {
      const types = row(view(operation, spec), operation);
      return types === undefined || Array.isArray(types) ? (types as readonly Type[] | undefined) : [types as Type];
    };
  }
  return table;
}

/**
 * A constraint of the spec: what must hold, then what was found.
 * @throws CompileError `verify/constraint`; the operation's place is added by whoever goes over the program.
 */
export function must(holds: boolean, message: () => string): asserts holds {
  if (!holds) fail({ code: 'verify/constraint', message: message() });
}

/** The type of a value that must be a ranked tensor. */
export function tensorOf({ type }: Value, name: string): TensorType {
  if (type.kind !== 'tensor')
    return fail({ code: 'verify/constraint', message: `${name} must be a ranked tensor (was ${describeType(type)})` });
  return type;
}

/** The types of values that must all be ranked tensors, at least one. */
export function tensorsOf(values: readonly Value[], name: string): readonly [TensorType, ...TensorType[]] {
  must(values.length > 0, () => `${name} must have at least one tensor (was none)`);
  return values.map((value) => tensorOf(value, name)) as unknown as readonly [TensorType, ...TensorType[]];
}

/** The dimensions of a shape, for messages and loops. */
export const list = (values: readonly unknown[]): string => `[${values.join(', ')}]`;

/** What is known of a shape from several that must agree. */
export function mergedShape(types: readonly TensorType[], name: string): readonly number[] {
  const [first, ...others] = types as [TensorType, ...TensorType[]];
  return others.reduce((known, type) => {
    must(shapesAgree(known, type.shape), () => `${name} must have one shape (was ${describeTypes(types)})`);
    return known.map((size, dimension) => (size < 0 ? (type.shape[dimension] as number) : size));
  }, first.shape);
}

/** Dimensions named by an attribute: inside the rank and each at most once. */
export function mustBeDimensions(dimensions: readonly number[], rank: number, name: string): void {
  must(
    dimensions.every((d) => Number.isInteger(d) && d >= 0 && d < rank) && new Set(dimensions).size === dimensions.length,
    () => `${name} must name each of ${rank} dimensions at most once (was ${list(dimensions)})`,
  );
}

/** A single dimension named by an attribute. */
export function mustBeDimension(dimension: number, rank: number, name: string): void {
  must(dimension >= 0 && dimension < rank, () => `${name} must be a dimension below ${rank} (was ${dimension})`);
}

/** A list that has an entry for each dimension. */
export function mustHaveLength(values: readonly unknown[], length: number, name: string): void {
  must(values.length === length, () => `${name} must have ${length} entries (was ${values.length})`);
}

/** Two sizes that must be the same. */
export function mustAgree(a: number, b: number, what: () => string): void {
  must(sizesAgree(a, b), () => `${what()} (was ${a} and ${b})`);
}
