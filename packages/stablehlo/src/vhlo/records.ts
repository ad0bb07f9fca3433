// Records of StableHLO (`#stablehlo.gather<…>`) whose fields are attributes of their own in VHLO.
import { fail } from '@hlolite/diagnostics';
import { type Attribute, type Attributes, i64, recordOf, type StructAttribute, type StructValue } from '@hlolite/mlir-parser';
import { denseIntegers, integersOf, isIntegers } from './forms.js';

/** A record and where its fields stand. */
export interface Flattened {
  /** The record's full name. */
  readonly record: string;
  /** The field by the name of VHLO's attribute. A field that is not here is empty or zero in this version. */
  readonly fields: Readonly<Record<string, string>>;
  /** What each of VHLO's attributes is where StableHLO does not have the record; without it the record must be there. */
  readonly absent?: Attribute;
  /** Fields that VHLO never had, and drops. */
  readonly drops?: readonly string[];
}

/** A record whose fields are attributes of the same names, but for those that the version does not have yet. */
export function flattened(
  record: string,
  { without = [] as readonly string[], absent = undefined as Attribute | undefined } = {},
): Flattened {
  const names = Object.keys(recordOf(record)?.fields ?? {}).filter((name) => !without.includes(name));
  const fields = Object.fromEntries(names.map((name) => [name, name]));
  return absent ? { record, fields, absent } : { record, fields };
}

/** A field as an attribute; the kinds are those of the records that VHLO flattens. */
interface FieldForm {
  readonly expected: string;
  readonly empty: StructValue;
  readonly read: (attribute: Attribute) => StructValue;
  readonly write: (value: StructValue) => Attribute | undefined;
}

const fieldForms: Readonly<Record<string, FieldForm>> = {
  integers: {
    expected: 'a list of 64-bit integers',
    empty: [],
    read: (attribute) => (isIntegers(attribute) ? integersOf(attribute)?.map(Number) : undefined),
    write: (value) => (Array.isArray(value) ? denseIntegers(value.map(BigInt)) : undefined),
  },
  integer: {
    expected: 'an integer',
    empty: 0,
    read: (attribute) => (attribute.kind === 'integer' ? Number(attribute.value) : undefined),
    write: (value) => (Number.isInteger(value) ? { kind: 'integer', value: BigInt(value as number), type: i64 } : undefined),
  },
  boolean: {
    expected: 'true or false',
    empty: false,
    read: (attribute) => (attribute.kind === 'bool' ? attribute.value : undefined),
    write: (value) => (typeof value === 'boolean' ? { kind: 'bool', value } : undefined),
  },
  type: {
    expected: 'a type',
    empty: undefined,
    read: (attribute) => (attribute.kind === 'type' ? attribute : undefined),
    write: (value) => (typeof value === 'object' && 'kind' in value && value.kind === 'type' ? value : undefined),
  },
};

const formOf = ({ record }: Flattened, field: string): FieldForm => fieldForms[String(recordOf(record)?.fields[field])] as FieldForm;

/**
 * The record from VHLO's attributes; undefined when they all say that it is absent.
 * @throws CompileError `vhlo/missing-attribute` or `vhlo/attribute-kind`.
 */
export function foldRecord(flat: Flattened, attributes: Attributes): StructAttribute | undefined {
  const { record, fields, absent } = flat;
  if (absent && Object.keys(fields).every((name) => isAbsent(attributes[name], absent))) return undefined;
  const folded: Record<string, StructValue> = {};
  for (const field in recordOf(record)?.fields) folded[field] = formOf(flat, field).empty;
  for (const [name, field] of Object.entries(fields)) {
    const { expected, read } = formOf(flat, field);
    const attribute = attributes[name] ?? mustBe(name, expected, 'missing');
    folded[field] = read(attribute) ?? mustBe(name, expected, attribute.kind);
  }
  return { kind: 'struct', name: record, fields: folded };
}

/** Absent is the integer 0 or the type none. */
function isAbsent(attribute: Attribute | undefined, absent: Attribute): boolean {
  if (attribute?.kind === 'integer' && absent.kind === 'integer') return attribute.value === absent.value;
  return attribute?.kind === 'type' && absent.kind === 'type' && attribute.type.kind === absent.type.kind;
}

const mustBe = (name: string, expected: string, found: string): never =>
  fail({
    code: found === 'missing' ? 'vhlo/missing-attribute' : 'vhlo/attribute-kind',
    message: `${name} must be ${expected} (was ${found})`,
  });

/** The record's fields as VHLO's attributes, and the fields that this version has no place for though they say something. */
export function flattenRecord(flat: Flattened, attribute: Attribute | undefined): { attributes: Attributes; homeless: readonly string[] } {
  const { record, fields, absent, drops = [] } = flat;
  const attributes: Record<string, Attribute> = {};
  if (attribute === undefined && absent) {
    for (const name in fields) attributes[name] = absent;
    return { attributes, homeless: [] };
  }
  if (attribute?.kind !== 'struct' || attribute.name !== record)
    return mustBe(record.replace('stablehlo.', ''), `#${record}<…>`, attribute?.kind ?? 'missing');
  for (const [name, field] of Object.entries(fields)) {
    const { expected, write } = formOf(flat, field);
    attributes[name] = write(attribute.fields[field]) ?? mustBe(field, expected, typeof attribute.fields[field]);
  }
  const placed = new Set([...Object.values(fields), ...drops]);
  const homeless = Object.keys(attribute.fields).filter((field) => !placed.has(field) && !isEmpty(attribute.fields[field]));
  return { attributes, homeless };
}

const isEmpty = (value: StructValue): boolean => (Array.isArray(value) ? value.length === 0 : !value);
