// Meshes of devices and their axes. Programs here do not run on them, so they are kept as their text; StableHLO and VHLO encode them with the
// same parts, but for names (strings there, string attributes here) and what may be absent.
//   #stablehlo.sub_axis_info(1)2 · #stablehlo.axis_ref<name = "x", sub_axis_info = (1)2> · #stablehlo.mesh_axis<name = "x", size = 2>
//   #stablehlo.mesh<axes=[<name = "x", size = 2>], device_ids=dense<[0, 1]> : tensor<2xi64>>
import type { Attribute, OpaqueAttribute, StringAttribute } from '../ir/attributes.js';
import { quoted } from '../print/strings.js';
import { parseAttributeText } from './assembly.js';
import { type EntryReader, type EntryWriter, stringAttribute } from './entry.js';
import { type AttributeRow, attributeRow } from './rows.js';

/** What differs between the two dialects. */
interface MeshForm {
  readonly readName: (reader: EntryReader) => string;
  readonly writeName: (writer: EntryWriter, name: string) => void;
  readonly readOptional: (reader: EntryReader) => Attribute | undefined;
  readonly writeOptional: (writer: EntryWriter, attribute: Attribute | undefined) => void;
}

/** A byte or varint that is 0 or 1 comes before what may be absent. */
function readFlagged(reader: EntryReader, present: boolean): Attribute | undefined {
  return present ? reader.attribute() : undefined;
}

const stablehloForm: MeshForm = {
  readName: (reader) => reader.string().value,
  writeName: (writer, name) => writer.string({ value: name }),
  readOptional: (reader) => readFlagged(reader, reader.cursor.flag()),
  writeOptional: (writer, attribute) => {
    writer.out.byte(Number(attribute !== undefined));
    if (attribute) writer.attribute(attribute);
  },
};

const vhloForm: MeshForm = {
  readName: (reader) => reader.name(),
  writeName: (writer, name) => writer.attribute(stringAttribute(name)),
  readOptional: (reader) => readFlagged(reader, reader.cursor.varint() !== 0),
  writeOptional: (writer, attribute) => {
    writer.out.varint(Number(attribute !== undefined));
    if (attribute) writer.attribute(attribute);
  },
};

const STRING = '"(?:[^"\\\\]|\\\\.)*"';
const INTEGER = '-?\\d+';
const SUB_AXIS = `\\((?<pre>${INTEGER})\\)(?<size>${INTEGER})`;
const MESH_AXIS = `<name = (?<name>${STRING}), size = (?<size>${INTEGER})>`;
const meshAxes = new RegExp(MESH_AXIS, 'g');

const patterns = {
  subAxis: new RegExp(`^#stablehlo\\.sub_axis_info${SUB_AXIS}$`),
  axis: new RegExp(`^#stablehlo\\.axis_ref<name = (?<name>${STRING})(?:, sub_axis_info = (?<sub>${SUB_AXIS}))?>$`),
  meshAxis: new RegExp(`^#stablehlo\\.mesh_axis${MESH_AXIS}$`),
  mesh: /^#stablehlo\.mesh<axes=\[(?<axes>.*?)\](?:, device_ids=(?<devices>dense<.*))?>$/,
};

const opaque = (text: string): OpaqueAttribute => ({ kind: 'opaque', text });

/** Within another attribute a part stands without the name in front of it. */
const bodyOf = (reader: EntryReader, attribute: Attribute) => reader.attributeText(attribute).replace(/^#stablehlo\.\w+/, '');

const meshRow = (
  code: number,
  pattern: RegExp,
  read: (reader: EntryReader) => string,
  write: (writer: EntryWriter, parts: Readonly<Record<string, string>>) => void,
): AttributeRow =>
  attributeRow(
    code,
    'opaque',
    (reader) => opaque(read(reader)),
    (writer, { text }) => write(writer, pattern.exec(text)?.groups ?? {}),
    ({ text }) => pattern.test(text),
  );

const unquoted = (literal = '') => (parseAttributeText(literal) as StringAttribute).value;

function readMesh(reader: EntryReader, readDevices: (reader: EntryReader) => Attribute | undefined): string {
  const axes = reader.attribute();
  const list = axes.kind === 'array' ? axes.elements.map((axis) => bodyOf(reader, axis)).join(', ') : '';
  const devices = readDevices(reader);
  return `#stablehlo.mesh<axes=[${list}]${devices ? `, device_ids=${reader.attributeText(devices)}` : ''}>`;
}

function writeMesh(writer: EntryWriter, { axes = '' }: Readonly<Record<string, string>>): void {
  writer.attribute({ kind: 'array', elements: [...axes.matchAll(meshAxes)].map(([axis]) => opaque(`#stablehlo.mesh_axis${axis}`)) });
}

const devicesOf = ({ devices }: Readonly<Record<string, string>>) => (devices === undefined ? undefined : parseAttributeText(devices));

/** Codes of the sub-axis, the axis, the axis of a mesh, and the mesh. */
type MeshCodes = readonly [subAxis: number, axis: number, meshAxis: number, mesh: number];

function meshRows([subAxis, axis, meshAxis, mesh]: MeshCodes, form: MeshForm, meshForm: MeshForm): readonly AttributeRow[] {
  return [
    meshRow(
      subAxis,
      patterns.subAxis,
      (r) => `#stablehlo.sub_axis_info(${r.cursor.svarint64()})${r.cursor.svarint64()}`,
      (w, { pre = '', size = '' }) => {
        w.out.svarint(BigInt(pre));
        w.out.svarint(BigInt(size));
      },
    ),
    meshRow(
      axis,
      patterns.axis,
      (r) => {
        const name = `name = ${quoted(form.readName(r))}`;
        const sub = form.readOptional(r);
        return `#stablehlo.axis_ref<${name}${sub ? `, sub_axis_info = ${bodyOf(r, sub)}` : ''}>`;
      },
      (w, { name, sub }) => {
        form.writeName(w, unquoted(name));
        form.writeOptional(w, sub === undefined ? undefined : opaque(`#stablehlo.sub_axis_info${sub}`));
      },
    ),
    meshRow(
      meshAxis,
      patterns.meshAxis,
      (r) => `#stablehlo.mesh_axis<name = ${quoted(form.readName(r))}, size = ${r.cursor.svarint64()}>`,
      (w, { name, size = '' }) => {
        form.writeName(w, unquoted(name));
        w.out.svarint(BigInt(size));
      },
    ),
    meshRow(
      mesh,
      patterns.mesh,
      (r) => readMesh(r, meshForm.readOptional),
      (w, parts) => {
        writeMesh(w, parts);
        meshForm.writeOptional(w, devicesOf(parts));
      },
    ),
  ];
}

export const stablehloMeshRows = meshRows([19, 20, 21, 22], stablehloForm, stablehloForm);

/** The devices of VHLO's mesh are an optional attribute, the sub-axis of its axis is announced by a number. */
export const vhloMeshRows = meshRows([21, 22, 24, 25], vhloForm, {
  ...vhloForm,
  readOptional: (reader) => reader.optionalAttribute(),
  writeOptional: (writer, attribute) => writer.optionalAttribute(attribute),
});
