// `npm run conformance [FOLDER] [PART…] [-- options]`: every StableHLO program of a folder (../shared/conformance), or those whose names hold a part, is converted,
// run and compared with its expected outputs. Fails when a case fails that pending.json does not name, or passes although it does.
//   --native   in native LiteRT (Python: see CONTRIBUTING.md) instead of LiteRT.js
//   --list     names every case that is not right, with its reason
//   --update   writes pending.json anew
//   --write    writes docs/conformance.md
import { existsSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dataOf, namesIn, opOf, typeOf } from './cases.mjs';
import { news, pendingOf, updatePending } from './pending.mjs';
import { summary, tableBy } from './table.mjs';

const args = process.argv.slice(2);
const has = (option) => args.includes(`--${option}`);
const [given, ...parts] = args.filter((arg) => !arg.startsWith('--'));
const folder = given ?? fileURLToPath(new URL('../../../shared/conformance', import.meta.url));
if (!existsSync(folder)) {
  console.error(`there is no folder ${folder}: name one with programs NAME.mlir and their inputs and outputs NAME.safetensors`);
  process.exit(2);
}

const runtime = has('native') ? 'native' : 'litertjs';
const { judge } = await (runtime === 'native' ? import('./native.mjs') : import('./litertjs.mjs'));
const names = namesIn(folder, parts);
const verdicts = new Map();
await judge(folder, names, (name, verdict) => {
  verdicts.set(name, verdict);
  if (has('list') && verdict.verdict !== 'right')
    console.log(`${verdict.verdict.padEnd(8)} ${name}: ${String(verdict.why).split('\n')[0]}`);
  if (process.stderr.isTTY) process.stderr.write(`\r${verdicts.size} of ${names.length}`);
});
if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');

const entries = [...verdicts];
const title = runtime === 'native' ? 'native LiteRT' : 'LiteRT.js';
const report = [
  `${title}: ${summary([...verdicts.values()])}`,
  tableBy('op', entries, ([name]) => opOf(name)),
  tableBy('element type', entries, ([name]) => typeOf(dataOf(folder, name))),
].join('\n\n');
console.log(report);
if (has('update')) updatePending(runtime, verdicts);
if (has('write'))
  writeFileSync(
    new URL('../../docs/conformance.md', import.meta.url),
    `# StableHLO's own test programs

Made by \`npm run conformance -- --write\`: each program is converted, run and compared with its expected outputs. \`refused\` is a diagnostic instead of a
model, \`runtime\` a model that the runtime does not take (LiteRT.js has no complex128); \`wrong\` and \`crash\` are defects.

${report}
`,
  );

const { failing, passing } = news(verdicts, pendingOf(runtime));
for (const { name, verdict, why } of failing)
  console.log(`✗ ${name} is ${verdict}, and pending.json does not name it: ${String(why).split('\n')[0]}`);
for (const name of passing) console.log(`✗ ${name} is right: take it out of pending.json (--update)`);
process.exitCode = failing.length + passing.length > 0 ? 1 : 0;
