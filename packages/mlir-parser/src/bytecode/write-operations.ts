// Writes the section of the program; see read-operations.ts for its layout. Regions nest without limit, so those that are open stand in a
// list of our own.
import { fail } from '@hlolite/diagnostics';
import { specOf } from '../dialects/registry.js';
import type { Attribute, Attributes } from '../ir/attributes.js';
import { newAttributes } from '../ir/build.js';
import { type Block, type Operation, placeOf, type Region, type Value } from '../ir/module.js';
import { ByteWriter } from './byte-writer.js';
import type { Flavor } from './entry.js';
import type { FileNumbering } from './numbering.js';
import { hasSeveralLayouts, type Layout, type PropertyCollector, propertyLayout } from './properties.js';
import { MASK } from './read-operations.js';
import { SECTION, VERSION, writeSection } from './sections.js';

/** The numbers of values in a region that sees nothing from outside, and how many are reserved. */
interface Scope {
  readonly numbers: Map<Value, number>;
  reserved: number;
}

/** The regions of an operation while they are written. */
interface Open {
  readonly owner: Operation;
  readonly out: ByteWriter;
  /** Where a nested section goes when it is done; absent: `out` is the parent's. */
  readonly parent?: ByteWriter;
  readonly scope: Scope;
  nextRegion: number;
  region?: Region;
  nextBlock: number;
  block?: Block;
  nextOperation: number;
  /** Numbers that were reserved before the region. */
  base: number;
}

export interface ProgramTarget {
  readonly version: number;
  readonly numbering: FileNumbering;
  readonly properties: PropertyCollector;
}

export const flavorOf = (operation: Operation): Flavor => (operation.name.startsWith('vhlo.') ? 'vhlo' : 'plain');

const isIsolated = ({ name }: Operation): boolean => specOf(name)?.isolated === true || name === 'vhlo.func_v1';

/** The section of a program with one outermost operation. */
export function writeProgram(root: Operation, target: ProgramTarget): ByteWriter {
  const out = new ByteWriter();
  out.flaggedVarint(1, false);
  new ProgramWriter(target).run(root, out);
  return out;
}

class ProgramWriter {
  /** What an operation's properties hold, by its name. */
  private readonly layouts = new Map<string, Layout | undefined>();
  private readonly open: Open[] = [];

  constructor(private readonly target: ProgramTarget) {}

  run(root: Operation, out: ByteWriter): void {
    this.operation(root, out, { numbers: new Map(), reserved: 0 });
    for (let open = this.open.at(-1); open !== undefined; open = this.open.at(-1)) {
      const operation = open.block?.operations[open.nextOperation++];
      if (operation) this.operation(operation, open.out, open.scope, open.region);
      else if (open.region && open.nextBlock < open.region.blocks.length) this.startBlock(open, open.region);
      else {
        leaveRegion(open);
        const region = open.owner.regions[open.nextRegion++];
        if (region) this.startRegion(open, region);
        else {
          if (open.parent) writeSection(open.parent, SECTION.ir, open.out);
          this.open.pop();
        }
      }
    }
  }

  private startRegion(open: Open, region: Region): void {
    const { out, scope } = open;
    open.region = region;
    open.nextBlock = 0;
    open.base = scope.reserved;
    out.varint(region.blocks.length);
    if (region.blocks.length === 0) return;
    for (const value of valuesOf(region)) scope.numbers.set(value, scope.reserved++);
    out.varint(scope.reserved - open.base);
  }

  private startBlock(open: Open, region: Region): void {
    const block = region.blocks[open.nextBlock++] as Block;
    open.block = block;
    open.nextOperation = 0;
    const { out } = open;
    out.flaggedVarint(block.operations.length, block.arguments.length > 0);
    if (block.arguments.length === 0) return;
    out.varint(block.arguments.length);
    for (const argument of block.arguments) this.argument(argument, out, flavorOf(open.owner));
    if (this.target.version >= VERSION.useListOrders) out.byte(0);
  }

  private argument({ type, location }: Value, out: ByteWriter, flavor: Flavor): void {
    const { numbering, version } = this.target;
    const index = numbering.type(type, flavor);
    if (version >= VERSION.unknownArgumentLocations) out.flaggedVarint(index, location !== undefined);
    else out.varint(index);
    if (location !== undefined) out.varint(numbering.location(location));
    else if (version < VERSION.unknownArgumentLocations) out.varint(numbering.location({ kind: 'unknown' }));
  }

  private operation(operation: Operation, out: ByteWriter, scope: Scope, region?: Region): void {
    const { numbering, version } = this.target;
    const { name, operands, results, regions, successors } = operation;
    const flavor = flavorOf(operation);
    const parts = this.attributeParts(operation, flavor);
    const mask =
      (parts.dictionary === undefined ? 0 : MASK.attributes) |
      (parts.properties === undefined ? 0 : MASK.properties) |
      (results.length > 0 ? MASK.results : 0) |
      (operands.length > 0 ? MASK.operands : 0) |
      (successors.length > 0 ? MASK.successors : 0) |
      (regions.length > 0 ? MASK.regions : 0);
    out.varint(numbering.operation(name, parts.registered));
    out.byte(mask);
    out.varint(numbering.location(operation.location));
    if (parts.dictionary !== undefined) out.varint(parts.dictionary);
    if (parts.properties !== undefined) out.varint(parts.properties);
    writeList(out, results, (result) => numbering.type(result.type, flavor));
    writeList(out, operands, (operand) => numberOf(operand, operation, scope));
    writeList(out, successors, ({ block }) => region?.blocks.indexOf(block) ?? 0);
    if (regions.length === 0) return;
    const isolated = isIsolated(operation);
    out.flaggedVarint(regions.length, isolated);
    const nested = isolated && version >= VERSION.lazyRegions;
    this.open.push({
      owner: operation,
      out: nested ? new ByteWriter() : out,
      ...(nested && { parent: out }),
      scope: isolated ? { numbers: new Map(), reserved: 0 } : scope,
      nextRegion: 0,
      nextBlock: 0,
      nextOperation: 0,
      base: isolated ? 0 : scope.reserved,
    });
  }

  /** How an operation's attributes are written: all in a dictionary, or those that its definition names as properties. */
  private attributeParts(operation: Operation, flavor: Flavor): { registered: boolean; dictionary?: number; properties?: number } {
    const { attributes, name, properties } = operation;
    const { numbering, version } = this.target;
    const layout = this.layout(name);
    const registered = layout !== undefined && !hasSeveralLayouts(name);
    const dictionaryOf = (entries: Attributes) => {
      for (const _ in entries) return { dictionary: numbering.dictionary(entries, flavor) };
      return {};
    };
    if (version < VERSION.properties) {
      const inherent = properties?.kind === 'dictionary' ? properties.entries : {};
      return { registered, ...dictionaryOf({ ...inherent, ...attributes }) };
    }
    if (!registered)
      return {
        registered,
        ...dictionaryOf(attributes),
        ...(properties && { properties: this.target.properties.attributeIndex(properties, flavor) }),
      };
    if (layout.fields.length === 0 && layout.segments.length === 0) return { registered, ...dictionaryOf(attributes) };
    checkRequired(operation, layout);
    return {
      registered,
      ...dictionaryOf(without(attributes, layout)),
      properties: this.target.properties.index(attributes, layout, flavor),
    };
  }

  private layout(name: string): Layout | undefined {
    if (!this.layouts.has(name)) this.layouts.set(name, propertyLayout(name));
    return this.layouts.get(name);
  }
}

function leaveRegion(open: Open): void {
  if (open.region) for (const value of valuesOf(open.region)) open.scope.numbers.delete(value);
  open.scope.reserved = open.base;
  delete open.region;
  delete open.block;
}

/** The values that the blocks of a region define, in the order of their numbers. */
function* valuesOf(region: Region): Generator<Value> {
  for (const block of region.blocks) {
    yield* block.arguments;
    for (const operation of block.operations) yield* operation.results;
  }
}

function writeList<Item>(out: ByteWriter, items: readonly Item[], number: (item: Item) => number): void {
  if (items.length === 0) return;
  out.varint(items.length);
  for (const item of items) out.varint(number(item));
}

function numberOf(value: Value, operation: Operation, scope: Scope): number {
  const number = scope.numbers.get(value);
  if (number !== undefined) return number;
  return fail({
    code: 'bytecode/value',
    message: `an operand of ${operation.name} must be defined in a region around it${value.name === undefined ? '' : ` (was %${value.name})`}`,
    place: placeOf(operation),
    hint: 'pass it in as an argument',
  });
}

function checkRequired(operation: Operation, { fields }: Layout): void {
  const missing = fields.find(({ name, optional }) => !optional && operation.attributes[name] === undefined);
  if (missing)
    fail({
      code: 'bytecode/missing-attribute',
      message: `${operation.name} must have the attribute ${missing.name}`,
      place: placeOf(operation),
      hint: `add ${missing.name} to the operation's attributes`,
    });
}

/** The attributes that are no properties. */
function without(attributes: Attributes, { fields, segments }: Layout): Attributes {
  const inherent = new Set([...fields, ...segments].map(({ name }) => name));
  const rest = newAttributes();
  for (const name in attributes) if (!inherent.has(name)) rest[name] = attributes[name] as Attribute;
  return rest;
}
