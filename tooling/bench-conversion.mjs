// `npm run bench:conversion [FOLDER] [PART…]`: how long programs take to convert, by default StableHLO's own (../shared/conformance), in one process and after a
// pass that warms it up; as times, and as multiples of a fixed piece of work in the same run.
import { fileURLToPath } from 'node:url';
import { convert } from 'hlolite';
import { namesIn, programOf } from './conformance/cases.mjs';

const [folder = fileURLToPath(new URL('../../shared/conformance', import.meta.url)), ...parts] = process.argv.slice(2);
const programs = namesIn(folder, parts).map((name) => ({ name, bytes: programOf(folder, name) }));
if (programs.length === 0) throw new Error(`${folder} must have programs NAME.mlir`);

/** Work as a compiler does it, with objects, maps and strings: what times are multiples of. */
function reference() {
  const table = new Map();
  for (let i = 0; i < 20_000; i++) table.set(`value_${i}`, { index: i, operands: [i >> 1, i >> 2] });
  let sum = 0;
  for (const { index, operands } of table.values()) sum += (table.get(`value_${operands[0]}`)?.index ?? 0) + index;
  return sum;
}

/** Milliseconds of the processor, which does not run while other processes do. */
function timeOf(job) {
  const start = process.cpuUsage();
  job();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** The time of each program; one that cannot be converted counts by the time until that is known. */
const pass = () =>
  programs.map(({ name, bytes }) => ({
    name,
    time: timeOf(() => {
      try {
        convert(bytes, { name }).bytes();
      } catch {
        refused.add(name);
      }
    }),
  }));

const refused = new Set();
pass();
const times = pass().sort((a, b) => a.time - b.time);
const references = Array.from({ length: 21 }, () => timeOf(reference)).sort((a, b) => a - b);
const at = (list, part) => list[Math.min(list.length - 1, Math.floor(list.length * part))];
const unit = at(references, 0.5);
const row = (name, time) => console.log(`| ${name} | ${time.toFixed(2)} ms | ${(time / unit).toFixed(2)} |`);

console.log(`${programs.length} programs, ${refused.size} of them refused; the reference takes ${unit.toFixed(2)} ms\n`);
console.log('| program | time | × reference |\n| --- | ---: | ---: |');
row('median', at(times, 0.5).time);
row('95th percentile', at(times, 0.95).time);
for (const { name, time } of times.slice(-5).reverse()) row(name, time);
