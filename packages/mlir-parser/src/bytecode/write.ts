// Module → MLIR bytecode.
import { fail } from '@hlolite/diagnostics';
import type { Bytes } from '@hlolite/tensor';
import type { Module } from '../ir/module.js';
import { ByteWriter } from './byte-writer.js';
import { FileNumbering } from './numbering.js';
import { PropertyCollector } from './properties.js';
import { writeResources } from './resources.js';
import { MAGIC, SECTION, VERSION, writeSection } from './sections.js';
import { writeProgram } from './write-operations.js';

export interface WriteBytecodeOptions {
  /** The version of the container, 0 to 6; 6 if absent. Portable artifacts of older versions of StableHLO need older ones. */
  readonly version?: number;
  /** Who writes the file; readers of portable artifacts want `StableHLO_v1.9.0` there. */
  readonly producer?: string;
}

/** Enough for every element type. MLIR refuses files that are not in memory at a multiple of it, so it is no larger. */
const RESOURCE_ALIGNMENT = 16;

/**
 * Writes MLIR bytecode, always the same for the same module. Operations of VHLO are written with VHLO's types and attributes.
 * @throws CompileError `bytecode/write-version`, `bytecode/value`, `bytecode/missing-attribute`, `bytecode/missing-resource`, `bytecode/too-deep`.
 */
export function writeBytecode(module: Module, options: WriteBytecodeOptions = {}): Uint8Array {
  const { version = VERSION.newest, producer = 'hlolite' } = options;
  if (!Number.isInteger(version) || version < 0 || version > VERSION.newest)
    fail({
      code: 'bytecode/write-version',
      message: `the bytecode version must be 0 to ${VERSION.newest} (was ${version})`,
      hint: `leave it out for version ${VERSION.newest}`,
    });
  const numbering = new FileNumbering();
  writeProgram(module.operation, { version, numbering, properties: new PropertyCollector(version, numbering) });
  numbering.settle();
  const properties = new PropertyCollector(version, numbering);
  const program = writeProgram(module.operation, { version, numbering, properties });
  const entries = entrySections(numbering);
  const resources = numbering.resources.size > 0 ? resourceSections(module, numbering) : undefined;
  const dialects = dialectSection(numbering, version);

  const out = new ByteWriter();
  for (const byte of MAGIC) out.byte(byte);
  out.varint(version);
  out.bytes(new TextEncoder().encode(producer));
  out.byte(0);
  writeSection(out, SECTION.dialects, dialects);
  writeSection(out, SECTION.attributeTypeOffsets, entries.offsets);
  writeSection(out, SECTION.attributesAndTypes, entries.data);
  writeSection(out, SECTION.ir, program);
  if (resources) {
    writeSection(out, SECTION.resourceOffsets, resources.offsets);
    writeSection(out, SECTION.resources, resources.data, RESOURCE_ALIGNMENT);
  }
  writeSection(out, SECTION.strings, numbering.strings.section());
  if (version >= VERSION.properties) writeSection(out, SECTION.properties, properties.section());
  return out.finish();
}

function entrySections({ attributes, types, dialects }: FileNumbering): { offsets: ByteWriter; data: ByteWriter } {
  const offsets = new ByteWriter();
  const data = new ByteWriter();
  offsets.varint(attributes.found.length);
  offsets.varint(types.found.length);
  for (const { dialect, things } of [...attributes.groups(), ...types.groups()]) {
    offsets.varint(dialects.get(dialect) as number);
    offsets.varint(things.length);
    for (const entry of things) {
      const start = data.length;
      entry.write(data);
      offsets.flaggedVarint(data.length - start, entry.encoded);
    }
  }
  return { offsets, data };
}

function dialectSection({ dialects, operations, strings }: FileNumbering, version: number): ByteWriter {
  const out = new ByteWriter();
  const string = (value: string) => strings.index({ value });
  out.varint(dialects.size);
  for (const name of dialects.keys())
    if (version >= VERSION.dialectVersions) out.flaggedVarint(string(name), false);
    else out.varint(string(name));
  if (version >= VERSION.unknownArgumentLocations) out.varint(operations.found.length);
  for (const { dialect, things } of operations.groups()) {
    out.varint(dialects.get(dialect) as number);
    out.varint(things.length);
    for (const { name, registered } of things)
      if (version >= VERSION.properties) out.flaggedVarint(string(name), registered);
      else out.varint(string(name));
  }
  return out;
}

function resourceSections(module: Module, { resources, dialects, strings }: FileNumbering) {
  const entries = [...resources.keys()].map((name) => ({ key: strings.index({ value: name }), bytes: contentOf(module, name) }));
  return writeResources(dialects.get('builtin') as number, RESOURCE_ALIGNMENT, entries);
}

function contentOf(module: Module, key: string): Bytes {
  return (
    module.resources.get(key) ??
    fail({
      code: 'bytecode/missing-resource',
      message: `a constant's resource must be one of the module (was ${key})`,
      hint: 'add its content to the resources of the module',
    })
  );
}
