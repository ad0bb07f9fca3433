// Readers turn an attribute into the JavaScript value that a rule wants, or say that it is of another kind. A reader also says how the
// attribute is spelt in a pretty form, where its type is not written out.
import { isElementType, readNumbers } from '@hlolite/tensor';
import type { Attribute, Attributes, DenseAttribute, DenseResourceAttribute, DenseStringAttribute } from '../ir/attributes.js';
import { elementName } from '../ir/type-names.js';
import { float, integer, type Type } from '../ir/types.js';
import type { EnumSpec } from './enums.js';
import type { FieldsOf, RecordFields, RecordSpec } from './records.js';

/** What a pretty form leaves out of an attribute: `dims = [1, 0]` stands for `array<i64: 1, 0>`, `LT` for `#stablehlo<comparison_direction LT>`. */
export type Spelling =
  | { readonly kind: 'number'; readonly type: Type }
  | { readonly kind: 'string' }
  | { readonly kind: 'dense-array'; readonly element: Type }
  | { readonly kind: 'enum'; readonly name: string; readonly members: readonly string[] };

/** `read` gives undefined for an attribute of another kind; `absent` is the value when the op does not have the attribute. */
export interface Reader<Value> {
  readonly expected: string;
  readonly read: (attribute: Attribute) => Value | undefined;
  readonly absent?: Value;
  /** Absent: the pretty form writes the attribute as it stands in a dictionary. */
  readonly spelling?: Spelling;
}

const reader = <Value>(expected: string, read: (attribute: Attribute) => Value | undefined, spelling?: Spelling): Reader<Value> =>
  spelling ? { expected, read, spelling } : { expected, read };

/** An attribute that may be missing. */
export const optional = <Value>(inner: Reader<Value>): Reader<Value | undefined> => ({ ...inner, absent: undefined });

/** An attribute with a default. */
export const withDefault = <Value>(inner: Reader<Value>, absent: Value): Reader<Value> => ({ ...inner, absent });

const safeNumber = (value: bigint): number | undefined =>
  value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : undefined;

const integerOf = (type: Type) =>
  reader('an integer', (a) => (a.kind === 'integer' ? safeNumber(a.value) : undefined), { kind: 'number', type });
export const i64 = integerOf(integer(64));
export const i32 = integerOf(integer(32));
export const bool = reader('a boolean', (a) => (a.kind === 'bool' ? a.value : undefined));
export const f32 = reader('a float', (a) => (a.kind === 'float' ? a.value : undefined), { kind: 'number', type: float('f32') });
export const string = reader('a string', (a) => (a.kind === 'string' ? a.value : undefined), { kind: 'string' });
export const symbol = reader('a symbol reference', (a) => (a.kind === 'symbol' ? a.name : undefined));
export const symbols = reader<readonly string[]>('a list of symbol references', (a) => {
  const read = a.kind === 'array' ? a.elements.map(symbol.read) : undefined;
  return read?.every((name) => name !== undefined) ? (read as string[]) : undefined;
});
export const type = reader<Type>('a type', (a) => (a.kind === 'type' ? a.type : undefined));
export const array = reader('an array', (a) => (a.kind === 'array' ? a.elements : undefined));
export const dictionary = reader<Attributes>('a dictionary', (a) => (a.kind === 'dictionary' ? a.entries : undefined));
/** The value of a constant: written out, of strings, or stored under a key of the module's resources. */
export const elements = reader<DenseAttribute | DenseStringAttribute | DenseResourceAttribute>('dense elements', (a) =>
  a.kind === 'dense' || a.kind === 'dense-strings' || a.kind === 'dense-resource' ? a : undefined,
);
export const anything = reader<Attribute>('an attribute', (a) => a);
/** Present or not; `unit` and `true` both say present. */
export const flag: Reader<boolean> = {
  expected: 'a unit attribute',
  read: (a) => (a.kind === 'unit' ? true : a.kind === 'bool' ? a.value : undefined),
  absent: false,
};

/** A list of integers: `array<i64: …>`, and as older programs have it `dense<…> : tensor<Nxi64>`. */
export const i64s = reader<readonly number[]>(
  'a list of integers',
  (a) => (a.kind === 'dense-array' ? everyNumber(a.values) : a.kind === 'dense' ? integersOf(a) : undefined),
  { kind: 'dense-array', element: integer(64) },
);

/** Pairs of low and high: `dense<[[1, 2], [0, 0]]> : tensor<Nx2xi64>`. */
export const i64Pairs = reader<readonly (readonly [low: number, high: number])[]>('pairs of integers', (a) => {
  const flat = i64s.read(a);
  return flat && flat.length % 2 === 0
    ? Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i], flat[2 * i + 1]] as [number, number])
    : undefined;
});

export const bools = reader<readonly boolean[]>(
  'a list of booleans',
  (a) => (a.kind === 'dense-array' ? a.values.map(Boolean) : i64s.read(a)?.map(Boolean)),
  { kind: 'dense-array', element: integer(1) },
);

/** Lists of integers in a list, as layouts are: `[dense<[1, 0]> : tensor<2xindex>, …]`. */
export const i64Lists = reader<readonly (readonly number[])[]>('lists of integers', (a) => {
  const read = a.kind === 'array' ? a.elements.map(i64s.read) : undefined;
  return read?.every((list) => list !== undefined) ? (read as (readonly number[])[]) : undefined;
});

function integersOf(a: DenseAttribute): readonly number[] | undefined {
  if (a.type.kind !== 'tensor') return undefined;
  const name = elementName(a.type.element);
  const element = name === 'index' ? 'i64' : name;
  if (!isElementType(element)) return undefined;
  const stored = [...readNumbers({ type: element, shape: a.type.shape, bytes: a.bytes, splat: a.splat })] as (number | bigint)[];
  const count = a.type.shape.reduce((product, size) => product * size, 1);
  return everyNumber(a.splat ? new Array<number | bigint>(count).fill(stored[0] as number | bigint) : stored);
}

function everyNumber(values: readonly (bigint | number | boolean)[]): readonly number[] | undefined {
  const numbers = values.map((value) => (typeof value === 'bigint' ? safeNumber(value) : Number(value)));
  return numbers.every((value) => value !== undefined) ? (numbers as number[]) : undefined;
}

/** A member of an enum attribute such as `#stablehlo<comparison_direction LT>`. */
export const enumeration = <const Member extends string>({ name, members }: EnumSpec<Member>): Reader<Member> =>
  reader(
    `one of ${members.join(', ')}`,
    (a) => (a.kind === 'enum' && a.name === name && (members as readonly string[]).includes(a.value) ? (a.value as Member) : undefined),
    { kind: 'enum', name, members },
  );

/** A list of members of an enum. */
export const enumerations = <const Member extends string>(spec: EnumSpec<Member>): Reader<readonly Member[]> => {
  const one = enumeration(spec);
  return reader(`a list of ${spec.name}`, (a) => {
    const read = a.kind === 'array' ? a.elements.map(one.read) : undefined;
    return read?.every((member) => member !== undefined) ? (read as Member[]) : undefined;
  });
};

/** A record attribute such as `#stablehlo.gather<…>`, with the fields that its row says. */
export const record = <Fields extends RecordFields>(spec: RecordSpec<Fields>): Reader<FieldsOf<Fields>> =>
  reader(`#${spec.name}<…>`, (a) => (a.kind === 'struct' && a.name === spec.name ? (a.fields as FieldsOf<Fields>) : undefined));

/** Records in a list. */
export const records = <Fields extends RecordFields>(spec: RecordSpec<Fields>): Reader<readonly FieldsOf<Fields>[]> => {
  const one = record(spec);
  return reader(`a list of ${one.expected}`, (a) => {
    const read = a.kind === 'array' ? a.elements.map(one.read) : undefined;
    return read?.every((fields) => fields !== undefined) ? (read as FieldsOf<Fields>[]) : undefined;
  });
};
