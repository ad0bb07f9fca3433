// `npm run bench:mlir`: speed, memory and size of the MLIR parser, in time of the processor, so that other work on the machine does not count. Text is
// ../shared/conformance, or any folder given; MLIR's own C++ parser stands beside it when HLOLITE_PYTHON names a Python with jax.
import { spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  fstatSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { block, float, isBytecode, operation, parse, readBytecode, tensor, walk, writeBytecode } from '@hlolite/mlir-parser';
import { bundleSize } from './bundle-size.mjs';

const [mode, file] = process.argv.slice(2);
if (mode === '--open') open(file);
else await bench(mode ?? fileURLToPath(new URL('../../shared/conformance', import.meta.url)));

async function bench(folder) {
  const rows = [];
  if (existsSync(folder)) rows.push(...text(folder));
  rows.push(hex(), ...bytecode(), await size());
  console.log('| what | measured | wanted |\n| --- | ---: | ---: |');
  for (const row of rows) console.log(`| ${row.join(' | ')} |`);
}

function text(folder) {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.mlir'))
    .map((name) => join(folder, name));
  const texts = files.map((name) => readFileSync(name));
  const bytes = texts.reduce((sum, each) => sum + each.length, 0);
  const rates = Array.from({ length: 30 }, () => bytes / 1e6 / seconds(() => texts.forEach((each) => parse(each))));
  const ours = best(rates.slice(10));
  const rows = [[`text, ${files.length} programs, ${(bytes / 1e6).toFixed(1)} MB, after warm-up`, `${ours.toFixed(0)} MB/s`, '40 MB/s']];
  const python = process.env.HLOLITE_PYTHON;
  if (python === undefined) console.log('No peer beside the text: set HLOLITE_PYTHON to a Python that has jaxlib.');
  else rows.push(peer(python, folder, ours));
  return rows;
}

function peer(python, folder, ours) {
  const { rate, read } = peerRate(python, folder);
  return [
    `MLIR’s own C++ parser (jaxlib) on the ${read} that it reads`,
    `${rate.toFixed(0)} MB/s; ours is ${(ours / rate).toFixed(1)} times that`,
    '',
  ];
}

/** jaxlib's bindings parse the same files, except those with dialects that they lack (quant). */
function peerRate(python, folder) {
  const script = `
import glob, json, sys, time
from jax._src.interpreters import mlir
from jaxlib.mlir import ir
with mlir.make_ir_context():
  texts = []
  for name in glob.glob(sys.argv[1] + '/*.mlir'):
    text = open(name).read()
    try: ir.Module.parse(text)
    except Exception: continue
    texts.append(text)
  best = 1e9
  for _ in range(5):
    start = time.process_time()
    for text in texts: ir.Module.parse(text)
    best = min(best, time.process_time() - start)
print(json.dumps({'rate': sum(map(len, texts)) / 1e6 / best, 'read': len(texts)}))`;
  const { stdout, stderr, status } = spawnSync(python, ['-c', script, folder], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`HLOLITE_PYTHON must name a Python that has jax (was ${python})\n${stderr}`);
  return JSON.parse(stdout);
}

function hex() {
  const megabytes = 32;
  const digits = 'AC0A7F3F'.repeat((megabytes * 1e6) / 8);
  const program = new TextEncoder().encode(
    `func.func @main() {\n  %0 = stablehlo.constant dense<"0x${digits}"> : tensor<${(megabytes * 1e6) / 8}xf32>\n  return\n}`,
  );
  const rates = Array.from({ length: 6 }, () => megabytes / seconds(() => parse(program)));
  return ['hex constants, digits', `${best(rates).toFixed(0)} MB/s`, '500 MB/s'];
}

/** A file of 400 MB is opened by a fresh process through a source that reads ranges. */
function bytecode() {
  const directory = mkdtempSync(join(tmpdir(), 'hlolite-bench-'));
  const path = join(directory, 'big.mlirbc');
  writeFileSync(path, writeBytecode(bigModule(100, 4_000_000)));
  const { stdout, stderr } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), '--open', path], { encoding: 'utf8' });
  rmSync(directory, { recursive: true });
  if (stdout === '') throw new Error(stderr);
  const { milliseconds, memory, constants, bytes } = JSON.parse(stdout);
  return [
    [`bytecode of ${(bytes / 1e6).toFixed(0)} MB to its full IR (${constants} constants)`, `${milliseconds.toFixed(0)} ms`, '1000 ms'],
    ['memory for that', `${(memory / 1e6).toFixed(0)} MB`, '100 MB'],
  ];
}

function bigModule(count, bytes) {
  const type = tensor([bytes / 4], float('f32'));
  const body = block();
  for (let n = 0; n < count; n++)
    body.operations.push(
      operation({
        name: 'stablehlo.constant',
        resultTypes: [type],
        attributes: { value: { kind: 'dense', type, bytes: new Uint8Array(bytes).fill(n + 1), splat: false } },
      }),
    );
  body.operations.push(operation({ name: 'func.return' }));
  const attributes = {
    sym_name: { kind: 'string', value: 'main' },
    function_type: { kind: 'type', type: { kind: 'function', inputs: [], results: [] } },
  };
  const outer = block();
  outer.operations.push(operation({ name: 'func.func', attributes, regions: [{ blocks: [body] }] }));
  return { operation: operation({ name: 'builtin.module', regions: [{ blocks: [outer] }] }), resources: new Map() };
}

function open(path) {
  const fd = openSync(path, 'r');
  const size = fstatSync(fd).size;
  const read = (offset, length) => {
    const bytes = new Uint8Array(length);
    readSync(fd, bytes, 0, length, offset);
    return bytes;
  };
  const before = process.memoryUsage().rss;
  const start = performance.now();
  if (!isBytecode(read(0, 4))) throw new Error('no bytecode');
  const { module } = readBytecode({ name: path, size, read });
  const constants = [...walk(module)].filter(({ name }) => name === 'stablehlo.constant').length;
  console.log(
    JSON.stringify({ milliseconds: performance.now() - start, memory: process.memoryUsage().rss - before, constants, bytes: size }),
  );
  closeSync(fd);
}

async function size() {
  const bytes = await bundleSize('packages/mlir-parser');
  return ['the parser package with what it needs, minified and gzipped', `${(bytes / 1000).toFixed(1)} kB`, '60 kB'];
}

/** Time of the processor, all threads: other work on the machine does not count. */
function seconds(work) {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

function best(rates) {
  return Math.max(...rates);
}
