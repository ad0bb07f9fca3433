// Record attributes (`#stablehlo.gather<offset_dims = [1], …>`): a row of fields, from which text, bytecode and TypeScript's types come.
import type { Attribute, EnumAttribute, TypeAttribute } from '../ir/attributes.js';
import type { EnumSpec } from './enums.js';

/** How a field is written: `[1, ?]`, `3`, `true`, `1.0e-6`, a type, any attribute, or a member of an enum. */
export type FieldKind = 'integers' | 'integer' | 'boolean' | 'float' | 'type' | 'attribute' | EnumSpec;
export type RecordFields = Readonly<Record<string, FieldKind>>;

type FieldValue<Kind extends FieldKind> = Kind extends 'integers'
  ? readonly number[]
  : Kind extends 'integer' | 'float'
    ? number
    : Kind extends 'boolean'
      ? boolean
      : Kind extends 'type'
        ? TypeAttribute
        : Kind extends EnumSpec<infer Member>
          ? EnumAttribute & { readonly value: Member }
          : Attribute;

/** The plain object that a record's fields make. */
export type FieldsOf<Fields extends RecordFields> = { readonly [Name in keyof Fields]: FieldValue<Fields[Name]> };

export interface RecordSpec<Fields extends RecordFields = RecordFields> {
  /** With its dialect: `stablehlo.gather`. */
  readonly name: string;
  readonly fields: Fields;
  /**
   * Another notation than `<name = value, …>` with every field: `sparse` leaves out what is empty or zero, `convolution` is
   * `<[b, f, 0]x[i, o, 0]->[b, f, 0]>`, `list` the bare list of `bounds<4, ?>`.
   */
  readonly notation?: 'sparse' | 'convolution' | 'list';
}

export const recordSpec = <const Fields extends RecordFields>(
  name: string,
  fields: Fields,
  notation?: RecordSpec['notation'],
): RecordSpec<Fields> => (notation ? { name, fields, notation } : { name, fields });

/** What a field is when the text leaves it out: nothing, zero, no dimensions. Undefined for fields that must be written. */
export function absentField(kind: FieldKind): number | boolean | readonly number[] | undefined {
  if (kind === 'integers') return [];
  if (kind === 'integer' || kind === 'float') return 0;
  return kind === 'boolean' ? false : undefined;
}
