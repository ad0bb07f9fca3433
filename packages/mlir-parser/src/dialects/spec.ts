// What a dialect's table says of an op, and what follows from it: the types that rules and verifiers see, and the view of an operation
// by the names of the spec. A table row is data; parser, printer, verifier, docs and lowering all read the same row.
import { fail } from '@hlolite/diagnostics';
import type { Attribute } from '../ir/attributes.js';
import { type Operation, placeOf, type Region, type Value } from '../ir/module.js';
import { i64s, type Reader } from './readers.js';

/** A row: `name` is one operand, `name?` an optional one, `...name` any number (several of these are equally many, but see `segments`). */
export interface OpSpec {
  readonly operands: readonly string[];
  /** In the same notation; absent: one result. */
  readonly results?: readonly string[];
  readonly attributes?: Readonly<Record<string, Reader<unknown>>>;
  readonly regions?: readonly string[];
  /** The pretty form, in the notation of dialects/assembly; absent: only the generic form exists. */
  readonly assembly?: string;
  /** `operandSegmentSizes` and `resultSegmentSizes` say how many belong to each name. */
  readonly segments?: true;
  /** Its regions see no value from outside. */
  readonly isolated?: true;
  /** Takes two operands in either order: may stand in the short form of `reduce`. */
  readonly commutative?: true;
}

type Bare<Name extends string> = Name extends `...${infer Rest}` ? Rest : Name extends `${infer Rest}?` ? Rest : Name;
type OperandView<Name extends string> = Name extends `...${string}`
  ? readonly Value[]
  : Name extends `${string}?`
    ? Value | undefined
    : Value;
type RegionView<Name extends string> = Name extends `...${string}` ? readonly Region[] : Region;
type Attr<Spec extends OpSpec> =
  Spec['attributes'] extends Readonly<Record<string, Reader<unknown>>> ? Spec['attributes'] : Record<never, never>;
type RegionNames<Spec extends OpSpec> = Spec['regions'] extends readonly string[] ? Spec['regions'][number] : never;

/** What an operation carries, by the names of its row: operands as values, attributes as plain JavaScript values, regions. */
export type View<Spec extends OpSpec> = { readonly [Name in Spec['operands'][number] as Bare<Name>]: OperandView<Name> } & {
  readonly [Name in keyof Attr<Spec>]: Attr<Spec>[Name] extends Reader<infer Value> ? Value : never;
} & { readonly [Name in RegionNames<Spec> as Bare<Name>]: RegionView<Name> };

/** A dialect: its name and a row for each op. */
export interface Dialect<Ops extends Readonly<Record<string, OpSpec>> = Readonly<Record<string, OpSpec>>> {
  readonly name: string;
  readonly ops: Ops;
}

/** A dialect as a table: a row for each op, by its name without the dialect. */
export const dialect = <const Ops extends Readonly<Record<string, OpSpec>>>(name: string, ops: Ops): Dialect<Ops> => ({ name, ops });

const isVariadic = (name: string) => name.startsWith('...');
const isOptional = (name: string) => name.endsWith('?');

/** The name without the marks that say how many. */
export const bareName = (name: string) => (isVariadic(name) ? name.slice(3) : isOptional(name) ? name.slice(0, -1) : name);

/**
 * The operation by the names of its row.
 * @throws CompileError `ir/operand-count`, `ir/region-count`, `ir/missing-attribute` or `ir/attribute-kind` where the operation is not as the row says.
 */
export function view<Spec extends OpSpec>(operation: Operation, spec: Spec): View<Spec> {
  const found: Record<string, unknown> = {};
  const { plain, attributes } = planOf(spec);
  const { operands } = operation;
  if (plain && operands.length === spec.operands.length)
    for (let index = 0; index < operands.length; index++) found[spec.operands[index] as string] = operands[index];
  else distribute(operation, spec.operands, operands, operandCounts(operation, spec), found);
  for (const [name, reader] of attributes) found[name] = readAttribute(operation, name, reader);
  const { regions = NONE } = spec;
  if (regions.length > 0 || operation.regions.length > 0)
    distribute(operation, regions, operation.regions, countsOf(regions, operation.regions.length), found);
  return found as View<Spec>;
}

const NONE: readonly string[] = [];

/** What follows from a row for every view of it: views are taken many times for each operation of a program. */
interface Plan {
  /** Every operand is there once. */
  readonly plain: boolean;
  readonly attributes: readonly (readonly [name: string, reader: Reader<unknown>])[];
}

const plans = new WeakMap<OpSpec, Plan>();

function planOf(spec: OpSpec): Plan {
  const known = plans.get(spec);
  if (known) return known;
  const plain = !spec.segments && !spec.operands.some((name) => isVariadic(name) || isOptional(name));
  const plan = { plain, attributes: Object.entries(spec.attributes ?? {}) };
  plans.set(spec, plan);
  return plan;
}

/** How many operands belong to each name of the row; undefined when their number does not fit it. */
export const operandCounts = (operation: Operation, spec: OpSpec): readonly number[] | undefined =>
  groupCounts(operation, spec, spec.operands, operation.operands.length, 'operandSegmentSizes');

/** How many results belong to each name of the row; undefined when their number does not fit it. */
export const resultCounts = (operation: Operation, spec: OpSpec): readonly number[] | undefined =>
  groupCounts(operation, spec, spec.results ?? ['result'], operation.results.length, 'resultSegmentSizes');

function groupCounts(operation: Operation, spec: OpSpec, names: readonly string[], given: number, segments: string) {
  if (!spec.segments) return countsOf(names, given);
  const sizes = operation.attributes[segments];
  const counts = sizes && i64s.read(sizes);
  return counts?.length === names.length && counts.every((n) => n >= 0) && counts.reduce((sum, n) => sum + n, 0) === given
    ? counts
    : undefined;
}

/** How many of `given` things belong to each name: variadic names share evenly, optional ones take what is left in their order. */
export function countsOf(names: readonly string[], given: number): readonly number[] | undefined {
  const variadic = names.filter(isVariadic).length;
  const optional = names.filter(isOptional).length;
  const spare = given - (names.length - variadic - optional);
  const share = variadic === 0 ? 0 : spare / variadic;
  if (spare < 0 || (variadic === 0 ? spare > optional : !Number.isInteger(share))) return undefined;
  let left = spare;
  return names.map((name) => (isVariadic(name) ? share : isOptional(name) ? Number(left-- > 0) : 1));
}

function distribute(
  operation: Operation,
  names: readonly string[],
  things: readonly unknown[],
  counts: readonly number[] | undefined,
  found: Record<string, unknown>,
): void {
  if (counts === undefined) wrongCount(operation, things === operation.operands ? 'operand' : 'region', names, things.length);
  let next = 0;
  names.forEach((name, index) => {
    const count = counts[index] as number;
    found[bareName(name)] = isVariadic(name) ? things.slice(next, next + count) : count === 1 ? things[next] : undefined;
    next += count;
  });
}

/** Fails with what the row wants and what there is. */
export function wrongCount(operation: Operation, what: 'operand' | 'result' | 'region', names: readonly string[], given: number): never {
  const wanted = names.map((name) =>
    isVariadic(name) ? `any number of ${bareName(name)}` : isOptional(name) ? `perhaps ${bareName(name)}` : name,
  );
  return fail({
    code: `ir/${what}-count`,
    message: `${operation.name} must have ${wanted.length === 0 ? `no ${what}s` : `as ${what}s: ${wanted.join(', ')}`} (was ${given})`,
    place: placeOf(operation),
    hint: `write the ${what}s as the spec of ${operation.name} lists them`,
  });
}

/**
 * The value of an attribute by its reader, or its default.
 * @throws CompileError `ir/missing-attribute` or `ir/attribute-kind`.
 */
export function readAttribute(operation: Operation, name: string, reader: Reader<unknown>): unknown {
  const attribute: Attribute | undefined = operation.attributes[name];
  if (attribute === undefined) {
    if ('absent' in reader) return reader.absent;
    return fail({
      code: 'ir/missing-attribute',
      message: `${operation.name} must have the attribute ${name} (${reader.expected})`,
      place: placeOf(operation),
      hint: `add ${name} to the operation's attributes`,
    });
  }
  const value = reader.read(attribute);
  if (value !== undefined) return value;
  return fail({
    code: 'ir/attribute-kind',
    message: `${name} of ${operation.name} must be ${reader.expected} (was ${attribute.kind})`,
    place: placeOf(operation),
    hint: `write ${name} as ${reader.expected}`,
  });
}
