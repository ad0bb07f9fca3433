// The codes of locations, which are attributes of the builtin dialect.
import type { LocationAttribute } from '../ir/attributes.js';
import { type Location, unknownLocation } from '../ir/location.js';
import { type EntryReader, type EntryWriter, stringAttribute } from './entry.js';
import { type AttributeRow, attributeRow } from './rows.js';

const wrap = (location: Location): LocationAttribute => ({ kind: 'location', location });
const unknown = wrap(unknownLocation);

type OfKind<Kind> = Extract<Location, { readonly kind: Kind }>;

const locationRow = <Kind extends Location['kind']>(
  code: number,
  kind: Kind,
  read: (reader: EntryReader) => Location,
  write: (writer: EntryWriter, location: OfKind<Kind>) => void,
  accepts: (location: OfKind<Kind>) => boolean = () => true,
): AttributeRow =>
  attributeRow(
    code,
    'location',
    (reader) => wrap(read(reader)),
    (writer, { location }) => write(writer, location as OfKind<Kind>),
    ({ location }) => location.kind === kind && accepts(location as OfKind<Kind>),
  );

/** `locs` of a range: nothing, [line], [line, column], [line, column, end column] or [line, column, end line, end column]. */
function readRange(reader: EntryReader): Location {
  const file = reader.name();
  const [line = 0, column = 0, third, fourth, ...more] = reader.list(() => reader.cursor.varint());
  if (more.length > 0) reader.fail('location', `a file's location must have at most 4 numbers (was ${4 + more.length})`);
  if (third === undefined) return { kind: 'file', file, line, column };
  const [endLine, endColumn] = fourth === undefined ? [line, third] : [third, fourth];
  return { kind: 'file', file, line, column, endLine, endColumn };
}

function writeRange(writer: EntryWriter, { file, line, column, endLine = line, endColumn = column }: OfKind<'file'>): void {
  writer.builtin(stringAttribute(file));
  writer.list(endLine === line ? [line, column, endColumn] : [line, column, endLine, endColumn], (number) => writer.out.varint(number));
}

function readName(reader: EntryReader): Location {
  const name = reader.name();
  const child = reader.location();
  return child.kind === 'unknown' ? { kind: 'name', name } : { kind: 'name', name, child };
}

export const locationRows: readonly AttributeRow[] = [
  locationRow(
    10,
    'callsite',
    (r) => ({ kind: 'callsite', callee: r.location(), caller: r.location() }),
    (w, { callee, caller }) => {
      w.location(callee);
      w.location(caller);
    },
  ),
  // Locations without an end are written in the form that all versions of MLIR read.
  locationRow(
    11,
    'file',
    (r) => ({ kind: 'file', file: r.name(), line: r.cursor.varint(), column: r.cursor.varint() }),
    (w, { file, line, column }) => {
      w.builtin(stringAttribute(file));
      w.out.varint(line);
      w.out.varint(column);
    },
    (location) => location.endLine === undefined && location.endColumn === undefined,
  ),
  locationRow(22, 'file', readRange, writeRange),
  locationRow(
    12,
    'fused',
    (r) => ({ kind: 'fused', locations: r.list(() => r.location()) }),
    (w, { locations }) => w.list(locations, (location) => w.location(location)),
    (location) => location.metadata === undefined,
  ),
  locationRow(
    13,
    'fused',
    (r) => ({ kind: 'fused', locations: r.list(() => r.location()), metadata: r.attributeText(r.attribute()) }),
    (w, { locations, metadata }) => {
      w.list(locations, (location) => w.location(location));
      w.builtin({ kind: 'opaque', text: metadata as string });
    },
  ),
  locationRow(14, 'name', readName, (w, { name, child }) => {
    w.builtin(stringAttribute(name));
    w.location(child ?? unknownLocation);
  }),
  attributeRow(
    15,
    'location',
    () => unknown,
    () => {},
    ({ location }) => location.kind === 'unknown',
  ),
];
