// MLIR's own readers (jaxlib) read what we write, and it is the same program: text, pretty and generic, bytecode, portable artifacts. Programs are
// ../examples, and ../shared/zoo and ../shared/conformance where they are.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CompileError } from '@hlolite/diagnostics';
import { print, writeBytecode } from '@hlolite/mlir-parser';
import { readProgram, writeArtifact } from '@hlolite/stablehlo';
import { must, pythonWith } from '../python.mjs';

const PACKAGE = 'jax==0.10.2';
const folders = [
  '../../examples/',
  '../../packages/mlir-parser/fixtures/bytecode/',
  '../../../shared/zoo/',
  '../../../shared/conformance/',
].map((path) => fileURLToPath(new URL(path, import.meta.url)));
/** Versions of VHLO at which many ops change, and versions of MLIR's bytecode. */
const VHLO = ['0.9.0', '0.20.0', '1.0.0', '1.8.0', '1.13.0'];
const BYTECODE = [0, 3, 6];

export async function mlirAgrees() {
  const python = pythonWith([PACKAGE], ['jax']);
  const out = mkdtempSync(join(tmpdir(), 'hlolite-python-'));
  try {
    const jobs = programs().flatMap((file, index) => jobsOf(file, join(out, String(index))));
    writeFileSync(join(out, 'jobs.json'), JSON.stringify(jobs));
    const script = fileURLToPath(new URL('mlir_agrees.py', import.meta.url));
    return told(must('MLIR must run', python, [script, join(out, 'jobs.json')]));
  } finally {
    rmSync(out, { recursive: true });
  }
}

const programs = () =>
  folders
    .filter(existsSync)
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => folder + name))
    .filter((name) => /\.(mlir|mlirbc|vhlo)$/.test(name));

/** What is written of a program, each with the file it was read from. */
function jobsOf(file, directory) {
  mkdirSync(directory);
  const module = readProgram(new Uint8Array(readFileSync(file)), { name: file });
  const job = (form, bytes, more = {}) => {
    const written = join(directory, form);
    if (bytes !== undefined) writeFileSync(written, bytes);
    return { file, form, ...(bytes !== undefined && { written }), ...more };
  };
  return [
    job('text', print(module)),
    job('generic', print(module, { generic: true })),
    // A text has its own lines as locations; bytecode keeps those of the program.
    ...(file.endsWith('.mlir') ? [] : [job('locations', print(module, { locations: true }))]),
    ...BYTECODE.map((version) => job(`bytecode-${version}`, writeBytecode(module, { version }))),
    ...VHLO.map((version) => job(`vhlo-${version}`, artifact(module, version), { version })),
  ];
}

/** Undefined where the version lacks something of the program: then MLIR must say so too. */
function artifact(module, version) {
  try {
    return writeArtifact(module, version);
  } catch (error) {
    if (error instanceof CompileError) return undefined;
    throw error;
  }
}

/** Counts results by form and prints the failures. */
function told(lines) {
  const counts = {};
  for (const { ok, skipped, file, form, why } of lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))) {
    counts[form] ??= { same: 0, different: 0, skipped: 0 };
    counts[form][skipped ? 'skipped' : ok ? 'same' : 'different']++;
    if (!skipped && !ok) console.log(`✗ ${form} of ${file}: ${why}`);
  }
  for (const [form, { same, different, skipped }] of Object.entries(counts))
    console.log(`${form.padEnd(14)} ${same} the same, ${different} different, ${skipped} that jaxlib itself does not read`);
  const sum = (key) => Object.values(counts).reduce((total, count) => total + count[key], 0);
  return { passed: sum('same'), failed: sum('different') };
}
