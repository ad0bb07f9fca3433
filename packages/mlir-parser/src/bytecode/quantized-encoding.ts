// Quantized types: the encoding of the quant dialect, and VHLO's, which has the same fields.
import type { QuantizedType, Type } from '../ir/types.js';
import { integer } from '../ir/types.js';
import type { EntryReader, EntryWriter } from './entry.js';
import { type DialectEncoding, type TypeRow, typeRow } from './rows.js';

/** The flag of signed storage. */
const SIGNED = 1;

/** The storage type stands without its sign: the sign is a flag. */
function readStorage(reader: EntryReader): Pick<QuantizedType, 'storage' | 'expressed'> {
  const flags = reader.cursor.varint();
  const storage = reader.type();
  if (storage.kind !== 'integer') return reader.fail('quantized', `the storage of a quantized type must be integers (was ${storage.kind})`);
  return { storage: integer(storage.width, flags & SIGNED ? 'signless' : 'unsigned'), expressed: reader.type() };
}

function writeStorage(writer: EntryWriter, { storage, expressed }: QuantizedType): void {
  writer.out.varint(storage.signedness === 'unsigned' ? 0 : SIGNED);
  writer.type(integer(storage.width));
  writer.type(expressed);
}

const readRange = (reader: EntryReader): Pick<QuantizedType, 'storageMin' | 'storageMax'> => ({
  storageMin: reader.cursor.svarint64(),
  storageMax: reader.cursor.svarint64(),
});

function writeRange(writer: EntryWriter, { storageMin, storageMax }: QuantizedType): void {
  writer.out.svarint(storageMin);
  writer.out.svarint(storageMax);
}

function readPerTensor(reader: EntryReader): Type {
  const storage = readStorage(reader);
  const scales = [reader.float64()];
  const zeroPoints = [reader.cursor.svarint64()];
  return { kind: 'quantized', ...storage, ...readRange(reader), scales, zeroPoints };
}

function readPerAxis(reader: EntryReader): Type {
  const storage = readStorage(reader);
  const axis = reader.cursor.varint();
  const range = readRange(reader);
  const scales = reader.list(() => reader.float64());
  const zeroPoints = reader.list(() => reader.cursor.svarint64());
  if (scales.length !== zeroPoints.length)
    reader.fail('quantized', `a quantized type must have as many zero points as scales (was ${zeroPoints.length} and ${scales.length})`);
  return { kind: 'quantized', ...storage, ...range, scales, zeroPoints, axis };
}

/** The rows under the codes of a dialect. Types that are quantized in blocks have no row: they stand as text. */
export const quantizedRows = (perTensor: number, perAxis: number): readonly TypeRow[] => [
  typeRow(
    perTensor,
    'quantized',
    readPerTensor,
    (writer, type) => {
      writeStorage(writer, type);
      writer.float64(type.scales[0] as number);
      writer.out.svarint(type.zeroPoints[0] as bigint);
      writeRange(writer, type);
    },
    (type) => type.axis === undefined && type.blocks === undefined,
  ),
  typeRow(
    perAxis,
    'quantized',
    readPerAxis,
    (writer, type) => {
      writeStorage(writer, type);
      writer.out.varint(type.axis as number);
      writeRange(writer, type);
      writer.list(type.scales, (scale) => writer.float64(scale));
      writer.list(type.zeroPoints, (zeroPoint) => writer.out.svarint(zeroPoint));
    },
    (type) => type.axis !== undefined,
  ),
];

export const quantEncoding: DialectEncoding = { dialect: 'quant', attributes: [], types: quantizedRows(4, 5) };
