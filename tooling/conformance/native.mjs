// Judges cases in native LiteRT, in a Python process that is started again when a model brings it down.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { pythonWith } from '../python.mjs';
import { compared, converted, dataOf } from './cases.mjs';

const WORKER = fileURLToPath(new URL('native_worker.py', import.meta.url));
const LONGEST = 60_000;

export async function judge(folder, names, onVerdict) {
  const python = pythonWith(['ai-edge-litert==2.3.0', 'numpy', 'ml_dtypes'], ['ai_edge_litert', 'numpy', 'ml_dtypes']);
  const scratch = mkdtempSync(join(tmpdir(), 'hlolite-native-'));
  const worker = new Worker(python);
  try {
    for (const name of names) onVerdict(name, await judgeOne(folder, name, worker, scratch));
  } finally {
    worker.end();
    rmSync(scratch, { recursive: true });
  }
}

async function judgeOne(folder, name, worker, scratch) {
  const { bytes, ...verdict } = converted(folder, name);
  if (!bytes) return verdict;
  const { inputs, expected } = dataOf(folder, name);
  const [model, given, gave] = ['model.tflite', 'inputs.bin', 'outputs.bin'].map((file) => join(scratch, file));
  writeFileSync(model, bytes);
  writeFileSync(given, Buffer.concat(inputs.map((dense) => dense.bytes)));
  const answer = await worker.ask({ model, given, gave, lengths: inputs.map((dense) => dense.bytes.length) });
  if (answer.crash) return { verdict: 'crash', why: answer.crash };
  if (answer.error) return { verdict: 'runtime', why: answer.error };
  return compared(outputsOf(answer.outputs, readFileSync(gave), expected), expected);
}

/** Outputs as tensors. The runtime has no names for our types, so a type is the expected one where the size of its elements is. */
function outputsOf(outputs, bytes, expected) {
  let offset = 0;
  return outputs.map(({ type, shape: given, length }, index) => {
    const wanted = expected[index];
    // Cases hold complex128 as pairs of f64.
    const shape = type === 'complex128' ? [...given, 2] : given;
    const count = shape.reduce((product, size) => product * size, 1);
    const fits =
      wanted &&
      length ===
        (wanted.bytes.length /
          Math.max(
            1,
            wanted.shape.reduce((a, b) => a * b, 1),
          )) *
          count;
    const dense = { type: fits ? wanted.type : type, shape, bytes: new Uint8Array(bytes.subarray(offset, offset + length)) };
    offset += length;
    return dense;
  });
}

/** One Python process; a line of JSON a question, a line of JSON an answer. */
class Worker {
  #process;
  #lines;
  #log = '';

  constructor(python) {
    this.python = python;
  }

  async ask(task) {
    this.#process ?? this.#start();
    this.#log = '';
    this.#process.stdin.write(`${JSON.stringify(task)}\n`);
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), LONGEST);
    const { value, done } = await this.#lines.next();
    clearTimeout(timer);
    if (!done) return JSON.parse(value);
    this.#process = undefined;
    return { crash: `the process died or ran for ${LONGEST / 1000} s: ${this.#log.trim().split('\n').at(-1) ?? ''}` };
  }

  #start() {
    this.#process = spawn(this.python, [WORKER], { stdio: ['pipe', 'pipe', 'pipe'] });
    // A write to a process that just died must not end this one; the missing answer says it.
    this.#process.stdin.on('error', () => {});
    this.#process.stderr.on('data', (chunk) => {
      this.#log = (this.#log + chunk).slice(-4096);
    });
    this.#lines = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  end() {
    this.#process?.kill();
  }
}
