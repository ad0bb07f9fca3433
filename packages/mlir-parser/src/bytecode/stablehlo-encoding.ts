// The encodings of the StableHLO and CHLO dialects: their enums and records, under the codes they have there.
import {
  chloComparisonDirection,
  chloComparisonType,
  comparisonDirection,
  comparisonType,
  fftType,
  precision,
  resultAccuracyMode,
  rngAlgorithm,
  rngDistribution,
  transposeMode,
} from '../dialects/enums.js';
import {
  bounds,
  channelHandle,
  convDimensionNumbers,
  dotAlgorithm,
  dotDimensionNumbers,
  gatherDimensionNumbers,
  outputOperandAlias,
  replicaGroupMeshAxes,
  resultAccuracy,
  scatterDimensionNumbers,
} from '../dialects/stablehlo/attributes.js';
import type { ArrayAttribute, Attribute } from '../ir/attributes.js';
import { futureRow } from './common-rows.js';
import { stablehloMeshRows } from './mesh-encoding.js';
import { type AttributeRow, attributeRow, constantType, type DialectEncoding, enumRow, recordRow } from './rows.js';

/** The mesh is an attribute, its axes are a list. */
const replicaGroupRow: AttributeRow = attributeRow(
  18,
  'struct',
  (r) => ({
    kind: 'struct',
    name: replicaGroupMeshAxes.name,
    fields: { mesh: r.attribute(), axes: { kind: 'array', elements: r.attributes() } },
  }),
  (w, { fields }) => {
    w.attribute(fields.mesh as Attribute);
    w.attributes((fields.axes as ArrayAttribute).elements);
  },
  ({ name }) => name === replicaGroupMeshAxes.name,
);

export const stablehloEncoding: DialectEncoding = {
  dialect: 'stablehlo',
  attributes: [
    recordRow(1, channelHandle),
    enumRow(2, comparisonDirection),
    enumRow(3, comparisonType),
    recordRow(4, convDimensionNumbers),
    recordRow(5, dotDimensionNumbers),
    enumRow(6, fftType),
    recordRow(7, gatherDimensionNumbers),
    enumRow(8, precision),
    enumRow(9, rngAlgorithm),
    enumRow(10, rngDistribution),
    recordRow(11, scatterDimensionNumbers),
    enumRow(12, transposeMode),
    recordRow(13, bounds),
    recordRow(14, outputOperandAlias),
    recordRow(15, dotAlgorithm),
    enumRow(16, resultAccuracyMode),
    recordRow(17, resultAccuracy),
    replicaGroupRow,
    ...stablehloMeshRows,
  ],
  types: [constantType(0, { kind: 'dialect', dialect: 'stablehlo', body: 'token' }), futureRow(1)],
};

export const chloEncoding: DialectEncoding = {
  dialect: 'chlo',
  attributes: [enumRow(0, chloComparisonDirection), enumRow(1, chloComparisonType)],
  types: [],
};
