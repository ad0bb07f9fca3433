// Readers turn an attribute into the JavaScript value that a rule wants, or say that it is of another kind.
import { isElementType, readNumbers } from '@hlolite/tensor';
import type { Attribute, Attributes, DenseAttribute } from '../ir/attributes.js';
import { elementName } from '../ir/type-names.js';
import type { Type } from '../ir/types.js';

/** `read` gives undefined for an attribute of another kind; `absent` is the value when the op does not have the attribute. */
export interface Reader<Value> {
  readonly expected: string;
  readonly read: (attribute: Attribute) => Value | undefined;
  readonly absent?: Value;
}

const reader = <Value>(expected: string, read: (attribute: Attribute) => Value | undefined): Reader<Value> => ({ expected, read });

/** An attribute that may be missing. */
export const optional = <Value>(inner: Reader<Value>): Reader<Value | undefined> => ({ ...inner, absent: undefined });

/** An attribute with a default. */
export const withDefault = <Value>(inner: Reader<Value>, absent: Value): Reader<Value> => ({ ...inner, absent });

const safeNumber = (value: bigint): number | undefined =>
  value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : undefined;

export const i64 = reader('an integer', (a) => (a.kind === 'integer' ? safeNumber(a.value) : undefined));
export const bool = reader('a boolean', (a) => (a.kind === 'bool' ? a.value : undefined));
export const f64 = reader('a float', (a) => (a.kind === 'float' ? a.value : undefined));
export const string = reader('a string', (a) => (a.kind === 'string' ? a.value : undefined));
export const symbol = reader('a symbol reference', (a) => (a.kind === 'symbol' ? a.name : undefined));
export const type = reader<Type>('a type', (a) => (a.kind === 'type' ? a.type : undefined));
export const array = reader('an array', (a) => (a.kind === 'array' ? a.elements : undefined));
export const dictionary = reader<Attributes>('a dictionary', (a) => (a.kind === 'dictionary' ? a.entries : undefined));
export const dense = reader<DenseAttribute>('dense elements', (a) => (a.kind === 'dense' ? a : undefined));
export const anything = reader<Attribute>('an attribute', (a) => a);
/** Present or not; `unit` and `true` both say present. */
export const flag: Reader<boolean> = {
  expected: 'a unit attribute',
  read: (a) => (a.kind === 'unit' ? true : a.kind === 'bool' ? a.value : undefined),
  absent: false,
};

/** A list of integers: `array<i64: …>`, and as older programs have it `dense<…> : tensor<Nxi64>`. */
export const i64s = reader<readonly number[]>('a list of integers', (a) => {
  if (a.kind === 'dense-array') return everyNumber(a.values);
  if (a.kind !== 'dense' || a.type.kind !== 'tensor') return undefined;
  const element = elementName(a.type.element);
  if (!isElementType(element)) return undefined;
  const stored = [...readNumbers({ type: element, shape: a.type.shape, bytes: a.bytes, splat: a.splat })] as (number | bigint)[];
  const count = a.type.shape.reduce((product, size) => product * size, 1);
  return everyNumber(a.splat ? new Array<number | bigint>(count).fill(stored[0] as number | bigint) : stored);
});

/** Pairs of low and high: `dense<[[1, 2], [0, 0]]> : tensor<Nx2xi64>`. */
export const i64Pairs = reader<readonly (readonly [low: number, high: number])[]>('pairs of integers', (a) => {
  const flat = i64s.read(a);
  return flat && flat.length % 2 === 0
    ? Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i], flat[2 * i + 1]] as [number, number])
    : undefined;
});

export const bools = reader<readonly boolean[]>('a list of booleans', (a) => {
  if (a.kind === 'dense-array') return a.values.map(Boolean);
  return i64s.read(a)?.map(Boolean);
});

function everyNumber(values: readonly (bigint | number | boolean)[]): readonly number[] | undefined {
  const numbers = values.map((value) => (typeof value === 'bigint' ? safeNumber(value) : Number(value)));
  return numbers.every((value) => value !== undefined) ? (numbers as number[]) : undefined;
}

/** A member of an enum attribute such as `#stablehlo<comparison_direction LT>`. */
export const enumeration = <const Member extends string>(name: string, members: readonly Member[]): Reader<Member> =>
  reader(`one of ${members.join(', ')}`, (a) =>
    a.kind === 'enum' && a.name === name && (members as readonly string[]).includes(a.value) ? (a.value as Member) : undefined,
  );

/** A list of members of an enum. */
export const enumerations = <const Member extends string>(name: string, members: readonly Member[]): Reader<readonly Member[]> => {
  const one = enumeration(name, members);
  return reader(`a list of ${name}`, (a) => {
    const read = a.kind === 'array' ? a.elements.map(one.read) : undefined;
    return read?.every((member) => member !== undefined) ? (read as Member[]) : undefined;
  });
};

/** A record attribute such as `#stablehlo.gather<…>`; its fields in the shape that `Fields` says. */
export const struct = <Fields>(name: string): Reader<Fields> =>
  reader(`#${name}<…>`, (a) => (a.kind === 'struct' && a.name === name ? (a.fields as Fields) : undefined));
