// All attributes of a custom op as plain values, from wherever the program has them: the backend_config of a custom_call (empty, a JSON
// string, any other string, a dictionary), the op's own attributes, a composite's composite_attributes, and the user.
import type { Attribute, Attributes, Operation } from '@hlolite/mlir-parser';
import { elementName, float, i64 } from '@hlolite/mlir-parser';
import { isElementType, readNumbers } from '@hlolite/tensor';
import { type FlexValue, Float } from '@hlolite/tflite-schema';
import { parseJson } from './json.js';

/** The value of an attribute: what a FlexBuffer can hold. */
export type AttributeValue = FlexValue;
export type AttributeValues = Readonly<Record<string, AttributeValue>>;

/** What custom_call says of itself rather than of the op it calls; layouts only matter when they are not the default. */
const CALL_ATTRIBUTES = new Set(['call_target_name', 'backend_config', 'api_version', 'has_side_effect']);

/** Every attribute of a custom_call. Nothing is dropped: `api_version` and `has_side_effect` are among them. */
export function customCallAttributes(operation: Operation): AttributeValues {
  const { attributes } = operation;
  const version = attributes.api_version;
  const effect = attributes.has_side_effect;
  const rest = Object.entries(attributes).filter(([name, value]) => !CALL_ATTRIBUTES.has(name) && !isEmptyList(value));
  return {
    api_version: version?.kind === 'integer' ? version.value : 1n,
    has_side_effect: effect?.kind === 'bool' && effect.value,
    ...Object.fromEntries(rest.map(([name, value]) => [name, plainValue(value)])),
    ...backendConfig(attributes.backend_config),
  };
}

/** Every attribute of a composite, its version beside them. */
export function compositeAttributes(attributes: Attributes, version: number): AttributeValues {
  return version === 0 ? plainEntries(attributes) : { ...plainEntries(attributes), version };
}

const isEmptyList = (attribute: Attribute) => attribute.kind === 'array' && attribute.elements.length === 0;

/** An empty string says nothing; a JSON object gives its members; any other string is kept whole under its own name. */
function backendConfig(config: Attribute | undefined): AttributeValues {
  if (config === undefined) return {};
  if (config.kind === 'dictionary') return plainEntries(config.entries);
  if (config.kind !== 'string') return { backend_config: plainValue(config) };
  if (config.value === '') return {};
  const parsed = parseJson(config.value);
  if (parsed !== undefined && isMap(parsed)) return parsed;
  return { backend_config: config.bytes ?? config.value };
}

export const isMap = (value: AttributeValue): value is AttributeValues =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array) && !(value instanceof Float);

/** A dictionary's entries as plain values. */
export const plainEntries = (entries: Attributes): AttributeValues =>
  Object.fromEntries(Object.entries(entries).map(([name, value]) => [name, plainValue(value)]));

/** An attribute as a plain value; what has no plain form (types, symbols, enums) becomes its text. */
export function plainValue(attribute: Attribute): AttributeValue {
  switch (attribute.kind) {
    case 'unit':
      return true;
    case 'bool':
    case 'integer':
      return attribute.value;
    case 'float':
      return new Float(attribute.value);
    case 'string':
      return attribute.bytes ?? attribute.value;
    case 'array':
      return attribute.elements.map(plainValue);
    case 'dictionary':
      return plainEntries(attribute.entries);
    case 'dense-array':
      return attribute.values.map((value) => (typeof value === 'number' ? new Float(value) : value));
    case 'dense':
      return denseValues(attribute);
    case 'dense-strings':
      return [...attribute.values];
    case 'enum':
      return attribute.value;
    case 'symbol':
      return `@${[attribute.name, ...attribute.nested].join('::@')}`;
    case 'type':
      return elementName(attribute.type);
    case 'dense-resource':
      return attribute.key;
    case 'struct':
      return Object.fromEntries(
        Object.entries(attribute.fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, structValue(value)]])),
      );
    case 'location':
      return attribute.location.kind;
    case 'opaque':
      return attribute.text;
  }
}

function structValue(value: NonNullable<Extract<Attribute, { kind: 'struct' }>['fields'][string]>): AttributeValue {
  if (typeof value !== 'object') return value;
  return 'kind' in value ? plainValue(value) : [...value];
}

function denseValues(attribute: Extract<Attribute, { kind: 'dense' }>): AttributeValue {
  const { type } = attribute;
  const element = type.kind === 'tensor' ? elementName(type.element) : '';
  if (type.kind !== 'tensor' || !isElementType(element)) return attribute.kind;
  const numbers = [...readNumbers({ type: element, shape: type.shape, bytes: attribute.bytes })] as (number | bigint)[];
  const integral = type.element.kind === 'integer';
  const values = numbers.map((value) => (integral ? value : new Float(Number(value))));
  const all = attribute.splat ? new Array(type.shape.reduce((count, size) => count * size, 1)).fill(values[0]) : values;
  return type.shape.length === 0 ? (all[0] as AttributeValue) : all;
}

/** Plain values as attributes again; null has no attribute and is left out. */
export const attributesOf = (values: AttributeValues): Attributes =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === null ? [] : [[name, attributeOf(value)]])));

export function attributeOf(value: Exclude<AttributeValue, null>): Attribute {
  if (typeof value === 'boolean') return { kind: 'bool', value };
  if (typeof value === 'bigint') return { kind: 'integer', value, type: i64 };
  if (value instanceof Float) return { kind: 'float', value: value.value, type: float('f64') };
  if (typeof value === 'string') return { kind: 'string', value };
  if (typeof value === 'number')
    return Number.isInteger(value) ? { kind: 'integer', value: BigInt(value), type: i64 } : { kind: 'float', value, type: float('f64') };
  if (value instanceof Uint8Array) return { kind: 'string', value: new TextDecoder().decode(value), bytes: value };
  if (Array.isArray(value))
    return { kind: 'array', elements: value.flatMap((element) => (element === null ? [] : [attributeOf(element)])) };
  return { kind: 'dictionary', entries: attributesOf(value as AttributeValues) };
}
