// What each version of VHLO can hold: since when there is a type or an attribute. What is not listed has no form in VHLO at all.
import { type Attribute, elementName, type StructValue, type Type, typeText } from '@hlolite/mlir-parser';
import { isBefore } from './version.js';

/** Enums and records by their name without the dialect; `bounds` stands in types. */
export const attributeVersions: Readonly<Record<string, string>> = {
  comparison_direction: '0.9.0',
  comparison_type: '0.9.0',
  fft_type: '0.9.0',
  output_operand_alias: '0.9.0',
  precision: '0.9.0',
  rng_algorithm: '0.9.0',
  rng_distribution: '0.9.0',
  transpose: '0.9.0',
  result_accuracy: '1.9.0',
  result_accuracy_mode: '1.9.0',
  replica_group_mesh_axes: '1.16.0',
};

/** Meshes and their parts, which are kept as their text. */
export const isMesh = (text: string): boolean => /^#stablehlo\.(mesh|mesh_axis|axis_ref|sub_axis_info)\b/.test(text);

/** Types that stand alone, by the version that they came with. */
const typesSince = {
  '0.9.0': 'i1 i4 i8 i16 i32 i64 ui4 ui8 ui16 ui32 ui64 index bf16 f16 f32 f64 f8E4M3FN f8E5M2 !stablehlo.token !shape.witness',
  '0.10.0': 'f8E4M3FNUZ f8E5M2FNUZ',
  '0.11.0': 'f8E4M3B11FNUZ',
  '1.2.0': 'i2 ui2',
  '1.6.0': 'none tf32',
  '1.7.0': 'f8E4M3 f8E3M4',
  '1.8.0': 'f4E2M1FN f6E2M3FN f6E3M2FN f8E8M0FNU',
};

const typeVersions: ReadonlyMap<string, string> = new Map(
  Object.entries(typesSince).flatMap(([since, names]) => names.split(' ').map((name) => [name, since])),
);

/** Types of dialects that are kept as their text, with parameters. */
const parametricTypes = [
  ['!stablehlo.future<', '1.15.0'],
  ['memref<', '1.13.0'],
] as const;

/** A part of a type or an attribute that the version lacks; without `since` no version has it. */
export interface Lack {
  readonly kind: 'type' | 'attribute';
  readonly what: string;
  readonly since?: string;
}

/** What a type needs that the version lacks. */
export function* lacksOfType(type: Type, version: string): Generator<Lack> {
  switch (type.kind) {
    case 'complex':
    case 'unranked-tensor':
      return yield* lacksOfType(type.element, version);
    case 'tensor':
      if (type.encoding && !(type.encoding.kind === 'struct' && type.encoding.name === 'stablehlo.bounds'))
        yield { kind: 'type', what: `${typeText(type)} with an encoding` };
      return yield* lacksOfType(type.element, version);
    case 'tuple':
      return yield* lacksOfTypes(type.elements, version);
    case 'function':
      return yield* lacksOfTypes([...type.inputs, ...type.results], version);
    case 'quantized':
      if (type.blocks) yield { kind: 'type', what: 'of sub-channel quantization' };
      else if (type.axis !== undefined) yield* lack('type', 'of quantization per axis', '0.18.0', version);
      return yield* lacksOfTypes([type.storage, type.expressed], version);
    case 'dialect': {
      const name = typeText(type);
      return yield* lack('type', name, parametricTypes.find(([prefix]) => name.startsWith(prefix))?.[1] ?? typeVersions.get(name), version);
    }
    default:
      return yield* lack('type', typeText(type), typeVersions.get(elementName(type)), version);
  }
}

function* lacksOfTypes(types: readonly Type[], version: string): Generator<Lack> {
  for (const type of types) yield* lacksOfType(type, version);
}

function* lack(kind: Lack['kind'], what: string, since: string | undefined, version: string): Generator<Lack> {
  if (since === undefined) yield { kind, what };
  else if (isBefore(version, since)) yield { kind, what, since };
}

/** What an attribute, as VHLO has it, needs that the version lacks. */
export function* lacksOfAttribute(attribute: Attribute, version: string): Generator<Lack> {
  switch (attribute.kind) {
    case 'integer':
    case 'float':
    case 'type':
    case 'dense':
      return yield* lacksOfType(attribute.type, version);
    case 'array':
      for (const element of attribute.elements) yield* lacksOfAttribute(element, version);
      return;
    case 'dictionary':
      for (const name in attribute.entries) yield* lacksOfAttribute(attribute.entries[name] as Attribute, version);
      return;
    case 'opaque':
      return yield* lack('attribute', attribute.text, isMesh(attribute.text) ? '1.16.0' : undefined, version);
    case 'enum':
    case 'struct': {
      const [, name = attribute.name] = /^vhlo\.(.+)_v1$/.exec(attribute.name) ?? [];
      yield* lack('attribute', `#stablehlo.${name}`, attributeVersions[name] ?? '0.9.0', version);
      if (attribute.kind === 'struct') yield* lacksOfFields(Object.values(attribute.fields), version);
      return;
    }
  }
}

function* lacksOfFields(values: readonly StructValue[], version: string): Generator<Lack> {
  for (const value of values) if (typeof value === 'object' && 'kind' in value) yield* lacksOfAttribute(value, version);
}
