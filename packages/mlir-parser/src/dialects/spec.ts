// What a dialect's table says of an op, and what follows from it: the types that rules and verifiers see, and the view of an operation
// by the names of the spec. A table row is data; parser, printer, verifier, docs and lowering all read the same row.
import { fail } from '@hlolite/diagnostics';
import type { Attribute } from '../ir/attributes.js';
import { type Operation, placeOf, type Region, type Value } from '../ir/module.js';
import type { Reader } from './readers.js';

/** A row: `name` is one operand, `name?` an optional one, `...name` any number (several of these are equally many). */
export interface OpSpec {
  readonly operands: readonly string[];
  readonly results?: readonly string[];
  readonly attributes?: Readonly<Record<string, Reader<unknown>>>;
  readonly regions?: readonly string[];
  /** The pretty form, in the notation of text/assembly; absent: only the generic form exists. */
  readonly assembly?: string;
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

export const dialect = <const Ops extends Readonly<Record<string, OpSpec>>>(name: string, ops: Ops): Dialect<Ops> => ({ name, ops });

/** The row of an operation in a list of dialects, or undefined for a foreign op. */
export function specOf(dialects: readonly Dialect[], name: string): OpSpec | undefined {
  const dot = name.indexOf('.');
  const found = dialects.find((d) => d.name === name.slice(0, dot));
  const op = name.slice(dot + 1);
  return found && Object.hasOwn(found.ops, op) ? found.ops[op] : undefined;
}

const isVariadic = (name: string) => name.startsWith('...');
const bare = (name: string) => name.replace(/^\.\.\.|\?$/g, '');

/**
 * The operation by the names of its row.
 * @throws CompileError `ir/operand-count`, `ir/region-count`, `ir/missing-attribute` or `ir/attribute-kind` where the operation is not as the row says.
 */
export function view<Spec extends OpSpec>(operation: Operation, spec: Spec): View<Spec> {
  const found: Record<string, unknown> = {};
  assignOperands(operation, spec, found);
  for (const [name, reader] of Object.entries(spec.attributes ?? {})) found[name] = readAttribute(operation, name, reader);
  assignRegions(operation, spec, found);
  return found as View<Spec>;
}

function assignOperands(operation: Operation, { operands: names }: OpSpec, found: Record<string, unknown>): void {
  const variadic = names.filter(isVariadic).length;
  const optional = names.filter((name) => name.endsWith('?')).length;
  const single = names.length - variadic - optional;
  const given = operation.operands.length;
  const perVariadic = variadic === 0 ? 0 : (given - single) / variadic;
  const enough = variadic > 0 ? perVariadic >= 0 && Number.isInteger(perVariadic) : given >= single && given <= single + optional;
  if (!enough) {
    const wanted = variadic > 0 ? `${single} and any number of ${names.filter(isVariadic).map(bare).join(', ')}` : `${single}`;
    fail({ code: 'ir/operand-count', message: `${operation.name} must have ${wanted} operands (was ${given})`, place: placeOf(operation) });
  }
  let next = 0;
  let spare = given - single;
  for (const name of names) {
    if (isVariadic(name)) {
      found[bare(name)] = operation.operands.slice(next, next + perVariadic);
      next += perVariadic;
    } else if (name.endsWith('?')) {
      found[bare(name)] = spare > 0 ? operation.operands[next++] : undefined;
      spare--;
    } else found[name] = operation.operands[next++];
  }
}

function assignRegions(operation: Operation, { regions: names = [] }: OpSpec, found: Record<string, unknown>): void {
  const variadic = names.some(isVariadic);
  const given = operation.regions.length;
  if (variadic ? given < names.length - 1 : given !== names.length)
    fail({
      code: 'ir/region-count',
      message: `${operation.name} must have ${names.length} regions (was ${given})`,
      place: placeOf(operation),
    });
  names.forEach((name, index) => {
    found[bare(name)] = isVariadic(name) ? operation.regions.slice(index) : operation.regions[index];
  });
}

function readAttribute(operation: Operation, name: string, reader: Reader<unknown>): unknown {
  const attribute: Attribute | undefined = operation.attributes[name];
  if (attribute === undefined) {
    if ('absent' in reader) return reader.absent;
    fail({
      code: 'ir/missing-attribute',
      message: `${operation.name} must have the attribute ${name} (${reader.expected})`,
      place: placeOf(operation),
    });
  }
  const value = reader.read(attribute);
  if (value === undefined)
    fail({
      code: 'ir/attribute-kind',
      message: `${name} of ${operation.name} must be ${reader.expected} (was ${attribute.kind})`,
      place: placeOf(operation),
    });
  return value;
}
