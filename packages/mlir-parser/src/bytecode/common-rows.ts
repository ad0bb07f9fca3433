// Rows that the builtin dialect and VHLO have alike, under codes of their own: compound types, numbers, lists.
import type { Attribute, FloatAttribute, IntegerAttribute } from '../ir/attributes.js';
import { floatFromBits } from '../ir/number-types.js';
import { elementName } from '../ir/type-names.js';
import { type FunctionType, i1, type TensorType, type Type } from '../ir/types.js';
import { parseTypeText } from './assembly.js';
import type { EntryReader, EntryWriter } from './entry.js';
import { floatBits, floatWidth, otherFloat, storedWidth } from './float-bits.js';
import { type AttributeRow, attributeRow, type TypeRow, typeRow } from './rows.js';

/** A type and its number: an integer, or a boolean if the type is i1. */
function readInteger(reader: EntryReader): Attribute {
  const type = reader.type();
  const width = type.kind === 'index' ? 64 : type.kind === 'integer' ? type.width : 0;
  if (width === 0) reader.fail('number-type', `an integer must have an integer type (was ${elementName(type)})`);
  const bits = reader.integerBits(width);
  if (width === 1) return { kind: 'bool', value: (bits & 1n) === 1n };
  const unsigned = type.kind === 'integer' && type.signedness === 'unsigned';
  return { kind: 'integer', value: unsigned ? BigInt.asUintN(width, bits) : BigInt.asIntN(width, bits), type };
}

function writeInteger(writer: EntryWriter, { type, value }: IntegerAttribute): void {
  writer.type(type);
  writer.integerBits(value, type.kind === 'integer' ? type.width : 64);
}

export const integerRow = (code: number): AttributeRow => attributeRow(code, 'integer', readInteger, writeInteger);

/** A boolean written as an integer of type i1; it is read by the row of integers, which has the same code. */
export const boolAsIntegerRow = (code: number): AttributeRow =>
  attributeRow(code, 'bool', readInteger, (writer, { value }) => {
    writer.type(i1);
    writer.integerBits(BigInt(value), 1);
  });

/** A type and the bits of its number. */
function readFloat(reader: EntryReader): Attribute {
  const type = reader.type();
  const width = type.kind === 'float' ? storedWidth(type.name) : undefined;
  if (type.kind !== 'float' || width === undefined)
    return reader.fail('number-type', `a float must have a float type (was ${elementName(type)})`);
  const bits = reader.integerBits(width);
  if (floatWidth(type.name) === undefined) return { kind: 'float', value: otherFloat(type.name, bits), type };
  return floatFromBits(type, bits) ?? reader.fail('number', `the bits of a float must fit ${type.name} (was 0x${bits.toString(16)})`);
}

function writeFloat(writer: EntryWriter, attribute: FloatAttribute): void {
  writer.type(attribute.type);
  writer.integerBits(floatBits(attribute), floatWidth(elementName(attribute.type)) as number);
}

/** Floats of types that are not computed with here are written as text. */
export const floatRow = (code: number): AttributeRow =>
  attributeRow(code, 'float', readFloat, writeFloat, ({ type }) => floatWidth(elementName(type)) !== undefined);

/** Names with attributes, in the order of the names; `name` writes one. */
export const dictionaryRow = (code: number, name: (writer: EntryWriter, name: string) => void): AttributeRow =>
  attributeRow(
    code,
    'dictionary',
    (reader) => ({ kind: 'dictionary', entries: reader.entries() }),
    (writer, { entries }) =>
      writer.list(Object.keys(entries).sort(), (each) => {
        name(writer, each);
        writer.attribute(entries[each] as Attribute);
      }),
  );

export const arrayRow = (code: number): AttributeRow =>
  attributeRow(
    code,
    'array',
    (r) => ({ kind: 'array', elements: r.attributes() }),
    (w, { elements }) => w.attributes(elements),
  );

/** A string without a type. */
export const stringRow = (code: number): AttributeRow =>
  attributeRow(
    code,
    'string',
    (r) => ({ kind: 'string', ...r.string() }),
    (w, attribute) => w.string(attribute),
    ({ type }) => type === undefined,
  );

export const typeAttributeRow = (code: number): AttributeRow =>
  attributeRow(
    code,
    'type',
    (r) => ({ kind: 'type', type: r.type() }),
    (w, { type }) => w.type(type),
  );

export const complexRow = (code: number): TypeRow =>
  typeRow(
    code,
    'complex',
    (r) => ({ kind: 'complex', element: r.type() }),
    (w, { element }) => w.type(element),
  );

export const functionRow = (code: number): TypeRow =>
  typeRow(
    code,
    'function',
    (r) => ({ kind: 'function', inputs: r.types(), results: r.types() }),
    (w, { inputs, results }) => {
      w.types(inputs);
      w.types(results);
    },
  );

export const tupleRow = (code: number): TypeRow =>
  typeRow(
    code,
    'tuple',
    (r) => ({ kind: 'tuple', elements: r.types() }),
    (w, { elements }) => w.types(elements),
  );

export const unrankedTensorRow = (code: number): TypeRow =>
  typeRow(
    code,
    'unranked-tensor',
    (r) => ({ kind: 'unranked-tensor', element: r.type() }),
    (w, { element }) => w.type(element),
  );

/** Shapes whose elements JavaScript cannot count exactly are no shapes of programs. */
export function readShape(reader: EntryReader): number[] {
  const shape = reader.sizes();
  const count = shape.reduce((product, size) => (size >= 0 ? product * size : product), 1);
  if (!(count < 2 ** 53) && !shape.includes(0)) reader.fail('size', `a tensor must have fewer than 2^53 elements (was ${shape.join('x')})`);
  return shape;
}

function writeShaped(writer: EntryWriter, { shape, element }: Pick<TensorType, 'shape' | 'element'>): void {
  writer.sizes(shape);
  writer.type(element);
}

/** A tensor: shape, element type; with an encoding, that comes first. */
export const tensorRows = (plain: number, encoded: number): readonly TypeRow[] => [
  typeRow(
    plain,
    'tensor',
    (r) => ({ kind: 'tensor', shape: readShape(r), element: r.type() }),
    writeShaped,
    (type) => !type.encoding,
  ),
  typeRow(
    encoded,
    'tensor',
    (r) => {
      const encoding = r.attribute();
      return { kind: 'tensor', shape: readShape(r), element: r.type(), encoding };
    },
    (w, type) => {
      w.attribute(type.encoding as Attribute);
      writeShaped(w, type);
    },
  ),
];

const FUTURE = 'future<';

/** `!stablehlo.future<…>`, which is kept as its text: its types are those of a function without results. */
export const futureRow = (code: number): TypeRow =>
  typeRow(
    code,
    'dialect',
    (r) => ({ kind: 'dialect', dialect: 'stablehlo', body: `${FUTURE}${r.typeList(r.types())}>` }),
    (w, { body }) => w.types((parseTypeText(`(${body.slice(FUTURE.length, -1)}) -> ()`) as FunctionType).inputs),
    ({ dialect, body }) => dialect === 'stablehlo' && body.startsWith(FUTURE) && body.endsWith('>'),
  );

const BUFFER = 'memref<';

/** A buffer without layout, which is kept as its text: it is spelt as a tensor is. */
export const bufferRow = (code: number): TypeRow => {
  const asTensor = (body: string): Type => parseTypeText(`tensor<${body.slice(BUFFER.length)}`);
  return typeRow(
    code,
    'dialect',
    (r) => ({ kind: 'dialect', dialect: 'builtin', body: bufferText(r, { shape: readShape(r), element: r.type() }) }),
    (w, { body }) => writeShaped(w, asTensor(body) as TensorType),
    ({ dialect, body }) => dialect === 'builtin' && /^memref<[^,*]*>$/.test(body),
  );
};

/** `memref<2x?xf32>`; what follows the element type begins with a comma. */
export function bufferText(reader: EntryReader, { shape, element }: Pick<TensorType, 'shape' | 'element'>, rest = ''): string {
  const spelt = reader.typeList([{ kind: 'tensor', shape, element }]);
  return `${BUFFER}${spelt.slice('tensor<'.length, -1)}${rest}>`;
}
