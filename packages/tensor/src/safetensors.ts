// The safetensors format, read without trusting it and written canonically.
//   8 bytes   length of the header, unsigned little-endian
//   header    JSON: { "name": { "dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24] }, …, "__metadata__": { "key": "text" } }
//   the rest  data; offsets count from its start, tensors neither overlap nor leave holes
import { fail } from '@hlolite/diagnostics';
import { type ByteSource, type Bytes, bytesNow, memorySource } from './byte-source.js';
import { byteLength, type Dense, elementCount, expandedBytes } from './dense.js';
import { type ElementType, elementTypes } from './element-type.js';
import { repeatedKey } from './json-keys.js';

/** What a safetensors file holds, in the order of its header. */
export interface Safetensors {
  /** The bytes of each tensor are a view where the source is in memory, else a range of the source. */
  readonly tensors: ReadonlyMap<string, Dense>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** The header's length field is untrusted; this is the bound of the format's own reader. */
const LARGEST_HEADER = 100_000_000;
const METADATA = '__metadata__';
const DAMAGED = 'the file is damaged, or its writer made a mistake: get or write it again';

const typeOfCode = new Map<string, ElementType>();
const codeOfType = new Map<ElementType, string>();
for (const [type, info] of Object.entries(elementTypes) as [ElementType, { safetensors?: string }][])
  if (info.safetensors) {
    typeOfCode.set(info.safetensors, type);
    codeOfType.set(type, info.safetensors);
  }

/**
 * Reads the header; tensors stay where they are until somebody asks for their bytes. `name` is what errors call bytes in memory.
 * @throws CompileError `safetensors/…` that names the tensor; `tensor/not-in-memory` for a source that answers later (`readSafetensorsLater`).
 */
export function readSafetensors(source: ByteSource | Uint8Array, name = 'safetensors'): Safetensors {
  const file = asSource(source, name);
  const length = headerLength(file, bytesNow({ source: file, offset: 0, length: Math.min(8, file.size) }));
  return readHeader(file, bytesNow({ source: file, offset: 8, length }));
}

/** `readSafetensors` for a source that answers later: a Blob. */
export async function readSafetensorsLater(source: ByteSource): Promise<Safetensors> {
  const length = headerLength(source, await source.read(0, Math.min(8, source.size)));
  return readHeader(source, await source.read(8, length));
}

interface FileSource extends ByteSource {
  /** Present when the whole file is in memory: tensors are then views on it. */
  readonly whole?: Uint8Array;
}

const asSource = (source: ByteSource | Uint8Array, name: string): FileSource =>
  source instanceof Uint8Array ? { ...memorySource(source, name), whole: source } : source;

function headerLength(source: ByteSource, start: Uint8Array): number {
  if (start.length < 8)
    fail({
      code: 'safetensors/too-short',
      message: `a safetensors file must have at least 8 bytes (was ${source.size})`,
      place: { label: source.name },
      hint: DAMAGED,
    });
  const length = Number(new DataView(start.buffer, start.byteOffset, 8).getBigUint64(0, true));
  if (length > LARGEST_HEADER || length > source.size - 8)
    fail({
      code: 'safetensors/header-length',
      message: `the header must end inside the file and below ${LARGEST_HEADER} bytes (its length says ${length}, the file has ${source.size} bytes)`,
      place: { label: source.name },
      hint: 'the file is cut or is no safetensors file: download it again',
    });
  return length;
}

interface Entry {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

function readHeader(source: FileSource, bytes: Uint8Array): Safetensors {
  const header = parseHeader(source, bytes);
  const metadata = readMetadata(source, header[METADATA]);
  const entries = Object.keys(header)
    .filter((name) => name !== METADATA)
    .map((name) => readEntry(source, name, header[name]));
  const dataStart = 8 + bytes.length;
  checkLayout(source, entries, source.size - dataStart);
  const content = ({ begin, end }: Entry): Bytes =>
    source.whole ? source.whole.subarray(dataStart + begin, dataStart + end) : { source, offset: dataStart + begin, length: end - begin };
  return {
    tensors: new Map(entries.map((entry) => [entry.name, { type: entry.type, shape: entry.shape, bytes: content(entry) }])),
    metadata,
  };
}

function parseHeader(source: ByteSource, bytes: Uint8Array): Record<string, unknown> {
  const complain = (message: string) => fail({ code: 'safetensors/header', message, place: { label: source.name }, hint: DAMAGED });
  let text: string;
  let header: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    header = JSON.parse(text);
  } catch (error) {
    return complain(`the header must be JSON in UTF-8 (${(error as Error).message})`);
  }
  if (!isRecord(header)) return complain('the header must be a JSON object');
  const repeated = repeatedKey(text);
  if (repeated !== undefined)
    fail({
      code: 'safetensors/duplicate',
      message: `each tensor must be named once (${JSON.stringify(repeated)} is there twice)`,
      place: { label: source.name },
      hint: DAMAGED,
    });
  return header;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function readMetadata(source: ByteSource, given: unknown): Readonly<Record<string, string>> {
  if (given === undefined) return {};
  if (!isRecord(given) || !Object.values(given).every((value) => typeof value === 'string'))
    return fail({
      code: 'safetensors/metadata',
      message: `${METADATA} must map names to strings`,
      place: { label: source.name },
      hint: DAMAGED,
    });
  return given as Record<string, string>;
}

const isSize = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isRange = (value: unknown): value is [begin: number, end: number] =>
  Array.isArray(value) && value.length === 2 && isSize(value[0]) && isSize(value[1]) && value[0] <= value[1];
const labelOf = (source: ByteSource, name: string) => ({ label: `${source.name}: tensor ${JSON.stringify(name)}` });

function readEntry(source: ByteSource, name: string, given: unknown): Entry {
  const place = labelOf(source, name);
  const { dtype, shape, data_offsets: offsets } = isRecord(given) ? given : {};
  const type = typeof dtype === 'string' ? typeOfCode.get(dtype) : undefined;
  if (!type)
    return fail({
      code: 'safetensors/dtype',
      message: `dtype must be one of ${[...typeOfCode.keys()].join(', ')} (was ${JSON.stringify(dtype)})`,
      place,
      hint: DAMAGED,
    });
  if (!Array.isArray(shape) || !shape.every(isSize) || !isSize(elementCount(shape)))
    return fail({ code: 'safetensors/shape', message: `shape must list sizes (was ${JSON.stringify(shape)})`, place, hint: DAMAGED });
  if (!isRange(offsets))
    return fail({
      code: 'safetensors/offsets',
      message: `data_offsets must be [begin, end] (was ${JSON.stringify(offsets)})`,
      place,
      hint: DAMAGED,
    });
  const [begin, end] = offsets;
  const wanted = byteLength(type, shape);
  if (end - begin !== wanted)
    return fail({
      code: 'safetensors/size',
      message: `data must have ${wanted} bytes for ${dtype} ${JSON.stringify(shape)} (was ${end - begin})`,
      place,
      hint: DAMAGED,
    });
  return { name, type, shape, begin, end };
}

/** The format allows neither overlaps nor holes: a file that has them was made to confuse, or is damaged. */
function checkLayout(source: ByteSource, entries: readonly Entry[], dataLength: number): void {
  let end = 0;
  for (const entry of [...entries].sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (entry.end > dataLength)
      fail({
        code: 'safetensors/offsets',
        message: `data must end inside the file (ends at ${entry.end}, there are ${dataLength} bytes of data)`,
        place: labelOf(source, entry.name),
        hint: 'the file is cut: download it again',
      });
    if (entry.begin !== end)
      fail({
        code: entry.begin < end ? 'safetensors/overlap' : 'safetensors/hole',
        message: `data must begin where the tensor before it ends, at ${end} (was ${entry.begin})`,
        place: labelOf(source, entry.name),
        hint: DAMAGED,
      });
    end = entry.end;
  }
  if (end !== dataLength)
    fail({
      code: 'safetensors/hole',
      message: `tensors must fill the data (${end} of ${dataLength} bytes are used)`,
      place: { label: source.name },
      hint: DAMAGED,
    });
}

/**
 * A safetensors file of the given tensors, in their order. The header is padded so that data begins at a multiple of 8;
 * order the tensors by falling element width to keep each aligned.
 * @throws CompileError `safetensors/dtype` for an element type the format does not know.
 */
export function writeSafetensors(tensors: ReadonlyMap<string, Dense>, metadata: Readonly<Record<string, string>> = {}): Uint8Array {
  const header: [string, unknown][] = Object.keys(metadata).length > 0 ? [[METADATA, metadata]] : [];
  const pieces: Uint8Array[] = [];
  let offset = 0;
  for (const [name, tensor] of tensors) {
    const dtype = codeOfType.get(tensor.type);
    if (!dtype || name === METADATA)
      fail({
        code: dtype ? 'safetensors/name' : 'safetensors/dtype',
        message: dtype ? `a tensor must not be named ${METADATA}` : `safetensors has no code for ${tensor.type}`,
        place: { label: `tensor ${JSON.stringify(name)}` },
        hint: dtype ? 'give it another name' : 'convert it to a type that the format has, such as f32',
      });
    const bytes = expandedBytes(tensor);
    header.push([name, { dtype, shape: tensor.shape, data_offsets: [offset, offset + bytes.length] }]);
    pieces.push(bytes);
    offset += bytes.length;
  }
  return assemble(Object.fromEntries(header), pieces, offset);
}

function assemble(header: Record<string, unknown>, pieces: readonly Uint8Array[], dataLength: number): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(header));
  const padded = Math.ceil(json.length / 8) * 8;
  const file = new Uint8Array(8 + padded + dataLength);
  new DataView(file.buffer).setBigUint64(0, BigInt(padded), true);
  file.fill(0x20, 8, 8 + padded);
  file.set(json, 8);
  let at = 8 + padded;
  for (const piece of pieces) {
    file.set(piece, at);
    at += piece.length;
  }
  return file;
}
