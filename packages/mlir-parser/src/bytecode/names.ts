// The dialect section: the dialects of a file and the names of its operations.
//   varint count of dialects; each: varint name with flag "has a version" (version 0: only the name), then a section of its own for that
//   from version 4: varint count of operation names
//   to the end, groups: varint dialect, varint count, names (from version 5: with flag "was registered")
import type { Cursor } from './cursor.js';
import { readSection, VERSION } from './sections.js';
import type { StringTable } from './strings.js';

export interface OperationName {
  /** With its dialect. */
  readonly name: string;
  /** Whether its properties stand in the form of its dialect; else they are an attribute. */
  readonly registered: boolean;
}

/** The names of a file. */
export class NameTable {
  private readonly dialects: readonly string[];
  private readonly operations: readonly OperationName[];

  constructor(section: Cursor, version: number, strings: StringTable) {
    const cursor = section.inMemory();
    this.dialects = readDialects(cursor, version, strings);
    this.operations = readOperationNames(cursor, version, strings, (at) => this.dialect(at));
  }

  /** The dialect whose index stands at the cursor. */
  dialect(cursor: Cursor): string {
    const { offset } = cursor;
    const index = cursor.varint();
    const name = this.dialects[index];
    return name ?? cursor.fail('index', `a dialect's index must be below ${this.dialects.length} (was ${index})`, undefined, offset);
  }

  /** The operation whose index stands at the cursor. */
  operation(cursor: Cursor): OperationName {
    const { offset } = cursor;
    const index = cursor.varint();
    const name = this.operations[index];
    return (
      name ?? cursor.fail('index', `an operation name's index must be below ${this.operations.length} (was ${index})`, undefined, offset)
    );
  }
}

function readDialects(cursor: Cursor, version: number, strings: StringTable): string[] {
  const dialects: string[] = [];
  for (let count = cursor.count('dialects'); count > 0; count--) {
    if (version < VERSION.dialectVersions) {
      dialects.push(strings.read(cursor).value);
      continue;
    }
    const { offset } = cursor;
    const { value, flag } = cursor.flaggedVarint();
    dialects.push(strings.at(value, cursor, offset).value);
    // A dialect's version says how its own attributes are encoded; those that are read here have one encoding.
    if (flag) readSection(cursor);
  }
  return dialects;
}

function readOperationNames(cursor: Cursor, version: number, strings: StringTable, dialectAt: (cursor: Cursor) => string): OperationName[] {
  const names: OperationName[] = [];
  const counted = version >= VERSION.unknownArgumentLocations ? cursor.count('operation names') : undefined;
  while (cursor.remaining > 0) {
    const dialect = dialectAt(cursor);
    for (let count = cursor.count('operation names'); count > 0; count--) {
      const { offset } = cursor;
      const { value, flag } = version < VERSION.properties ? { value: cursor.varint(), flag: true } : cursor.flaggedVarint();
      const bare = strings.at(value, cursor, offset).value;
      names.push({ name: bare === '' ? dialect : `${dialect}.${bare}`, registered: flag });
    }
  }
  if (counted !== undefined && counted !== names.length)
    cursor.fail('count', `as many operation names as announced must stand here: ${counted} (was ${names.length})`);
  return names;
}
