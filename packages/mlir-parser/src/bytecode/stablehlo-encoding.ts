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
import { quoted } from '../print/strings.js';
import { futureRow } from './common-rows.js';
import type { EntryReader } from './entry.js';
import { type AttributeRow, attributeRow, constantType, type DialectEncoding, enumRow, recordRow } from './rows.js';

const opaque = (text: string): Attribute => ({ kind: 'opaque', text });
/** Within another attribute a part stands without the name in front of it. */
const bodyOf = (reader: EntryReader, attribute: Attribute) => reader.attributeText(attribute).replace(/^#stablehlo\.\w+/, '');

function readAxis(reader: EntryReader): Attribute {
  const name = `name = ${quoted(reader.string().value)}`;
  return opaque(`#stablehlo.axis_ref<${name}${reader.cursor.flag() ? `, sub_axis_info = ${bodyOf(reader, reader.attribute())}` : ''}>`);
}

function readMesh(reader: EntryReader): Attribute {
  const axes = reader.attribute();
  const list = axes.kind === 'array' ? axes.elements.map((axis) => bodyOf(reader, axis)).join(', ') : '';
  const devices = reader.cursor.flag() ? `, device_ids=${reader.attributeText(reader.attribute())}` : '';
  return opaque(`#stablehlo.mesh<axes=[${list}]${devices}>`);
}

/** Meshes and their parts: programs here do not run on them, so they are kept as their text. */
const meshRows: readonly AttributeRow[] = [
  attributeRow(
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
  ),
  attributeRow(19, 'opaque', (r) => opaque(`#stablehlo.sub_axis_info(${r.cursor.svarint()})${r.cursor.svarint()}`)),
  attributeRow(20, 'opaque', readAxis),
  attributeRow(21, 'opaque', (r) => opaque(`#stablehlo.mesh_axis<name = ${quoted(r.string().value)}, size = ${r.cursor.svarint()}>`)),
  attributeRow(22, 'opaque', readMesh),
];

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
    ...meshRows,
  ],
  types: [constantType(0, { kind: 'dialect', dialect: 'stablehlo', body: 'token' }), futureRow(1)],
};

export const chloEncoding: DialectEncoding = {
  dialect: 'chlo',
  attributes: [enumRow(0, chloComparisonDirection), enumRow(1, chloComparisonType)],
  types: [],
};
