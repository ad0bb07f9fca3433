// One element at a time: what a scalar is in JavaScript, and the functions of elementwise ops on scalars, chosen by element type.
// Elementwise kernels map these functions over tensors; bodies of reduce, scatter, sort and so on are composed of them.
import { type Dialect, type Operation, type OpSpec, type View, view } from '@hlolite/mlir-parser';
import { type ElementType, elementInfo, fromSmallFloat, toSmallFloat } from '@hlolite/tensor';
import type { Complex } from './complex.js';

/** An element: i64 and ui64 are bigint, booleans 0 or 1, complex numbers pairs. */
export type Scalar = number | bigint | Complex;
export type ScalarFunction = (...operands: Scalar[]) => Scalar;

/** The element types of an operation's operands and of its result. */
export interface ScalarTypes {
  readonly operands: readonly ElementType[];
  readonly result: ElementType;
}

/** The function of an operation for its element types; undefined where the spec has none. The caller rounds its result. */
export type ScalarRule = (operation: Operation, types: ScalarTypes) => ScalarFunction | undefined;
export type ScalarRules = Readonly<Record<string, ScalarRule>>;

type RowOf<Spec extends OpSpec> = (attributes: () => View<Spec>, types: ScalarTypes) => ScalarFunction | undefined;

/** How JavaScript computes with a type: 64-bit integers are `long`, all other integers `integer`. */
export type ScalarKind = 'float' | 'integer' | 'long' | 'boolean' | 'complex';

export function kindOf(type: ElementType): ScalarKind {
  const { kind, bits } = elementInfo(type);
  if (kind === 'signed' || kind === 'unsigned') return bits === 64 ? 'long' : 'integer';
  return kind;
}

type Args<Element, Count extends 1 | 2> = Count extends 1 ? [a: Element] : [a: Element, b: Element];
type ByKind<Count extends 1 | 2> = {
  readonly float?: (...operands: Args<number, Count>) => Scalar;
  readonly integer?: (...operands: Args<number, Count>) => Scalar;
  readonly long?: (...operands: Args<bigint, Count>) => Scalar;
  readonly boolean?: (...operands: Args<number, Count>) => Scalar;
  readonly complex?: (...operands: Args<Complex, Count>) => Scalar;
};

const byKind =
  (functions: ByKind<1> | ByKind<2>) =>
  (_: unknown, { operands: [first] }: ScalarTypes): ScalarFunction | undefined =>
    first && (functions[kindOf(first)] as ScalarFunction | undefined);

/** A row for an op of one operand: its function for each kind of element. */
export const unary = (functions: ByKind<1>) => byKind(functions);
/** A row for an op of two operands of one type. */
export const binary = (functions: ByKind<2>) => byKind(functions);

/** The scalar functions of a family: a row an op, by the table of its dialect. */
export function scalarRules<const Ops extends Readonly<Record<string, OpSpec>>>(
  { name, ops }: Dialect<Ops>,
  rows: { readonly [Op in keyof Ops]?: RowOf<Ops[Op]> },
): ScalarRules {
  const rules: Record<string, ScalarRule> = {};
  for (const op of Object.keys(rows)) {
    const row = rows[op] as RowOf<OpSpec>;
    const spec = ops[op] as OpSpec;
    rules[`${name}.${op}`] = (operation, types) => row(() => view(operation, spec), types);
  }
  return rules;
}

/** Rounds a computed scalar to what the element type holds: integers wrap, floats go to the nearest, ties to even. */
export function rounderOf(type: ElementType): (value: Scalar) => Scalar {
  const { kind, bits, format } = elementInfo(type);
  if (format) return (value) => fromSmallFloat(type, toSmallFloat(type, value as number));
  if (kind === 'float') return bits === 32 ? (value) => Math.fround(value as number) : (value) => value;
  if (kind === 'complex')
    return bits === 64 ? (value) => [Math.fround((value as Complex)[0]), Math.fround((value as Complex)[1])] : (value) => value;
  if (kind === 'boolean') return (value) => (value ? 1 : 0);
  if (bits === 64)
    return kind === 'signed' ? (value) => BigInt.asIntN(64, value as bigint) : (value) => BigInt.asUintN(64, value as bigint);
  const shift = 32 - bits;
  return kind === 'signed' ? (value) => ((value as number) << shift) >> shift : (value) => ((value as number) << shift) >>> shift;
}
