// `npm run docs:ops`: tries every op of StableHLO and CHLO on every element type in LiteRT.js, against the reference interpreter, and writes
// docs/ops.md. `--check` writes nothing and fails where the page would change. Names of ops as arguments show their reasons.
import { readFileSync, writeFileSync } from 'node:fs';
import { chlo, stablehlo } from '@hlolite/mlir-parser';
import { limits } from './limits.mjs';
import { probe } from './probe.mjs';
import { probeOf, probes, TYPES, withoutMeaning } from './probes.mjs';

const PAGE = new URL('../../docs/ops.md', import.meta.url);
const args = process.argv.slice(2);
const wanted = args.filter((arg) => !arg.startsWith('--'));

/** All verdicts of an op, by type. */
async function verdictsOf(op) {
  const typed = probeOf(op, 'f32') !== probes[op];
  const verdicts = new Map();
  for (const type of typed ? TYPES : ['']) verdicts.set(type, await probe(probeOf(op, type)));
  return verdicts;
}

function rowOf(op, verdicts) {
  const of = (verdict) => [...verdicts].filter(([, each]) => each.verdict === verdict);
  const right = of('right');
  const exact = right.filter(([, { warnings }]) => !warnings.includes('lower/precision'));
  const inexact = right.filter(([, { warnings }]) => warnings.includes('lower/precision'));
  const spell = (list) => (list.length === 1 && list[0][0] === '' ? 'as written' : list.map(([type]) => type).join(' '));
  const first = right[0]?.[1];
  const operators = first ? countsOf(first.operators) : '';
  const refused = spell([...of('refused'), ...of('runtime')]);
  const types = [spell(exact), inexact.length > 0 ? `${spell(inexact)} (in f32)` : ''].filter(Boolean).join(', ');
  return `| \`${op}\` | ${types || '–'} | ${operators || '–'} | ${refused} | ${limits[op] ?? withoutMeaning[op] ?? ''} |`;
}

function countsOf(operators) {
  const counts = new Map();
  for (const op of operators) counts.set(op, (counts.get(op) ?? 0) + 1);
  const all = [...counts].map(([op, count]) => (count === 1 ? op : `${op}×${count}`));
  return all.length > 6 ? `${all.slice(0, 5).join(' ')} … (${operators.length} in all)` : all.join(' ');
}

const wrong = [];
async function sectionOf(dialect) {
  const rows = [];
  for (const name of Object.keys(dialect.ops).sort()) {
    const op = `${dialect.name}.${name}`;
    if (wanted.length > 0 && !wanted.includes(op) && !wanted.includes(name)) continue;
    const verdicts = probes[op] ? await verdictsOf(op) : new Map();
    for (const [type, { verdict, why }] of verdicts) {
      if (verdict === 'wrong' || verdict === 'crash') wrong.push(`${op} on ${type}: ${why}`);
      if (wanted.length > 0) console.log(`${op} ${type}: ${verdict} ${String(why ?? '').split('\n')[0]}`);
    }
    rows.push(rowOf(op, verdicts));
  }
  return `## ${dialect.name === 'chlo' ? 'CHLO' : 'StableHLO'}\n\n| op | right on | becomes (on the first of them) | refused on | limits |\n| --- | --- | --- | --- | --- |\n${rows.join('\n')}`;
}

const page = `# Ops

Made by \`npm run docs:ops\`. Each op is tried on each element type with inputs as arguments; \`right\` means that LiteRT.js gives what the
reference interpreter gives (integers exactly, floats within 1e-4, f16 and smaller within 2e-2 of the largest value). A type that stands in neither
column has no such op in the spec or in the interpreter. "In f32" is said by the warning \`lower/precision\`, an error with \`--strict\`.

${await sectionOf(stablehlo)}

${await sectionOf(chlo)}
`;

for (const line of wrong) console.log(`✗ ${line}`);
if (wanted.length === 0) {
  const same = args.includes('--check') && readFileSync(PAGE, 'utf8') === page;
  if (args.includes('--check')) console.log(same ? 'docs/ops.md is true' : '✗ docs/ops.md must be made anew: npm run docs:ops');
  else writeFileSync(PAGE, page);
  process.exitCode = wrong.length > 0 || (args.includes('--check') && !same) ? 1 : 0;
}
