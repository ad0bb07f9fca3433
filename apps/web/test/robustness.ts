// Bad input gives a message with cause and way out; big input is read by range; whatever happens, the page is usable afterwards.
import { closeSync, ftruncateSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, writeBytecode } from '@hlolite/mlir-parser';
import type { ByteSource } from '@hlolite/tensor';
import type { Operator, Tensor } from '@hlolite/tflite-schema';
import { writeChunks } from '@hlolite/tflite-writer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { layered } from './graphs.js';
import { at, commandLine, type TestPage } from './page.js';

const NORM = 'rms_norm_custom_2d/program';
const norm = () => readFileSync(at(`examples/${NORM}.mlir`));
const text = (value: string) => new TextEncoder().encode(value);

/** A .tflite whose root offset points outside. */
function wrongOffset(): Uint8Array {
  const bytes = Uint8Array.from(commandLine([`examples/${NORM}.mlir`]));
  new DataView(bytes.buffer).setUint32(0, bytes.length + 1000, true);
  return bytes;
}

/** Bytes from a seed. */
function noise(length: number): Uint8Array {
  let state = 12345;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1103515245) + 12345) | 0;
    return state >>> 16;
  });
}

const bad: readonly (readonly [string, () => Uint8Array, RegExp])[] = [
  ['random bytes', () => noise(4000), /binary data/],
  ['an empty file', () => new Uint8Array(), /empty/],
  ['bytecode that is cut', () => writeBytecode(parse(norm())).subarray(0, 300), /error/],
  ['text that is cut', () => norm().subarray(0, 900), /error/],
  ['a .tflite with a wrong offset', wrongOffset, /offset|root|inside/],
  ['safetensors alone', () => readFileSync(at('examples/mlp_rms_block/weights.safetensors')), /tensors/],
];

export function robustnessTests(current: () => TestPage): void {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hlolite-web-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** A file of the given size on disk that is sparse but for what is written at places. */
  function sparse(name: string, size: number, pieces: readonly (readonly [at: number, bytes: Uint8Array])[]): string {
    const path = join(folder, name);
    const fd = openSync(path, 'w');
    ftruncateSync(fd, size);
    for (const [place, bytes] of pieces) writeSync(fd, bytes, 0, bytes.length, place);
    closeSync(fd);
    return path;
  }

  const picked = async (web: TestPage, ...paths: string[]) => {
    const start = performance.now();
    await web.page.setInputFiles('header input[type=file]', paths);
    return start;
  };

  test.each(bad)('%s: cause and way out, and the page goes on', async (_, bytes, cause) => {
    const web = current();
    await web.example(NORM);
    await web.page.setInputFiles('header input[type=file]', { name: 'bad.bin', mimeType: '', buffer: Buffer.from(bytes()) });
    if (bytes().length > 100_000) return;
    await web.status('error');
    const problem = (await web.page.locator('.problems li').first().textContent()) ?? '';
    expect(problem).toMatch(cause);
    await web.example(NORM);
  });

  test('100 MB of text that is no program: a message, and the page goes on', async () => {
    const web = current();
    const line = `${'this is a diary, and no program at all. '.repeat(25)}\n`;
    const path = join(folder, 'diary.txt');
    const fd = openSync(path, 'w');
    const block = text(line.repeat(1024));
    for (let size = 0; size < 100_000_000; size += block.length) writeSync(fd, block);
    closeSync(fd);
    await picked(web, path);
    await web.status('error');
    expect(await web.page.textContent('.no-text')).toContain('too long to be edited');
    await web.example(NORM);
  });

  test('a model of 500 MB opens without being read whole', async () => {
    const web = current();
    const weights = 500_000_000;
    const program = `func.func @main(%x: tensor<1x1000xf32>, %w: tensor<125000x1000xf32>) -> tensor<1x125000xf32> {
  %0 = stablehlo.dot_general %x, %w, contracting_dims = [1] x [1] : (tensor<1x1000xf32>, tensor<125000x1000xf32>) -> tensor<1x125000xf32>
  return %0 : tensor<1x125000xf32>
}`;
    const header = text(JSON.stringify({ w: { dtype: 'F32', shape: [125000, 1000], data_offsets: [0, weights] } }));
    const length = new Uint8Array(8);
    new DataView(length.buffer).setBigUint64(0, BigInt(header.length), true);
    const tensors = sparse('w.safetensors', 8 + header.length + weights, [
      [0, length],
      [8, header],
    ]);
    const signature = sparse('signature.json', 0, [
      [
        0,
        text(
          JSON.stringify({
            arguments: [
              { index: 0, kind: 'input', name: 'x' },
              { index: 1, kind: 'parameter', name: 'w' },
            ],
            results: [],
          }),
        ),
      ],
    ]);
    const start = await picked(web, sparse('big.mlir', 0, [[0, text(program)]]), tensors, signature);
    await web.page.locator('.numbers', { hasText: '500 MB' }).waitFor({ timeout: 60_000 });
    const seconds = (performance.now() - start) / 1000;
    console.log(`500 MB: opened in ${seconds.toFixed(1)} s`);
    expect(seconds).toBeLessThan(20);
    await web.page.click('#tab-sizes');
    expect(await web.page.locator('.bars').first().textContent()).toContain('500 MB');
    await web.page.click('#tab-graph');
    await web.example(NORM);
  });

  test('a .tflite of 500 MB opens without being read whole', async () => {
    const web = current();
    const weights: ByteSource = { name: 'zeros', size: 500_000_000, read: (_, length) => new Uint8Array(length) };
    const tensor = {
      name: 'weights',
      type: 'FLOAT32',
      shape: [125_000_000],
      data: { source: weights, offset: 0, length: weights.size },
    } as const;
    const [x, y]: [Tensor, Tensor] = [
      { name: 'x', type: 'FLOAT32', shape: [1] },
      { name: 'y', type: 'FLOAT32', shape: [1] },
    ];
    const operators: Operator[] = [{ op: 'ADD', inputs: [x, tensor], outputs: [y] }];
    const main = { name: 'main', tensors: [x, tensor, y], inputs: [x], outputs: [y], operators };
    const { pieces, size } = writeChunks({ description: '', subgraphs: [main], signatures: [], metadata: [] });
    let end = 0;
    const places = [...pieces].map((piece) => {
      end += piece.length;
      return [end - piece.length, piece instanceof Uint8Array ? piece : new Uint8Array()] as const;
    });
    const start = await picked(web, sparse('big.tflite', size, places));
    await web.page.locator('.numbers', { hasText: 'Weights500 MB' }).waitFor();
    const seconds = (performance.now() - start) / 1000;
    console.log(`500 MB .tflite: opened in ${seconds.toFixed(1)} s`);
    expect(seconds).toBeLessThan(20);
    await web.example(NORM);
  });

  test('work can be cancelled, and what comes next is done', async () => {
    const web = current();
    await web.page.setInputFiles('header input[type=file]', { name: 'long.mlir', mimeType: '', buffer: Buffer.from(layered(30_000, 300)) });
    await web.page.click('.summary >> text=Cancel');
    await web.page.locator('.summary progress').waitFor({ state: 'detached' });
    await web.example(NORM);
    expect(await web.page.textContent('.numbers')).toContain('Operators1 (1 custom)');
  });

  test('what is too big to draw says so and shows the summary', async () => {
    const web = current();
    await web.page.setInputFiles('header input[type=file]', { name: 'huge.mlir', mimeType: '', buffer: Buffer.from(layered(12_500, 100)) });
    await web.page.locator('.message', { hasText: '12,500 operations are too many to draw' }).first().waitFor({ timeout: 60_000 });
    await web.page.click('#tab-sizes');
    expect(await web.page.locator('.bars').last().textContent()).toMatch(/TANH/);
    await web.page.click('#tab-graph');
    await web.example(NORM);
  });

  test('a model that needs more memory than there is says so when it runs, and the next one runs', async () => {
    const web = current();
    const huge = `func.func @main(%x: tensor<60000x1xf32>, %y: tensor<1x60000xf32>) -> tensor<60000x60000xf32> {
  %0 = stablehlo.dot_general %x, %y, contracting_dims = [1] x [0] : (tensor<60000x1xf32>, tensor<1x60000xf32>) -> tensor<60000x60000xf32>
  return %0 : tensor<60000x60000xf32>
}`;
    await web.open({ name: 'memory.mlir', bytes: text(huge) });
    await web.status('Converted');
    await web.page.click('#tab-run');
    await web.page.click('.run-actions .primary');
    await web.page.locator('.run .problems').waitFor();
    expect(await web.page.textContent('.run .problems')).toMatch(/memory|allocat|bytes/i);
    await web.example(NORM);
    await web.page.click('.run-actions .primary');
    await web.page.waitForSelector('.output');
    await web.page.click('#tab-graph');
  });
}
