// How one attribute stands in VHLO and how in StableHLO. VHLO writes every attribute out, lists of integers as tensors, symbols as strings.
import { type Attribute, type Attributes, type DenseAttribute, i64, integer, type StringAttribute, tensor } from '@hlolite/mlir-parser';
import { bytesNow, readNumbers, writeNumbers } from '@hlolite/tensor';
import { fromVhlo, toVhlo } from './attributes.js';

/** What VHLO writes where StableHLO has nothing, and StableHLO leaves out where VHLO has it. */
export interface Default {
  /** Sees the attributes of the StableHLO op; undefined when they do not say what the default is. */
  readonly make: (stablehlo: Attributes) => Attribute | undefined;
  /** Whether VHLO's attribute is the default. */
  readonly is: (vhlo: Attribute) => boolean;
}

/** The two conversions give undefined for an attribute of another kind than `expected`. */
export interface Form {
  readonly expected: string;
  readonly fromVhlo: (attribute: Attribute) => Attribute | undefined;
  readonly toVhlo: (attribute: Attribute) => Attribute | undefined;
  /** Without it the attribute must be there. */
  readonly default?: Default;
  /** It meant nothing: StableHLO does not have it. */
  readonly dropped?: true;
}

/** The attribute with a default. */
export const or = (form: Form, absent: Default): Form => ({ ...form, default: absent });

/** The same attribute in both. */
export const same: Form = { expected: 'an attribute', fromVhlo, toVhlo };

/** `array<i64: 1, 2>`, in VHLO `dense<[1, 2]> : tensor<2xi64>`. */
export const integers: Form = {
  expected: 'a list of 64-bit integers',
  fromVhlo: (attribute) => {
    const values = isIntegers(attribute) ? integersOf(attribute) : undefined;
    return values && { kind: 'dense-array', element: i64, values };
  },
  toVhlo: (attribute) => {
    if (attribute.kind !== 'dense-array') return isIntegers(attribute) ? attribute : undefined;
    return denseIntegers(attribute.values.map((value) => BigInt(value)));
  },
};

/** `array<i1: true>`, in VHLO `dense<true> : tensor<1xi1>`. */
export const booleans: Form = {
  expected: 'a list of booleans',
  fromVhlo: (attribute) => {
    const values = isDense(attribute, 1) ? elementsOf(attribute, [...bytesNow(attribute.bytes)]) : undefined;
    return values && { kind: 'dense-array', element: integer(1), values: values.map((byte) => byte !== 0) };
  },
  toVhlo: (attribute) => {
    if (attribute.kind !== 'dense-array') return isDense(attribute, 1) ? attribute : undefined;
    return { kind: 'dense', type: tensor([attribute.values.length], integer(1)), ...stored('i1', attribute.values.map(Number)) };
  },
};

/** `@name`, in VHLO `"name"`. */
export const symbol: Form = { expected: 'the name of a function', fromVhlo: symbolFrom, toVhlo: nameFrom };

function symbolFrom(attribute: Attribute): Attribute | undefined {
  return attribute.kind === 'string' ? { kind: 'symbol', name: attribute.value, nested: [] } : undefined;
}

function nameFrom(attribute: Attribute): StringAttribute | undefined {
  return attribute.kind === 'symbol' && attribute.nested.length === 0 ? { kind: 'string', value: attribute.name } : undefined;
}

/** `[@a, @b]`, in VHLO `["a", "b"]`. */
export const symbols: Form = {
  expected: 'a list of names of functions',
  fromVhlo: (attribute) => everyElement(attribute, symbolFrom),
  toVhlo: (attribute) => everyElement(attribute, nameFrom),
};

function everyElement(attribute: Attribute, change: (element: Attribute) => Attribute | undefined): Attribute | undefined {
  const elements = attribute.kind === 'array' ? attribute.elements.map(change) : [undefined];
  return elements.every((element) => element !== undefined) ? { kind: 'array', elements } : undefined;
}

/** There or not, in VHLO true or false. */
export const flag: Form = {
  expected: 'true or false',
  fromVhlo: (attribute) => (attribute.kind === 'bool' ? { kind: 'unit' } : undefined),
  toVhlo: (attribute) => (attribute.kind === 'unit' ? { kind: 'bool', value: true } : attribute.kind === 'bool' ? attribute : undefined),
};

const apiVersions = ['UNSPECIFIED', 'ORIGINAL', 'STATUS_RETURNING', 'STATUS_RETURNING_UNIFIED', 'TYPED_FFI'];
const API_VERSION = 'vhlo.api_version_v1';

/** The version of custom calls as an attribute of VHLO. */
export const apiVersionNumbered = (number: number): Attribute | undefined =>
  number in apiVersions ? { kind: 'enum', name: API_VERSION, value: `API_VERSION_${apiVersions[number]}` } : undefined;

/** `4 : i32`, in VHLO a member of an enum. */
export const apiVersion: Form = {
  expected: `a version of custom calls from 0 to ${apiVersions.length - 1}`,
  fromVhlo: (attribute) => {
    const number = attribute.kind === 'enum' ? apiVersions.indexOf(attribute.value.replace('API_VERSION_', '')) : -1;
    return number < 0 ? undefined : { kind: 'integer', value: BigInt(number), type: integer(32) };
  },
  toVhlo: (attribute) => (attribute.kind === 'integer' ? apiVersionNumbered(Number(attribute.value)) : undefined),
};

const isDense = (attribute: Attribute, width: number): attribute is DenseAttribute =>
  attribute.kind === 'dense' &&
  attribute.type.kind === 'tensor' &&
  attribute.type.element.kind === 'integer' &&
  attribute.type.element.width === width;

/** Whether it is a tensor of i64. */
export const isIntegers = (attribute: Attribute): attribute is DenseAttribute => isDense(attribute, 64);

/** The elements of a tensor of i64; undefined when they are longer than any list of a program. */
export function integersOf(attribute: DenseAttribute): readonly bigint[] | undefined {
  return elementsOf(attribute, [...(readNumbers({ type: 'i64', shape: [], bytes: attribute.bytes }) as BigInt64Array)]);
}

/** Lists have one element a dimension or device; a longer splat is a mistake that would fill the memory. */
const LONGEST_SPLAT = 1 << 20;

function elementsOf<Element>({ type, splat }: DenseAttribute, elements: readonly Element[]): readonly Element[] | undefined {
  const count = type.kind === 'tensor' ? type.shape.reduce((product, size) => product * size, 1) : 0;
  if (elements.length !== (splat ? 1 : count) || count > LONGEST_SPLAT) return undefined;
  return splat ? new Array<Element>(count).fill(elements[0] as Element) : elements;
}

/** A tensor of i64; MLIR keeps equal elements as one. */
export const denseIntegers = (values: readonly bigint[], shape: readonly number[] = [values.length]): DenseAttribute => ({
  kind: 'dense',
  type: tensor(shape, i64),
  ...stored('i64', values),
});

function stored(type: 'i64' | 'i1', values: readonly bigint[] | readonly number[]): Pick<DenseAttribute, 'bytes' | 'splat'> {
  const splat = values.length > 0 && (values as readonly unknown[]).every((value) => value === values[0]);
  return { bytes: writeNumbers(type, splat ? ([values[0]] as readonly bigint[]) : values), splat };
}
