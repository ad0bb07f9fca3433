// What VHLO writes out where StableHLO has no attribute, and what StableHLO leaves out when VHLO has it.
import { type Attribute, type Attributes, integer, tensor } from '@hlolite/mlir-parser';
import { bytesNow } from '@hlolite/tensor';
import { apiVersionNumbered, type Default, denseIntegers, isIntegers } from './forms.js';

export const no: Default = {
  make: () => ({ kind: 'bool', value: false }),
  is: (attribute) => attribute.kind === 'bool' && !attribute.value,
};

/** An integer, compared by its value alone. */
export const integerOf = (value: bigint): Default => ({
  make: () => ({ kind: 'integer', value, type: integer(64) }),
  is: (attribute) => attribute.kind === 'integer' && attribute.value === value,
});

export const emptyString: Default = {
  make: () => ({ kind: 'string', value: '' }),
  is: (attribute) => attribute.kind === 'string' && attribute.value === '',
};

/** The default where StableHLO writes the attribute out as well. */
export const written = (inner: Default): Default => ({ ...inner, is: () => false });

export const emptyArray: Default = {
  make: () => ({ kind: 'array', elements: [] }),
  is: (attribute) => attribute.kind === 'array' && attribute.elements.length === 0,
};

export const emptyDictionary: Default = {
  make: () => ({ kind: 'dictionary', entries: {} }),
  is: (attribute) => attribute.kind === 'dictionary' && Object.keys(attribute.entries).length === 0,
};

export const emptyTensor: Default = {
  make: () => denseIntegers([], [0]),
  is: (attribute) => attribute.kind === 'dense' && attribute.type.kind === 'tensor' && attribute.type.shape.includes(0),
};

/** A typed custom call is configured by a dictionary, any other by a string. */
export const emptyConfig: Default = {
  make: ({ api_version: version }) => (version?.kind === 'integer' && version.value === 4n ? emptyDictionary : emptyString).make({}),
  is: (attribute) => emptyString.is(attribute) || emptyDictionary.is(attribute),
};

export const originalVersion: Default = {
  make: () => apiVersionNumbered(1),
  is: (attribute) => attribute.kind === 'enum' && attribute.value === 'API_VERSION_ORIGINAL',
};

const member = (name: string, value: string): Attribute => ({ kind: 'enum', name: `vhlo.${name}_v1`, value });

export const noType: Default = {
  make: () => member('comparison_type', 'NOTYPE'),
  is: (attribute) => attribute.kind === 'enum' && attribute.value === 'NOTYPE',
};

/** DEFAULT for each of the two operands. */
export const defaultPrecision: Default = {
  make: () => ({ kind: 'array', elements: [member('precision', 'DEFAULT'), member('precision', 'DEFAULT')] }),
  is: (attribute) =>
    attribute.kind === 'array' && attribute.elements.every((element) => element.kind === 'enum' && element.value === 'DEFAULT'),
};

export const defaultAccuracy: Default = {
  make: () => ({
    kind: 'struct',
    name: 'vhlo.result_accuracy_v1',
    fields: { atol: 0, rtol: 0, ulps: 0, mode: member('result_accuracy_mode', 'DEFAULT') },
  }),
  is: (attribute) => {
    if (attribute.kind !== 'struct') return false;
    const { atol, rtol, ulps, mode } = attribute.fields;
    const isDefault = typeof mode === 'object' && 'kind' in mode && mode.kind === 'enum' && mode.value === 'DEFAULT';
    return atol === 0 && rtol === 0 && Number(ulps) === 0 && isDefault;
  },
};

/** How many dimensions a window has, or a convolution slides over. */
type Count = (stablehlo: Attributes) => number | undefined;

export const windowRank: Count = ({ window_dimensions: window }) =>
  window?.kind === 'dense-array'
    ? window.values.length
    : window?.kind === 'dense' && window.type.kind === 'tensor'
      ? window.type.shape[0]
      : undefined;

export const spatialRank: Count = ({ dimension_numbers: numbers }) => {
  const spatial = numbers?.kind === 'struct' ? numbers.fields.input_spatial_dimensions : undefined;
  return Array.isArray(spatial) ? spatial.length : undefined;
};

/** The same integer for each dimension. */
export const every = (value: bigint, rank: Count): Default => ({
  make: (attributes) => ranked(rank(attributes), (count) => denseIntegers(new Array<bigint>(count).fill(value))),
  is: (attribute) => isSplat(attribute, value),
});

/** No padding, low or high, in each dimension. */
export const unpadded = (rank: Count): Default => ({
  make: (attributes) => ranked(rank(attributes), (count) => denseIntegers(new Array<bigint>(2 * count).fill(0n), [count, 2])),
  is: (attribute) => isSplat(attribute, 0n),
});

/** False for each dimension. */
export const everyFalse = (rank: Count): Default => ({
  make: (attributes) =>
    ranked(rank(attributes), (count) => ({
      kind: 'dense',
      type: tensor([count], integer(1)),
      bytes: new Uint8Array(Math.min(count, 1)),
      splat: count > 0,
    })),
  is: (attribute) => isSplat(attribute, 0n),
});

const ranked = (count: number | undefined, make: (count: number) => Attribute) => (count === undefined ? undefined : make(count));

/** Whether every element is the value, 0 or 1. A tensor without elements is no splat in MLIR either, and so no default. */
function isSplat(attribute: Attribute, value: bigint): boolean {
  if (attribute.kind !== 'dense') return false;
  const bytes = bytesNow(attribute.bytes);
  const size = isIntegers(attribute) ? 8 : 1;
  return bytes.length > 0 && bytes.every((byte, index) => byte === (index % size === 0 ? Number(value) : 0));
}
