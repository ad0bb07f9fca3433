// The section of the program: one block with, as a rule, one operation, the module.
//   operation: varint name, byte mask, location; then as the mask says: attributes (a dictionary), properties, list of result types, list of
//   operands (numbers of values), list of successors (numbers of blocks), use list orders, regions
//   regions: varint count with flag "isolated from above"; isolated ones stand in a nested section from version 2 on
//   region: varint count of blocks; unless 0: varint count of values that its blocks define, the blocks
//   block: varint count of operations with flag "has arguments"; arguments: varint count, each a type and a location (version 4: the type
//   with flag "has a location"), from version 3 a byte that is not 0 when use list orders follow
// Regions nest without limit, so those that are open stand in a list of our own.
import type { Attribute, Attributes } from '../ir/attributes.js';
import { operation as makeOperation, newAttributes, noAttributes } from '../ir/build.js';
import type { Block, Operation, Region, Successor, Value } from '../ir/module.js';
import type { Cursor } from './cursor.js';
import { EntryReader, type Tables } from './entry.js';
import type { NameTable, OperationName } from './names.js';
import { type PropertyTable, propertyLayout } from './properties.js';
import { readSection, SECTION, VERSION } from './sections.js';
import { ValueScope } from './values.js';

/** Bits of an operation's mask. */
export const MASK = {
  attributes: 0x01,
  results: 0x02,
  operands: 0x04,
  successors: 0x08,
  regions: 0x10,
  useListOrders: 0x20,
  properties: 0x40,
} as const;

export interface ProgramTables {
  readonly version: number;
  readonly names: NameTable;
  readonly entries: Tables;
  readonly properties: PropertyTable | undefined;
}

/** The regions of an operation while they are read. */
interface Open {
  readonly cursor: Cursor;
  readonly scope: ValueScope;
  /** Those that have been begun; each takes a byte or more, so the announced ones are not made ahead. */
  readonly regions: Region[];
  regionsLeft: number;
  /** The blocks of the open region as far as they are read or named as successors. */
  blocks: Block[];
  blockCount: number;
  nextBlock: number;
  block: Block;
  operationsLeft: number;
  /** Whether the section of the program ends with them. */
  readonly isSection: boolean;
}

const none: readonly never[] = [];
const newBlock = (): Block => ({ arguments: [], operations: [] });
/** What is so before a region is open. */
const closed = { blocks: [], blockCount: 0, nextBlock: 0, operationsLeft: 0 };

/** The operations of the program's outermost block. */
export function readProgram(section: Cursor, tables: ProgramTables): readonly Operation[] {
  const cursor = section.inMemory();
  const block = newBlock();
  const { value, flag } = cursor.flaggedVarint();
  if (flag) cursor.fail('program', 'the outermost block must have no arguments');
  const scope = new ValueScope();
  // Results of the outermost operations can be used by nobody, but they have numbers.
  scope.enter(cursor.remaining);
  new ProgramReader(tables).run({
    ...{ ...closed, cursor, scope, regions: [], regionsLeft: 0, block, isSection: true },
    operationsLeft: cursor.checkCount(value, 'operations'),
  });
  return block.operations;
}

class ProgramReader {
  /** Attributes of operations by what they were read from: dictionary and properties are shared by many operations. */
  private readonly attributes = new Map<string, Attributes>();

  constructor(private readonly tables: ProgramTables) {}

  run(program: Open): void {
    const stack = [program];
    for (let open = stack.at(-1); open !== undefined; open = stack.at(-1)) {
      if (open.operationsLeft > 0) {
        open.operationsLeft--;
        const nested = this.operation(open);
        if (nested) stack.push(nested);
      } else if (open.nextBlock < open.blockCount) this.startBlock(open);
      else {
        if (open.blockCount > 0) open.scope.leave(open.cursor);
        if (open.regionsLeft > 0) this.startRegion(open);
        else {
          if (open.isSection) open.cursor.expectEnd('the section of a program');
          stack.pop();
        }
      }
    }
  }

  private startRegion(open: Open): void {
    const { cursor } = open;
    open.regionsLeft--;
    open.blocks = [];
    open.regions.push({ blocks: open.blocks });
    open.blockCount = cursor.count('blocks');
    open.nextBlock = 0;
    if (open.blockCount > 0) open.scope.enter(cursor.count('values'));
  }

  private startBlock(open: Open): void {
    const { cursor, scope } = open;
    open.block = blockAt(open, open.nextBlock++);
    const { value, flag } = cursor.flaggedVarint();
    open.operationsLeft = cursor.checkCount(value, 'operations');
    if (!flag) return;
    const reader = new EntryReader(cursor, this.tables.entries);
    const count = cursor.count('arguments');
    for (let index = 0; index < count; index++) {
      const argument = this.argument(reader, index);
      open.block.arguments.push(argument);
      scope.define(argument, cursor);
    }
    if (this.tables.version >= VERSION.useListOrders && cursor.byte() !== 0) skipUseListOrders(cursor, count);
  }

  private argument(reader: EntryReader, index: number): Value {
    if (this.tables.version < VERSION.unknownArgumentLocations) return located(reader.type(), index, reader);
    const { offset } = reader.cursor;
    const { value, flag } = reader.cursor.flaggedVarint();
    const type = this.tables.entries.typeAt(value, reader.cursor, offset);
    return flag ? located(type, index, reader) : { type, index };
  }

  /** Reads an operation into the open block; gives its regions, which are read next. */
  private operation(open: Open): Open | undefined {
    const { cursor, scope } = open;
    const reader = new EntryReader(cursor, this.tables.entries);
    const name = this.tables.names.operation(cursor);
    const mask = cursor.byte();
    const location = reader.location();
    const { attributes, properties } = this.attributesOf(name, mask, reader);
    const resultTypes = mask & MASK.results ? reader.types() : none;
    const operands = mask & MASK.operands ? readOperands(cursor, scope) : none;
    const successors = mask & MASK.successors ? readSuccessors(reader, open) : none;
    if (mask & MASK.useListOrders) skipUseListOrders(cursor, resultTypes.length);
    const { value: regionCount, flag: isolated } = mask & MASK.regions ? cursor.flaggedVarint() : { value: 0, flag: false };
    const regions: readonly Region[] = regionCount === 0 ? none : [];
    const parts = { name: name.name, operands, resultTypes, attributes, regions, successors, location };
    const made = makeOperation(properties ? { ...parts, properties } : parts);
    for (const result of made.results) scope.define(result, cursor);
    open.block.operations.push(made);
    return regionCount === 0 ? undefined : this.openRegions(regions as Region[], cursor.checkCount(regionCount, 'regions'), isolated, open);
  }

  private openRegions(regions: Region[], regionsLeft: number, isolated: boolean, { cursor, scope }: Open): Open {
    const open = {
      ...closed,
      regions,
      regionsLeft,
      block: newBlock(),
      cursor,
      scope: isolated ? new ValueScope() : scope,
      isSection: false,
    };
    if (!isolated || this.tables.version < VERSION.lazyRegions) return open;
    const { id, data } = readSection(cursor);
    if (id !== SECTION.ir) cursor.fail('section', `isolated regions must stand in a section of the program (was section ${id})`);
    return { ...open, cursor: data, isSection: true };
  }

  private attributesOf(name: OperationName, mask: number, reader: EntryReader): { attributes: Attributes; properties?: Attribute } {
    const { cursor } = reader;
    const { offset } = cursor;
    const dictionary = mask & MASK.attributes ? cursor.varint() : -1;
    if (!(mask & MASK.properties)) return { attributes: dictionary < 0 ? noAttributes : this.dictionary(dictionary, cursor, offset) };
    const discardable = dictionary < 0 ? noAttributes : this.dictionary(dictionary, cursor, offset);
    const propertiesOffset = cursor.offset;
    const index = cursor.varint();
    const table = this.tables.properties ?? cursor.fail('section', 'a file with properties must have the section of properties');
    if (!name.registered) return withProperties(name.name, discardable, table.readAttribute(index, cursor, propertiesOffset));
    const key = `${name.name} ${dictionary} ${index}`;
    const known = this.attributes.get(key);
    if (known) return { attributes: known };
    const attributes = merged(table.read(index, name.name, cursor, propertiesOffset), discardable);
    this.attributes.set(key, attributes);
    return { attributes };
  }

  private dictionary(index: number, cursor: Cursor, offset: number): Attributes {
    const attribute = this.tables.entries.attributeAt(index, cursor, offset);
    if (attribute.kind !== 'dictionary')
      return cursor.fail('kind', `the attributes of an operation must be a dictionary (was ${attribute.kind})`, undefined, offset);
    return attribute.entries;
  }
}

/** An operation that its writer did not know has its properties as an attribute. */
function withProperties(name: string, discardable: Attributes, properties: Attribute): { attributes: Attributes; properties?: Attribute } {
  if (properties.kind === 'dictionary' && propertyLayout(name)) return { attributes: merged(properties.entries, discardable) };
  return { attributes: discardable, properties };
}

/** Attributes of a definition and others together, by name in order, as MLIR keeps them. */
function merged(inherent: Attributes, discardable: Attributes): Attributes {
  const all = newAttributes();
  const names = [...Object.keys(inherent), ...Object.keys(discardable).filter((name) => !(name in inherent))].sort();
  for (const name of names) all[name] = (inherent[name] ?? discardable[name]) as Attribute;
  return all;
}

function located(type: Value['type'], index: number, reader: EntryReader): Value {
  const location = reader.location();
  return location.kind === 'unknown' ? { type, index } : { type, index, location };
}

function readOperands(cursor: Cursor, scope: ValueScope): readonly Value[] {
  const count = cursor.count('operands');
  const operands: Value[] = [];
  for (let position = 0; position < count; position++) {
    const { offset } = cursor;
    scope.use(cursor.varint(), operands, position, cursor, offset);
  }
  return operands;
}

function blockAt({ blocks }: Open, index: number): Block {
  const block = blocks[index] ?? newBlock();
  blocks[index] = block;
  return block;
}

function readSuccessors(reader: EntryReader, open: Open): readonly Successor[] {
  return reader.list(() => {
    const { offset } = reader.cursor;
    const index = reader.cursor.varint();
    if (index >= open.blockCount)
      reader.cursor.fail('index', `a successor must be one of the region's ${open.blockCount} blocks (was ${index})`, undefined, offset);
    return { block: blockAt(open, index), operands: none };
  });
}

/**
 * Passes the orders of uses, which say nothing about the program:
 *   varint count of values with an order, unless there is one value; each: varint number of the value, unless there is one; varint count of
 *   numbers with flag "pairs", the numbers
 */
function skipUseListOrders(cursor: Cursor, values: number): void {
  const count = values === 1 ? 1 : cursor.count('use list orders');
  for (let i = 0; i < count; i++) {
    if (values !== 1) cursor.varint();
    const { value } = cursor.flaggedVarint();
    for (let left = cursor.checkCount(value, 'uses'); left > 0; left--) cursor.varint();
  }
}
