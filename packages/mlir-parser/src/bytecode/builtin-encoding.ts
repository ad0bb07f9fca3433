// The encoding of MLIR's builtin dialect: a varint code, then fields.
import type { Attribute } from '../ir/attributes.js';
import { simpleType } from '../ir/type-names.js';
import { integer, type Type } from '../ir/types.js';
import {
  arrayRow,
  boolAsIntegerRow,
  bufferText,
  complexRow,
  dictionaryRow,
  floatRow,
  functionRow,
  integerRow,
  readShape,
  stringRow,
  tensorRows,
  tupleRow,
  typeAttributeRow,
  unrankedTensorRow,
} from './common-rows.js';
import { readDense, readDenseArray, readElementsType, writeDense, writeDenseArray } from './elements.js';
import { type EntryReader, stringAttribute } from './entry.js';
import { locationRows } from './location-encoding.js';
import { type AttributeRow, attributeRow, constantType, type DialectEncoding, type TypeRow, typeRow } from './rows.js';

function readDenseStrings(reader: EntryReader): Attribute {
  const type = readElementsType(reader);
  const count = reader.cursor.varint() === 1 ? 1 : type.shape.reduce((product, size) => product * size, 1);
  reader.cursor.checkCount(count, 'strings');
  return { kind: 'dense-strings', type, values: Array.from({ length: count }, () => reader.string().value) };
}

function readResource(reader: EntryReader): Attribute {
  const type = readElementsType(reader);
  const handle = reader.cursor.varint();
  const key = reader.tables.resourceKey(handle);
  if (key === undefined) return reader.fail('index', `the handle of a resource must be one of the file (was ${handle})`);
  return { kind: 'dense-resource', type, key };
}

/** What stands between the brackets of `dense<…> : …`. */
const literalOf = (dense: string) => dense.slice(dense.indexOf('<') + 1, dense.lastIndexOf('> : '));

/** Sparse constants are kept as their text. */
function readSparse(reader: EntryReader): Attribute {
  const type = reader.typeList([reader.type()]);
  const literals = [reader.attribute(), reader.attribute()].map((part) =>
    part.kind === 'dense' ? literalOf(reader.attributeText(part)) : '',
  );
  return { kind: 'opaque', text: `sparse<${literals.every(Boolean) ? literals.join(', ') : ''}> : ${type}` };
}

function readNestedSymbol(reader: EntryReader): Attribute {
  const name = reader.name();
  const nested = reader.attributes().map((part) => {
    if (part.kind !== 'symbol') return reader.fail('kind', `a symbol must stand in a symbol (was ${part.kind})`);
    return part.name;
  });
  return { kind: 'symbol', name, nested };
}

const attributes: readonly AttributeRow[] = [
  arrayRow(0),
  dictionaryRow(1, (w, name) => w.builtin(stringAttribute(name))),
  stringRow(2),
  attributeRow(
    3,
    'string',
    (r) => ({ kind: 'string', ...r.string(), type: r.type() }),
    (w, attribute) => {
      w.string(attribute);
      w.type(attribute.type as Type);
    },
  ),
  attributeRow(
    4,
    'symbol',
    (r) => ({ kind: 'symbol', name: r.name(), nested: [] }),
    (w, { name }) => w.builtin(stringAttribute(name)),
    ({ nested }) => nested.length === 0,
  ),
  attributeRow(5, 'symbol', readNestedSymbol, (w, { name, nested }) => {
    w.builtin(stringAttribute(name));
    w.list(nested, (part) => w.builtin({ kind: 'symbol', name: part, nested: [] }));
  }),
  typeAttributeRow(6),
  attributeRow(
    7,
    'unit',
    () => ({ kind: 'unit' }),
    () => {},
  ),
  integerRow(8),
  boolAsIntegerRow(8),
  floatRow(9),
  ...locationRows,
  attributeRow(16, 'dense-resource', readResource, (w, { type, key }) => {
    w.type(type);
    w.out.varint(w.numbering.resource(key));
  }),
  attributeRow(17, 'dense-array', readDenseArray, writeDenseArray),
  attributeRow(18, 'dense', readDense, writeDense),
  attributeRow(19, 'dense-strings', readDenseStrings, (w, { type, values }) => {
    w.type(type);
    w.out.varint(Number(values.length === 1));
    for (const value of values) w.string({ value });
  }),
  attributeRow(20, 'opaque', readSparse),
  attributeRow(21, 'opaque', (r) => ({ kind: 'opaque', text: `distinct[0]<${r.attributeText(r.attribute())}>` })),
];

const floatCodes: Readonly<Record<string, number>> = {
  bf16: 3,
  f16: 4,
  f32: 5,
  f64: 6,
  f80: 7,
  f128: 8,
  tf32: 21,
  f8E5M2: 22,
  f8E4M3: 23,
  f8E4M3FN: 24,
  f8E5M2FNUZ: 25,
  f8E4M3FNUZ: 26,
  f8E4M3B11FNUZ: 27,
  f8E3M4: 28,
  f4E2M1FN: 29,
  f6E2M3FN: 30,
  f6E3M2FN: 31,
  f8E8M0FNU: 32,
};

const signs = ['signless', 'signed', 'unsigned'] as const;

function readIntegerType(reader: EntryReader): Type {
  const value = reader.cursor.varint();
  const signedness = signs[value % 4];
  const width = Math.floor(value / 4);
  if (signedness === undefined || width === 0 || width >= 2 ** 24)
    return reader.fail(
      'integer-type',
      `an integer type must have 1 to 2^24 - 1 bits and a known sign (was ${width} bits, sign ${value % 4})`,
    );
  return integer(width, signedness);
}

/** Buffers are kept as their text. A memory space comes first; the layout of rows after rows is not written out. */
function readBuffer(reader: EntryReader, inMemorySpace: boolean): Type {
  const space = inMemorySpace ? `, ${reader.attributeText(reader.attribute())}` : '';
  const shaped = { shape: readShape(reader), element: reader.type() };
  const layout = reader.attributeText(reader.attribute());
  const isPlain = /^affine_map<\(([^)]*)\) -> \(\1\)>$/.test(layout);
  return { kind: 'dialect', dialect: 'builtin', body: bufferText(reader, shaped, `${isPlain ? '' : `, ${layout}`}${space}`) };
}

function readUnrankedBuffer(reader: EntryReader, inMemorySpace: boolean): Type {
  const space = inMemorySpace ? `, ${reader.attributeText(reader.attribute())}` : '';
  return { kind: 'dialect', dialect: 'builtin', body: `memref<*x${reader.typeList([reader.type()])}${space}>` };
}

function readVector(reader: EntryReader, scalable: readonly boolean[]): Type {
  const shape = readShape(reader);
  return { kind: 'vector', shape, scalable: shape.map((_, index) => scalable[index] ?? false), element: reader.type() };
}

const types: readonly TypeRow[] = [
  typeRow(0, 'integer', readIntegerType, (w, { width, signedness }) => w.out.varint(width * 4 + signs.indexOf(signedness))),
  constantType(1, { kind: 'index' }),
  functionRow(2),
  ...Object.entries(floatCodes).map(([name, code]) => constantType(code, simpleType(name) as Type)),
  complexRow(9),
  typeRow(10, 'dialect', (r) => readBuffer(r, false)),
  typeRow(11, 'dialect', (r) => readBuffer(r, true)),
  constantType(12, { kind: 'none' }),
  ...tensorRows(13, 14),
  tupleRow(15),
  typeRow(16, 'dialect', (r) => readUnrankedBuffer(r, false)),
  typeRow(17, 'dialect', (r) => readUnrankedBuffer(r, true)),
  unrankedTensorRow(18),
  typeRow(
    19,
    'vector',
    (r) => readVector(r, []),
    (w, { shape, element }) => {
      w.sizes(shape);
      w.type(element);
    },
    ({ scalable }) => !scalable.includes(true),
  ),
  typeRow(
    20,
    'vector',
    (r) =>
      readVector(
        r,
        r.list(() => r.cursor.flag()),
      ),
    (w, { shape, scalable, element }) => {
      w.list(scalable, (isScalable) => w.out.byte(Number(isScalable)));
      w.sizes(shape);
      w.type(element);
    },
  ),
];

export const builtinEncoding: DialectEncoding = { dialect: 'builtin', attributes, types };
