// The numbers of strings, names, attributes and types in a file that is written. The program is written twice: first to find what it uses,
// then, when all is numbered with what is used most in front (small numbers take one byte), into the file.
import { fail } from '@hlolite/diagnostics';
import type { Bytes } from '@hlolite/tensor';
import type { Attribute, Attributes } from '../ir/attributes.js';
import type { Location } from '../ir/location.js';
import type { Type } from '../ir/types.js';
import { attributeText, typeText } from '../print/attributes.js';
import { NESTING_LIMIT } from '../text/state.js';
import { ByteWriter } from './byte-writer.js';
import { attributeChoice, type Choice, typeChoice } from './encodings.js';
import { EntryWriter, type Flavor, type Numbering, writeText } from './entry.js';
import type { Row } from './rows.js';
import { StringCollector, type StringContent } from './strings.js';

/** Something that is written once and has a number. */
interface Numbered {
  readonly dialect: string;
  /** How many were found before it: its number while things are being found. */
  readonly id: number;
  uses: number;
  /** Its number in the file. */
  number: number;
}

interface Entry extends Numbered {
  /** Whether it is in the encoding of its dialect; else it is text. */
  readonly encoded: boolean;
  readonly write: (out: ByteWriter) => void;
}

interface NamedOperation extends Numbered {
  readonly name: string;
  readonly registered: boolean;
}

/** Things of one kind, in the order in which they were found. */
class Collection<Thing extends Numbered> {
  readonly found: Thing[] = [];
  readonly byKey = new Map<string, Thing>();

  add(key: string, thing: Thing): Thing {
    this.byKey.set(key, thing);
    this.found.push(thing);
    return thing;
  }

  /** Gives the final numbers: by dialect, and in a dialect by uses. */
  settle(dialects: ReadonlyMap<string, number>): void {
    const order = (thing: Thing) => dialects.get(thing.dialect) as number;
    this.found.sort((left, right) => order(left) - order(right) || right.uses - left.uses || left.id - right.id);
    this.found.forEach((thing, index) => {
      thing.number = index;
    });
  }

  /** What stands together in the file: runs of the same dialect. */
  groups(): { dialect: string; things: Thing[] }[] {
    const groups: { dialect: string; things: Thing[] }[] = [];
    for (const thing of this.found) {
      const last = groups.at(-1);
      if (last?.dialect === thing.dialect) last.things.push(thing);
      else groups.push({ dialect: thing.dialect, things: [thing] });
    }
    return groups;
  }
}

export class FileNumbering implements Numbering {
  readonly strings = new StringCollector();
  readonly attributes = new Collection<Entry>();
  readonly types = new Collection<Entry>();
  readonly operations = new Collection<NamedOperation>();
  /** With their numbers. */
  readonly dialects = new Map<string, number>();
  /** Keys of resources with the numbers of their handles. */
  readonly resources = new Map<string, number>();
  private readonly known = { plain: new Map<object, Entry>(), vhlo: new Map<object, Entry>() };
  private readonly knownLocations = new Map<Location, Entry>();
  private readonly longBytes = new Map<object, number>();
  private depth = 0;
  private settled = false;

  string(content: StringContent): number {
    return this.strings.index(content);
  }

  attribute(attribute: Attribute, flavor: Flavor): number {
    const known = this.known[flavor].get(attribute);
    if (known) return this.use(known);
    const entry = this.attributeEntry(attribute, flavor, flavor);
    this.known[flavor].set(attribute, entry);
    return this.use(entry);
  }

  /** The dictionary of an operation's attributes: MLIR's own, with values of the operation's flavor. */
  dictionary(entries: Attributes, flavor: Flavor): number {
    return this.use(this.attributeEntry({ kind: 'dictionary', entries }, 'plain', flavor));
  }

  location(location: Location): number {
    const known = this.knownLocations.get(location);
    if (known) return this.use(known);
    const entry = this.attributeEntry({ kind: 'location', location }, 'plain', 'plain');
    this.knownLocations.set(location, entry);
    return this.use(entry);
  }

  type(type: Type, flavor: Flavor): number {
    const known = this.known[flavor].get(type);
    if (known) return this.use(known);
    const entry = this.entry(this.types, type, typeChoice(type, flavor), flavor, () => typeText(type));
    this.known[flavor].set(type, entry);
    return this.use(entry);
  }

  resource(key: string): number {
    this.dialect('builtin');
    const known = this.resources.get(key);
    if (known !== undefined) return known;
    this.resources.set(key, this.resources.size);
    return this.resources.size - 1;
  }

  operation(name: string, registered: boolean): number {
    const known = this.operations.byKey.get(name);
    if (known) return this.use(known);
    const dot = name.indexOf('.');
    const dialect = this.dialect(dot === -1 ? name : name.slice(0, dot));
    const bare = dot === -1 ? '' : name.slice(dot + 1);
    this.strings.index({ value: bare });
    return this.use(this.operations.add(name, { dialect, name: bare, registered, ...unused(this.operations) }));
  }

  /** Makes the numbers final. */
  settle(): void {
    this.settled = true;
    for (const collection of [this.attributes, this.types, this.operations]) collection.settle(this.dialects);
  }

  private dialect(name: string): string {
    if (!this.dialects.has(name)) {
      this.dialects.set(name, this.dialects.size);
      this.strings.index({ value: name });
    }
    return name;
  }

  private attributeEntry(attribute: Attribute, outer: Flavor, within: Flavor): Entry {
    return this.entry(this.attributes, attribute, attributeChoice(attribute, outer), within, () => attributeText(attribute));
  }

  /** While things are found or compared they go by their ids; in the file by their numbers. */
  private use(thing: Numbered): number {
    thing.uses++;
    return this.settled && this.depth === 0 ? thing.number : thing.id;
  }

  /** The entry of a thing that is not known by identity: written on trial, which finds what it refers to, its bytes say what it is. */
  private entry<Thing extends { readonly kind: string }>(
    collection: Collection<Entry>,
    thing: Thing,
    choice: Choice<Thing> | undefined,
    flavor: Flavor,
    text: () => string,
  ): Entry {
    if (++this.depth > NESTING_LIMIT)
      fail({
        code: 'bytecode/too-deep',
        message: `attributes, types and locations must nest at most ${NESTING_LIMIT} deep`,
        hint: 'flatten the nesting',
      });
    const write = choice ? this.encodedWriter(thing, choice, flavor) : (out: ByteWriter) => writeText(out, text());
    const trial = new ByteWriter();
    write(trial);
    this.depth--;
    const dialect = this.dialect(choice?.dialect ?? textDialect(text()));
    const key = `${choice ? choice.dialect : ''} ${trial.key((bytes) => this.identity(bytes))}`;
    const entry = collection.byKey.get(key);
    return entry ?? collection.add(key, { dialect, encoded: choice !== undefined, write, ...unused(collection) });
  }

  private encodedWriter<Thing extends { readonly kind: string }>(
    thing: Thing,
    choice: Choice<Thing>,
    flavor: Flavor,
  ): (out: ByteWriter) => void {
    const { code, write } = choice.row as Required<Pick<Row<Thing>, 'code' | 'write'>>;
    // What VHLO has no form for is written by its own dialect, and so is all within it.
    const within = flavor === 'vhlo' && (choice.dialect === 'vhlo' || thing.kind === 'dictionary') ? 'vhlo' : 'plain';
    return (out) => {
      out.varint(code);
      write(new EntryWriter(out, this, within), thing);
    };
  }

  private identity(bytes: Bytes): number {
    const known = this.longBytes.get(bytes) ?? this.longBytes.size;
    this.longBytes.set(bytes, known);
    return known;
  }
}

const unused = ({ found }: Collection<Numbered>) => ({ id: found.length, uses: 0, number: found.length });

/** The dialect in `#dialect.name<…>`, `!dialect<…>`; other text is MLIR's own. */
const textDialect = (text: string): string => /^[#!]([A-Za-z_][\w$]*)/.exec(text)?.[1] ?? 'builtin';
