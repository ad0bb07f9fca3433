// Checks that a value fits its field, and gives the number that stands in the file for it.
import { fail } from '@hlolite/diagnostics';
import { elementTypeOf, enumMembers, type Field, type ScalarType } from './descriptor.js';

// Least and greatest value of the integer types.
const ranges: Readonly<Partial<Record<ScalarType, readonly [bigint, bigint]>>> = {
  bool: [0n, 1n],
  byte: [-(2n ** 7n), 2n ** 7n - 1n],
  ubyte: [0n, 2n ** 8n - 1n],
  short: [-(2n ** 15n), 2n ** 15n - 1n],
  ushort: [0n, 2n ** 16n - 1n],
  int: [-(2n ** 31n), 2n ** 31n - 1n],
  uint: [0n, 2n ** 32n - 1n],
  long: [-(2n ** 63n), 2n ** 63n - 1n],
  ulong: [0n, 2n ** 64n - 1n],
};

/**
 * The number that stands for a value in a scalar field, or in a vector of such: an enum's name becomes its code, true becomes 1.
 * @throws CompileError `schema/bad-field` when the value is of another kind or out of range
 */
export function checkScalar(field: Field, value: unknown, place: string): number | bigint {
  const type = (elementTypeOf(field) ?? field.type) as ScalarType;
  const number = field.enum && typeof value === 'string' ? enumCode(field.enum, value, place) : value;
  if (type === 'bool') {
    if (typeof number !== 'boolean') refuse(place, 'a boolean', value);
    return Number(number);
  }
  if (type === 'float' || type === 'double') {
    if (typeof number !== 'number') refuse(place, 'a number', value);
    return type === 'float' ? Math.fround(number as number) : (number as number);
  }
  if (typeof number !== 'bigint' && !Number.isInteger(number)) refuse(place, field.enum ? `a name of ${field.enum}` : 'an integer', value);
  const exact = number as number | bigint;
  const [least, greatest] = ranges[type] as readonly [bigint, bigint];
  if (exact < least || exact > greatest) refuse(place, `between ${least} and ${greatest}`, value);
  return type === 'long' || type === 'ulong' ? BigInt(exact) : Number(exact);
}

function enumCode(name: string, value: string, place: string): number {
  const code = enumMembers(name).indexOf(value);
  if (code < 0) refuse(place, `one of ${enumMembers(name).slice(0, 30).join(', ')}`, value);
  return code;
}

function refuse(place: string, expected: string, value: unknown): never {
  const found = typeof value === 'object' ? 'an object' : `${typeof value} ${String(value).slice(0, 40)}`;
  fail({ code: 'schema/bad-field', message: `${place} must be ${expected} (was ${found})` });
}
