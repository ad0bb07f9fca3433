// `npm run fuzz [COUNT] [SEED]`: mutated programs, text and bytecode, must give diagnostics and nothing else: no crash, no hang beyond 1 s a megabyte.
// Mutations: flipped bits, changed bytes, cuts, pieces repeated or moved, lengths blown up. A case that fails is printed with its seed.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CompileError } from '@hlolite/diagnostics';
import { parse, writeBytecode } from '@hlolite/mlir-parser';
import { readProgram, verify } from '@hlolite/stablehlo';

const [count = 100_000, seed = 1] = process.argv.slice(2).map(Number);
const examples = fileURLToPath(new URL('../examples/', import.meta.url));
const texts = readdirSync(examples, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.mlir'))
  .map((name) => readFileSync(examples + name));
// Most of a long program says the same again: its beginning mutates as well, and much faster.
const corpus = texts.flatMap((text) => [text.subarray(0, 16_000), writeBytecode(parse(text))]);

/** Numbers from a seed, the same in every run. */
function generator(state) {
  let value = state;
  return (below) => {
    value = (Math.imul(value ^ (value >>> 15), 0x2c1b3c6d) + 0x297a2d39) | 0;
    return ((value ^ (value >>> 12)) >>> 0) % below;
  };
}

const mutations = [
  (bytes, next) => flip(bytes, next),
  (bytes, next) => set(bytes, next, next(256)),
  (bytes, next) => set(bytes, next, 0xff),
  (bytes, next) => bytes.subarray(0, next(bytes.length)),
  (bytes, next) => splice(bytes, next, bytes),
  (bytes, next) => splice(bytes, next, corpus[next(corpus.length)]),
];

function flip(bytes, next) {
  const copy = bytes.slice();
  copy[next(copy.length)] ^= 1 << next(8);
  return copy;
}

function set(bytes, next, value) {
  const copy = bytes.slice();
  copy[next(copy.length)] = value;
  return copy;
}

/** A piece of `from` in the place of a piece of the program. */
function splice(bytes, next, from) {
  const [start, take] = [next(bytes.length), next(from.length)];
  const piece = from.subarray(take, take + next(200));
  const rest = bytes.subarray(Math.min(bytes.length, start + next(200)));
  const all = new Uint8Array(start + piece.length + rest.length);
  all.set(bytes.subarray(0, start));
  all.set(piece, start);
  all.set(rest, start + piece.length);
  return all;
}

/** How a program ends: read, refused with diagnostics, or failed with any other error; and how long it took. */
function outcome(bytes) {
  const start = performance.now();
  let end = 'read';
  let error;
  try {
    verify(readProgram(bytes, { name: 'fuzz' }));
  } catch (thrown) {
    end = thrown instanceof CompileError ? 'refused' : 'failed';
    error = thrown;
  }
  return { end, error, perMegabyte: (performance.now() - start) / Math.max(bytes.length / 1e6, 0.1) };
}

const ends = { read: 0, refused: 0, failed: 0 };
let slow = 0;
let slowest = 0;
for (let index = 0; index < count; index++) {
  const next = generator(seed * 1_000_003 + index);
  let bytes = corpus[next(corpus.length)];
  for (let times = 1 + next(4); times > 0 && bytes.length > 0; times--) bytes = mutations[next(mutations.length)](bytes, next);
  const { end, error, ...first } = outcome(bytes);
  ends[end]++;
  if (end === 'failed') console.log(`case ${index} of seed ${seed}: ${error.stack}`);
  // A slow case may have met a busy machine: it is slow when it always is.
  let { perMegabyte } = first;
  for (let again = 0; perMegabyte > 1000 && again < 3; again++) perMegabyte = Math.min(perMegabyte, outcome(bytes).perMegabyte);
  slowest = Math.max(slowest, perMegabyte);
  if (perMegabyte > 1000) {
    slow++;
    console.log(`case ${index} of seed ${seed} took ${perMegabyte.toFixed(0)} ms a megabyte`);
  }
}
const { read, refused, failed } = ends;
console.log(
  `${count} programs: ${refused} refused with diagnostics, ${read} read, ${failed} failed, ${slow} slow; slowest ${slowest.toFixed(0)} ms a megabyte; peak memory ${(process.resourceUsage().maxRSS / 1000).toFixed(0)} MB`,
);
process.exitCode = failed + slow > 0 ? 1 : 0;
