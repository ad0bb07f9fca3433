// A program in whatever form it comes: MLIR text, MLIR bytecode, or a portable artifact (VHLO in bytecode). The bytes say which.
import { isBytecode, type Module, parse, readBytecode, writeBytecode } from '@hlolite/mlir-parser';
import { type ByteSource, bytesNow } from '@hlolite/tensor';
import { downgrade } from './vhlo/downgrade.js';
import { isVhlo, upgrade } from './vhlo/upgrade.js';
import { bytecodeVersionFor, checkArtifactVersion, vhloVersion } from './vhlo/version.js';

export interface ReadProgramOptions {
  /** For messages: the file's name. */
  readonly name?: string;
}

/**
 * The StableHLO of a program in any of its forms. Constants of bytecode stay in the source; text is read whole.
 * @throws CompileError `parse/…`, `bytecode/…` or `vhlo/…`.
 */
export function readProgram(source: string | Uint8Array | ByteSource, options: ReadProgramOptions = {}): Module {
  if (typeof source === 'string') return parse(source, options);
  const inMemory = source instanceof Uint8Array;
  const head = inMemory ? source.subarray(0, 4) : bytesNow({ source, offset: 0, length: Math.min(4, source.size) });
  if (!isBytecode(head)) return parse(inMemory ? source : bytesNow({ source, offset: 0, length: source.size }), options);
  // A newer artifact may hold what cannot be read here: its version says so better than the first thing that is unknown.
  const { module } = readBytecode(source, { ...options, checkProducer: (producer) => checkProducer(producer, options.name) });
  return isVhlo(module) ? upgrade(module) : module;
}

function checkProducer(producer: string, name?: string): void {
  const version = vhloVersion(producer);
  if (version !== undefined) checkArtifactVersion(version, name);
}

/**
 * The portable artifact of a StableHLO program for a VHLO version: what `jax.export` and StableHLO's own serializer write.
 * @throws CompileError `vhlo/…` with everything that the version cannot hold.
 */
export function writeArtifact(module: Module, version: string): Uint8Array {
  return writeBytecode(downgrade(module, version), { version: bytecodeVersionFor(version), producer: `StableHLO_v${version}` });
}
