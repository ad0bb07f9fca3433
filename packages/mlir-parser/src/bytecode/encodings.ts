// Every dialect with an encoding, for reading by code and for writing by kind.
import type { Attribute } from '../ir/attributes.js';
import type { Type } from '../ir/types.js';
import { builtinEncoding } from './builtin-encoding.js';
import type { Flavor } from './entry.js';
import { quantEncoding } from './quantized-encoding.js';
import type { AttributeRow, DialectEncoding, Row, TypeRow } from './rows.js';
import { chloEncoding, stablehloEncoding } from './stablehlo-encoding.js';
import { vhloEncoding } from './vhlo-encoding.js';

interface RowsByCode {
  readonly attributes: ReadonlyMap<number, AttributeRow>;
  readonly types: ReadonlyMap<number, TypeRow>;
}

const byDialect: ReadonlyMap<string, RowsByCode> = new Map(
  [builtinEncoding, stablehloEncoding, chloEncoding, quantEncoding, vhloEncoding].map(({ dialect, attributes, types }) => [
    dialect,
    { attributes: new Map(attributes.map((row) => [row.code, row])), types: new Map(types.map((row) => [row.code, row])) },
  ]),
);

/** The rows of a dialect by code; undefined for dialects that are not known here. */
export const rowsOf = (dialect: string): RowsByCode | undefined => byDialect.get(dialect);

/** How a thing is written: by a row of a dialect. */
export interface Choice<Thing extends { readonly kind: string }> {
  readonly dialect: string;
  readonly row: Row<Thing>;
}

/** The rows that write, by kind and in the order in which they are asked. */
function choices<Thing extends { readonly kind: string }>(
  encodings: readonly DialectEncoding[],
  rows: (encoding: DialectEncoding) => readonly Row<Thing>[],
): ReadonlyMap<string, readonly Choice<Thing>[]> {
  const byKind = new Map<string, Choice<Thing>[]>();
  for (const encoding of encodings)
    for (const row of rows(encoding))
      if (row.write) byKind.set(row.kind, [...(byKind.get(row.kind) ?? []), { dialect: encoding.dialect, row }]);
  return byKind;
}

const plain = [builtinEncoding, stablehloEncoding, chloEncoding, quantEncoding];

/** What VHLO has no form for is written in its own dialect's: other dialects may stand in an artifact. */
const byFlavor = { plain, vhlo: [vhloEncoding, ...plain] };

const attributeChoices = {
  plain: choices<Attribute>(byFlavor.plain, (encoding) => encoding.attributes),
  vhlo: choices<Attribute>(byFlavor.vhlo, (encoding) => encoding.attributes),
};
const typeChoices = {
  plain: choices<Type>(byFlavor.plain, (encoding) => encoding.types),
  vhlo: choices<Type>(byFlavor.vhlo, (encoding) => encoding.types),
};

function choose<Thing extends { readonly kind: string }>(
  byKind: ReadonlyMap<string, readonly Choice<Thing>[]>,
  thing: Thing,
): Choice<Thing> | undefined {
  return byKind.get(thing.kind)?.find(({ row }) => row.accepts === undefined || row.accepts(thing));
}

/** The row that writes an attribute; undefined where it is written as text. */
export const attributeChoice = (attribute: Attribute, flavor: Flavor): Choice<Attribute> | undefined =>
  choose(attributeChoices[flavor], attribute);

/** The row that writes a type; undefined where it is written as text. */
export const typeChoice = (type: Type, flavor: Flavor): Choice<Type> | undefined => choose(typeChoices[flavor], type);
