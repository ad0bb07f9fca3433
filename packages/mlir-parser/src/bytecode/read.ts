// MLIR bytecode → Module.
import type { ByteSource, Bytes } from '@hlolite/tensor';
import { block, operation } from '../ir/build.js';
import type { Module, Operation } from '../ir/module.js';
import { AttributeTypeTable } from './attributes-and-types.js';
import { inputOf } from './cursor.js';
import { NameTable } from './names.js';
import { PropertyTable } from './properties.js';
import { readProgram } from './read-operations.js';
import { noResources, readResources } from './resources.js';
import { readContainer, SECTION, VERSION } from './sections.js';
import { StringTable } from './strings.js';

export interface ReadBytecodeOptions {
  /** For messages: the file's name. */
  readonly name?: string;
  /** Sees who wrote the file before anything else is read: what it throws refuses the file. */
  readonly checkProducer?: (producer: string) => void;
}

/** A program, and what its file says of itself. */
export interface BytecodeFile {
  readonly module: Module;
  /** Who wrote the file: `StableHLO_v1.9.0` for a portable artifact. */
  readonly producer: string;
  /** The version of the container, 0 to 6. */
  readonly version: number;
}

/**
 * Reads MLIR bytecode. The module is the same as the parser of text gives. Constants are views of the bytes, or ranges of a source that is
 * not in memory; of such a source only the index sections are read. VHLO's types and attributes are read as what they mean, its operations
 * keep their names (`vhlo.add_v1`).
 * @throws CompileError `bytecode/…` with the byte at which the file is wrong.
 */
export function readBytecode(source: Uint8Array | ByteSource, options: ReadBytecodeOptions = {}): BytecodeFile {
  const input = inputOf(source, options.name);
  const { version, producer, section, required } = readContainer(input);
  options.checkProducer?.(producer);
  const strings = new StringTable(required(SECTION.strings));
  const names = new NameTable(required(SECTION.dialects), version, strings);
  const resources = resourcesOf(section, names, strings);
  const entries = new AttributeTypeTable(
    required(SECTION.attributeTypeOffsets),
    required(SECTION.attributesAndTypes),
    names,
    strings,
    (handle) => resources.keys[handle],
  );
  const properties =
    version >= VERSION.properties ? new PropertyTable(required(SECTION.properties), { version, producer }, entries) : undefined;
  const operations = readProgram(required(SECTION.ir), { version, names, entries, properties });
  return { module: moduleOf(operations, resources.contents), producer, version };
}

function resourcesOf(section: ReturnType<typeof readContainer>['section'], names: NameTable, strings: StringTable) {
  const offsets = section(SECTION.resourceOffsets);
  const data = section(SECTION.resources);
  return offsets && data ? readResources(offsets, data, names, strings) : noResources;
}

/** A file holds one module; other operations get a module around them, as in text. */
function moduleOf(operations: readonly Operation[], resources: ReadonlyMap<string, Bytes>): Module {
  const [only] = operations;
  if (only?.name === 'builtin.module' && operations.length === 1) return { operation: only, resources };
  const body = block();
  body.operations.push(...operations);
  return { operation: operation({ name: 'builtin.module', regions: [{ blocks: [body] }] }), resources };
}

/** The same for a source that answers later, such as a Blob: its bytes are read into memory first. */
export async function readBytecodeLater(source: ByteSource, options: ReadBytecodeOptions = {}): Promise<BytecodeFile> {
  const bytes = await source.read(0, source.size);
  return readBytecode(bytes, { name: source.name, ...options });
}
