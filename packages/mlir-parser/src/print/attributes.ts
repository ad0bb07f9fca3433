// Types and attributes as MLIR prints them. They hold each other (a tensor's encoding, a type attribute), so they share a room.
import { enums } from '../dialects/enums.js';
import type { RecordSpec } from '../dialects/records.js';
import { recordOf } from '../dialects/registry.js';
import type { Attribute, Attributes, FloatAttribute, IntegerAttribute, StructAttribute, StructValue } from '../ir/attributes.js';
import { elementName } from '../ir/type-names.js';
import { DYNAMIC, type QuantizedType, type Type } from '../ir/types.js';
import { convolutionText } from './convolution.js';
import { denseText } from './dense.js';
import { floatText } from './floats.js';
import { locationText } from './locations.js';
import { keywordOrString, quoted, symbolText } from './strings.js';

/** The text of a type. */
export function typeText(type: Type): string {
  switch (type.kind) {
    case 'tensor':
      return `tensor<${type.shape.map((size) => `${sizeText(size)}x`).join('')}${typeText(type.element)}${type.encoding ? `, ${attributeText(type.encoding)}` : ''}>`;
    case 'unranked-tensor':
      return `tensor<*x${typeText(type.element)}>`;
    case 'vector':
      return `vector<${type.shape.map((size, index) => `${type.scalable[index] ? `[${size}]` : size}x`).join('')}${typeText(type.element)}>`;
    case 'complex':
      return `complex<${typeText(type.element)}>`;
    case 'tuple':
      return `tuple<${typeList(type.elements)}>`;
    case 'function':
      return `(${typeList(type.inputs)}) -> ${resultTypesText(type.results)}`;
    case 'quantized':
      return quantizedText(type);
    case 'dialect':
      return type.dialect === 'builtin' ? type.body : dialectTypeText(type.dialect, type.body);
    default:
      return elementName(type);
  }
}

export const typeList = (types: readonly Type[]): string => types.map(typeText).join(', ');

/** The types behind `->`: one type stands alone, unless it is a function type. */
export const resultTypesText = (types: readonly Type[]): string =>
  types.length === 1 && types[0]?.kind !== 'function' ? typeText(types[0] as Type) : `(${typeList(types)})`;

export const sizeText = (size: number): string => (size === DYNAMIC ? '?' : String(size));

/** A body that is no word followed by brackets needs brackets of its own. */
const dialectTypeText = (dialect: string, body: string) => (/^[a-zA-Z]/.test(body) ? `!${dialect}.${body}` : `!${dialect}<${body}>`);

function quantizedText(type: QuantizedType): string {
  const { storage, expressed, storageMin, storageMax, axis, blocks } = type;
  const half = 2n ** BigInt(storage.width - 1);
  const unsigned = storage.signedness === 'unsigned';
  const whole = unsigned ? storageMin === 0n && storageMax === 2n * half - 1n : storageMin === -half && storageMax === half - 1n;
  const range = whole ? '' : `<${storageMin}:${storageMax}>`;
  const where =
    axis !== undefined ? `:${axis}` : blocks ? `:{${blocks.map(([dimension, size]) => `${dimension}:${size}`).join(', ')}}` : '';
  const scales = type.scales.map(
    (scale, index) => `${floatText(scale, 'f64')}${type.zeroPoints[index] ? `:${type.zeroPoints[index]}` : ''}`,
  );
  const single = axis === undefined && !blocks;
  return `!quant.uniform<${unsigned ? 'u' : 'i'}${storage.width}${range}:${typeText(expressed)}${where}, ${single ? scales[0] : `{${scales.join(',')}}`}>`;
}

/** Whether a number's type may be left out: in arrays MLIR does so for i64 and f64. */
type Elision = 'never' | 'may' | 'must';

/** The text of an attribute. */
export function attributeText(attribute: Attribute, elision: Elision = 'never'): string {
  switch (attribute.kind) {
    case 'unit':
      return 'unit';
    case 'bool':
      return String(attribute.value);
    case 'integer':
    case 'float':
      return numberText(attribute, elision);
    case 'string':
      return `${quoted(attribute.bytes ?? attribute.value)}${attribute.type ? ` : ${typeText(attribute.type)}` : ''}`;
    case 'symbol':
      return [attribute.name, ...attribute.nested].map(symbolText).join('::');
    case 'type':
      return typeText(attribute.type);
    case 'array':
      return `[${attribute.elements.map((element) => attributeText(element, 'may')).join(', ')}]`;
    case 'dictionary':
      return dictionaryText(attribute.entries);
    case 'dense-array': {
      const element = typeText(attribute.element);
      return attribute.values.length === 0 ? `array<${element}>` : `array<${element}: ${arrayValues(attribute.element, attribute.values)}>`;
    }
    case 'dense':
      return `dense<${denseText(attribute)}> : ${typeText(attribute.type)}`;
    case 'dense-strings':
      return `dense<${attribute.values.length === 1 ? quoted(attribute.values[0] as string) : `[${attribute.values.map(quoted).join(', ')}]`}> : ${typeText(attribute.type)}`;
    case 'dense-resource':
      return `dense_resource<${keywordOrString(attribute.key)}> : ${typeText(attribute.type)}`;
    case 'location':
      return `loc(${locationText(attribute.location)})`;
    case 'opaque':
      return attribute.text;
    case 'enum':
      return enumText(attribute.name, attribute.value);
    case 'struct':
      return structText(attribute);
  }
}

function numberText(attribute: IntegerAttribute | FloatAttribute, elision: Elision): string {
  const { type } = attribute;
  const value = attribute.kind === 'float' ? floatText(attribute.value, elementName(type), attribute.bits) : String(attribute.value);
  const implied = attribute.kind === 'float' ? 'f64' : 'i64';
  return elision === 'must' || (elision === 'may' && elementName(type) === implied) ? value : `${value} : ${typeText(type)}`;
}

/** `{name = attribute, unit}` in the order of the names, as MLIR keeps dictionaries. */
export function dictionaryText(entries: Attributes): string {
  const names = Object.keys(entries).sort(byCodeUnits);
  return `{${names.map((name) => entryText(name, entries[name] as Attribute)).join(', ')}}`;
}

const byCodeUnits = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

const entryText = (name: string, attribute: Attribute) =>
  attribute.kind === 'unit' ? keywordOrString(name) : `${keywordOrString(name)} = ${attributeText(attribute)}`;

/** The values of a dense array, with commas between. */
export const arrayValues = (element: Type, values: readonly (bigint | number | boolean)[]): string =>
  values.map((value) => (typeof value === 'number' ? floatText(value, elementName(element)) : String(value))).join(', ');

function enumText(name: string, value: string): string {
  const dot = name.indexOf('.');
  return enums.get(name)?.bracketed ? `#${name}<${value}>` : `#${name.slice(0, dot)}<${name.slice(dot + 1)} ${value}>`;
}

function structText({ name, fields }: StructAttribute): string {
  const spec = recordOf(name) as RecordSpec;
  if (spec.notation === 'convolution') return `#${name}<${convolutionText(fields)}>`;
  if (spec.notation === 'list') return `#${name}<${(Object.values(fields)[0] as readonly number[]).map(sizeText).join(', ')}>`;
  return `#${name}${recordText(spec, fields)}`;
}

/** `<name = value, …>` */
export function recordText(spec: RecordSpec, fields: StructAttribute['fields']): string {
  const shown = Object.entries(fields).filter(
    ([, value]) => spec.notation !== 'sparse' || !(value === 0 || (Array.isArray(value) && value.length === 0)),
  );
  return `<${shown.map(([name, value]) => `${name} = ${fieldText(value)}`).join(', ')}>`;
}

function fieldText(value: StructValue): string {
  if (Array.isArray(value)) return `[${value.map(sizeText).join(', ')}]`;
  if (typeof value === 'object') return attributeText(value as Attribute);
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : floatText(value, 'f64');
  return String(value);
}
