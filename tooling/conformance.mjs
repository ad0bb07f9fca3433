// `npm run conformance [FOLDER] [NAME…]`: every StableHLO program of a folder is converted, run in LiteRT.js and compared with its expected
// outputs. Prints a table by operation; `--list` names every case that is not right with its reason.
// Integers must be exact; f32, f64 and complex within 1e-4, f16 and bf16 within 2e-2 of the largest expected value.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CompileError } from '@hlolite/diagnostics';
import { load } from '@hlolite/runtime/node';
import { difference, elementInfo, readSafetensors } from '@hlolite/tensor';
import { convert } from 'hlolite';

const args = process.argv.slice(2);
const list = args.includes('--list');
const [given, ...names] = args.filter((arg) => !arg.startsWith('--'));
const folder = given ?? fileURLToPath(new URL('../../shared/conformance', import.meta.url));
if (!existsSync(folder)) {
  console.error(`there is no folder ${folder}: name one with programs NAME.mlir and their inputs and outputs NAME.safetensors`);
  process.exit(2);
}

const toleranceOf = ({ type }) =>
  ['f16', 'bf16'].includes(type) ? 2e-2 : ['float', 'complex'].includes(elementInfo(type).kind) ? 1e-4 : 0;
const numbered = (io, prefix) =>
  Array.from({ length: [...io.tensors.keys()].filter((name) => name.startsWith(prefix)).length }, (_, index) =>
    io.tensors.get(`${prefix}${index}`),
  );

async function judge(name) {
  let bytes;
  try {
    bytes = convert(readFileSync(`${folder}/${name}.mlir`), { name }).bytes();
  } catch (error) {
    if (!(error instanceof CompileError)) return { verdict: 'crash', why: error.stack };
    const first = error.diagnostics.find(({ severity }) => severity === 'error');
    return { verdict: first.code === 'lower/internal' ? 'crash' : 'refused', why: `${first.code}: ${first.message}` };
  }
  const io = readSafetensors(readFileSync(`${folder}/${name}.safetensors`));
  try {
    const session = await load(bytes);
    const found = await session.run(numbered(io, 'input_'));
    session.dispose();
    return compare(found, numbered(io, 'expected_'));
  } catch (error) {
    return { verdict: error instanceof CompileError ? 'runtime' : 'crash', why: error.message };
  }
}

function compare(found, expected) {
  if (found.length !== expected.length) return { verdict: 'wrong', why: `${found.length} outputs for ${expected.length}` };
  for (const [index, wanted] of expected.entries()) {
    if (found[index].type !== wanted.type || found[index].shape.join() !== wanted.shape.join())
      return {
        verdict: 'wrong',
        why: `output ${index} is ${found[index].shape}x${found[index].type}, expected ${wanted.shape}x${wanted.type}`,
      };
    const { relative } = difference(found[index], wanted);
    if (!(relative <= toleranceOf(wanted))) return { verdict: 'wrong', why: `output ${index} is off by ${relative.toExponential(1)}` };
  }
  return { verdict: 'right' };
}

const cases = readdirSync(folder)
  .filter((file) => file.endsWith('.mlir'))
  .map((file) => file.slice(0, -5))
  .filter((name) => names.length === 0 || names.some((part) => name.includes(part)));
const verdicts = ['right', 'refused', 'runtime', 'wrong', 'crash'];
const byOp = new Map();
const totals = Object.fromEntries(verdicts.map((verdict) => [verdict, 0]));
for (const name of cases) {
  const { verdict, why } = await judge(name);
  totals[verdict]++;
  const op = name.replace(/_(?:u?int|float|bfloat|bool|complex|shape|f8|qi8|any)[a-z0-9]*_.*$|__.*$/, '');
  const row = byOp.get(op) ?? Object.fromEntries(verdicts.map((each) => [each, 0]));
  row[verdict]++;
  byOp.set(op, row);
  if (list && verdict !== 'right') console.log(`${verdict.padEnd(8)} ${name}: ${String(why).split('\n')[0]}`);
}

console.log(`| op | ${verdicts.join(' | ')} |\n| --- |${' ---: |'.repeat(verdicts.length)}`);
for (const [op, row] of [...byOp].sort(([a], [b]) => a.localeCompare(b)))
  console.log(`| ${op} | ${verdicts.map((verdict) => row[verdict] || '').join(' | ')} |`);
console.log(
  `\n${totals.right} of ${cases.length} right (${((100 * totals.right) / cases.length).toFixed(1)} %): ${verdicts.map((verdict) => `${totals[verdict]} ${verdict}`).join(', ')}`,
);
