// The encoding of the VHLO dialect. Its types and attributes are read as what they mean: `!vhlo.f32_v1` is f32, `#vhlo.tensor_v1` a dense
// constant. Enums and records keep VHLO's names (`vhlo.precision_v1`), since their versions are VHLO's.
import {
  comparisonDirection,
  comparisonType,
  type EnumSpec,
  fftType,
  precision,
  resultAccuracyMode,
  rngAlgorithm,
  rngDistribution,
  transposeMode,
} from '../dialects/enums.js';
import { recordSpec } from '../dialects/records.js';
import { bounds } from '../dialects/stablehlo/attributes.js';
import { simpleType } from '../ir/type-names.js';
import type { Type } from '../ir/types.js';
import {
  arrayRow,
  bufferRow,
  complexRow,
  dictionaryRow,
  floatRow,
  functionRow,
  futureRow,
  integerRow,
  stringRow,
  tensorRows,
  tupleRow,
  typeAttributeRow,
  unrankedTensorRow,
} from './common-rows.js';
import { readDense, writeDense } from './elements.js';
import { stringAttribute } from './entry.js';
import { vhloMeshRows } from './mesh-encoding.js';
import { quantizedRows } from './quantized-encoding.js';
import { attributeRow, constantType, type DialectEncoding, enumRow, recordRow } from './rows.js';

const renamed = (name: string, spec: EnumSpec): EnumSpec => ({ ...spec, name });

const apiVersion: EnumSpec = {
  name: 'vhlo.api_version_v1',
  members: [
    'API_VERSION_UNSPECIFIED',
    'API_VERSION_ORIGINAL',
    'API_VERSION_STATUS_RETURNING',
    'API_VERSION_STATUS_RETURNING_UNIFIED',
    'API_VERSION_TYPED_FFI',
  ],
};
const accuracyMode = renamed('vhlo.result_accuracy_mode_v1', resultAccuracyMode);

const outputOperandAlias = recordSpec('vhlo.output_operand_alias_v1', {
  output_tuple_indices: 'integers',
  operand_index: 'integer',
  operand_tuple_indices: 'integers',
});
const resultAccuracy = recordSpec('vhlo.result_accuracy_v1', { atol: 'float', rtol: 'float', ulps: 'integer', mode: accuracyMode });
const replicaGroupMeshAxes = recordSpec('vhlo.replica_group_mesh_axes_v1', { mesh: 'attribute', axes: 'attribute' });

/** Types that their name says all about, by code. */
const simpleTypes: Readonly<Record<number, string>> = {
  0: 'i1',
  2: 'bf16',
  3: 'f16',
  4: 'f32',
  5: 'f64',
  6: 'f8E4M3FN',
  7: 'f8E5M2',
  9: 'index',
  10: 'i4',
  11: 'i8',
  12: 'i16',
  13: 'i32',
  14: 'i64',
  15: 'ui4',
  16: 'ui8',
  17: 'ui16',
  18: 'ui32',
  19: 'ui64',
  27: 'f8E4M3FNUZ',
  28: 'f8E5M2FNUZ',
  29: 'f8E4M3B11FNUZ',
  31: 'i2',
  32: 'ui2',
  33: 'none',
  34: 'tf32',
  35: 'f8E4M3',
  36: 'f8E3M4',
  37: 'f4E2M1FN',
  38: 'f6E2M3FN',
  39: 'f6E3M2FN',
  40: 'f8E8M0FNU',
};

const attributes: DialectEncoding['attributes'] = [
  arrayRow(1),
  attributeRow(
    2,
    'bool',
    (r) => ({ kind: 'bool', value: r.cursor.varint() !== 0 }),
    (w, { value }) => w.out.varint(Number(value)),
  ),
  enumRow(3, renamed('vhlo.comparison_direction_v1', comparisonDirection)),
  enumRow(4, renamed('vhlo.comparison_type_v1', comparisonType)),
  enumRow(5, apiVersion),
  dictionaryRow(6, (w, name) => w.attribute(stringAttribute(name))),
  enumRow(7, renamed('vhlo.fft_type_v1', fftType)),
  floatRow(8),
  integerRow(9),
  recordRow(10, outputOperandAlias),
  enumRow(11, renamed('vhlo.precision_v1', precision)),
  enumRow(12, renamed('vhlo.rng_algorithm_v1', rngAlgorithm)),
  enumRow(13, renamed('vhlo.rng_distribution_v1', rngDistribution)),
  stringRow(14),
  attributeRow(15, 'dense', readDense, writeDense),
  enumRow(16, renamed('vhlo.transpose_v1', transposeMode)),
  typeAttributeRow(17),
  recordRow(18, bounds),
  enumRow(19, accuracyMode),
  recordRow(20, resultAccuracy),
  recordRow(23, replicaGroupMeshAxes),
  ...vhloMeshRows,
];

const types: DialectEncoding['types'] = [
  ...Object.entries(simpleTypes).map(([code, name]) => constantType(Number(code), simpleType(name) as Type)),
  complexRow(1),
  functionRow(8),
  ...tensorRows(20, 21),
  constantType(22, { kind: 'dialect', dialect: 'stablehlo', body: 'token' }),
  tupleRow(23),
  ...quantizedRows(24, 30),
  unrankedTensorRow(25),
  constantType(26, { kind: 'dialect', dialect: 'shape', body: 'witness' }),
  bufferRow(41),
  futureRow(42),
];

export const vhloEncoding: DialectEncoding = { dialect: 'vhlo', attributes, types };
