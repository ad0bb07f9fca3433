// translate, run, inspect and verify, as a user runs them.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { denseOf, writeSafetensors } from '@hlolite/tensor';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cli, hloliteIn } from '../../../tooling/cli-check.js';

const examples = fileURLToPath(new URL('../../../examples', import.meta.url));
const norm = `${examples}/rms_norm_custom_2d`;
const folder = mkdtempSync(join(tmpdir(), 'hlolite-commands-'));
const hlolite = hloliteIn(folder);

beforeAll(() => {
  hlolite(['convert', `${norm}/program.mlir`, '-o', 'a.tflite']);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('translate', () => {
  test.each(['text', 'generic', 'bytecode', 'vhlo'])(
    'a program as %s converts to the same model as its text, whatever the file is called',
    (form) => {
      expect(hlolite(['translate', `${norm}/program.mlir`, '-o', 'wrongly-named.txt', '--to', form])).toMatchObject({
        status: 0,
        stderr: '',
      });
      const [text, binary] = [`${norm}/program.mlir`, 'wrongly-named.txt'].map((file) => hlolite(['convert', file, '-o', '-']).bytes) as [
        Buffer,
        Buffer,
      ];
      expect(text.length).toBeGreaterThan(1000);
      expect(binary.equals(text)).toBe(true);
      expect(JSON.parse(hlolite(['inspect', 'wrongly-named.txt', '--json']).stdout)).toMatchObject({
        kind: 'mlir',
        customOps: [{ target: 'ai_edge_torch.rms_norm' }],
      });
    },
  );

  test('text that MLIR wrote comes back byte for byte, through bytecode too', () => {
    hlolite(['translate', `${norm}/program.mlir`, '-o', 'p.mlirbc', '--to', 'bytecode']);
    const text = readFileSync(`${norm}/program.mlir`, 'utf8');
    for (const file of [`${norm}/program.mlir`, 'p.mlirbc']) expect(hlolite(['translate', file, '-o', '-']).stdout).toBe(text);
  });

  test('a version that lacks something of the program says what', () => {
    expect(hlolite(['translate', `${norm}/program.mlir`, '-o', 'old.vhlo', '--to', 'vhlo', '--target', '1.0.0'])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('error[vhlo/'),
    });
    expect(hlolite(['translate', `${norm}/program.mlir`, '-o', 'x', '--target', '1.0.0']).status).toBe(2);
    expect(existsSync(join(folder, 'old.vhlo'))).toBe(false);
  });
});

test('standard output waits for a reader that is slow', async () => {
  const elements = 1 << 18;
  const hex = Array.from({ length: elements }, (_, index) => index.toString(16).padStart(8, '0')).join('');
  const program = `func.func @main() {\n  %0 = stablehlo.constant dense<"0x${hex}"> : tensor<${elements}xf32>\n  return\n}\n`;
  writeFileSync(join(folder, 'large.mlir'), program);
  const child = spawn(process.execPath, [cli, 'translate', 'large.mlir', '-o', '-'], { cwd: folder });
  await new Promise((resolve) => setTimeout(resolve, 700));
  const pieces: Buffer[] = [];
  for await (const piece of child.stdout) pieces.push(piece);
  expect(Buffer.concat(pieces).length).toBeGreaterThan(program.length);
});

describe('run', () => {
  test('compares with the expected outputs and prints the largest error', () => {
    const { status, stdout } = hlolite([
      'run',
      'a.tflite',
      '--inputs',
      `${norm}/io.safetensors`,
      '--expect',
      '--outputs',
      'out.safetensors',
    ]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/16x128xf32 .* right/);
    expect(existsSync(join(folder, 'out.safetensors'))).toBe(true);
  });

  test('is exit 1 when the error is too large, or when a tensor is missing', () => {
    expect(hlolite(['run', 'a.tflite', '--inputs', `${norm}/io.safetensors`, '--expect', '--tolerance', '0']).stdout).toContain('wrong');
    expect(hlolite(['run', 'a.tflite', '--inputs', `${examples}/mlp_rms_block/weights.safetensors`])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('input_0'),
    });
  });

  test('runs a composite by its decomposition, or by a kernel of its name when told to', () => {
    // The decomposition is no norm, so that it shows which of the two ran.
    const text = `
      func.func private @negated(%x: tensor<1x4xf32>) -> tensor<1x4xf32> {
        %y = stablehlo.negate %x : tensor<1x4xf32>
        return %y : tensor<1x4xf32>
      }
      func.func @main(%x: tensor<1x4xf32>) -> tensor<1x4xf32> {
        %y = stablehlo.composite "rms_norm" %x {composite_attributes = {epsilon = 1.0e-6 : f32}, decomposition = @negated}
          : (tensor<1x4xf32>) -> tensor<1x4xf32>
        return %y : tensor<1x4xf32>
      }`;
    const tensors = { input_0: denseOf('f32', [1, 4], [3, 3, -3, 3]), expected_0: denseOf('f32', [1, 4], [1, 1, -1, 1]) };
    writeFileSync(join(folder, 'composite.safetensors'), writeSafetensors(new Map(Object.entries(tensors))));
    expect(hlolite(['convert', '-', '-o', 'composite.tflite'], text).status).toBe(0);
    const run = (...flags: string[]) =>
      hlolite(['run', 'composite.tflite', '--inputs', 'composite.safetensors', '--expect', ...flags]).stdout;
    expect(run()).toContain('wrong');
    expect(run('--composites', 'prefer-kernel')).toContain('right');
  });

  test('refuses modules of kernels that do not load or export something else, by name', () => {
    writeFileSync(join(folder, 'broken.mjs'), "throw new Error('out of order')");
    writeFileSync(join(folder, 'other.mjs'), 'export const answer = 42;');
    writeFileSync(join(folder, 'empty.mjs'), '');
    const run = (file: string) => hlolite(['run', 'a.tflite', '--inputs', `${norm}/io.safetensors`, '--kernels', file]);
    for (const [file, message] of [
      ['broken.mjs', 'the module must load (out of order)'],
      ['nowhere.mjs', 'the module must load (Cannot find module'],
      ['other.mjs', 'the module must export kernels, { name, outputShapes, run } or { name, load } (answer is none)'],
      ['empty.mjs', 'the module must export kernels, { name, outputShapes, run } or { name, load } (it exports nothing)'],
    ] as const)
      expect(run(file)).toMatchObject({ status: 1, stderr: expect.stringContaining(message) });
    const convert = hlolite(['convert', `${norm}/program.mlir`, '-o', 'never.tflite', '--custom-ops', 'other.mjs']);
    expect(convert).toMatchObject({ status: 1, stderr: expect.stringContaining('the module must export custom ops') });
  });

  test('names the op when a kernel is missing', () => {
    hlolite(['convert', `${norm}/program.mlir`, '-o', 'unknown.tflite', '--custom-op', 'ai_edge_torch.rms_norm=custom:nobody.knows']);
    expect(hlolite(['run', 'unknown.tflite', '--inputs', `${norm}/io.safetensors`])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('nobody.knows'),
    });
  });
});

describe('inspect', () => {
  test('shows a model and a program, also as JSON', () => {
    expect(hlolite(['inspect', 'a.tflite']).stdout).toContain('CUSTOM');
    expect(JSON.parse(hlolite(['inspect', 'a.tflite', '--json']).stdout)).toMatchObject({
      kind: 'tflite',
      operators: { 'CUSTOM(ai_edge_torch.rms_norm)': 1 },
    });
    expect(hlolite(['inspect', `${norm}/program.mlir`]).stdout).toContain('custom op ai_edge_torch.rms_norm in line 4');
    expect(JSON.parse(hlolite(['inspect', `${norm}/program.mlir`, '--json']).stdout)).toMatchObject({
      kind: 'mlir',
      customOps: [{ target: 'ai_edge_torch.rms_norm' }],
    });
  });
});

test('verify compares the model with the interpreter, on random inputs or those of a file, and tells where they part', () => {
  const random = hlolite(['verify', `${norm}/program.mlir`, '--layers']);
  expect([random.status, random.stderr]).toEqual([0, '']);
  expect(random.stdout).toMatch(/16x128xf32 .* right\n/);
  const given = hlolite([
    'verify',
    `${norm}/program.mlir`,
    '--inputs',
    `${norm}/io.safetensors`,
    '--custom-op',
    'ai_edge_torch.rms_norm=decompose',
  ]);
  expect([given.status, given.stderr]).toEqual([0, '']);
  const missing = hlolite(['verify', `${norm}/program.mlir`, '--inputs', 'no.safetensors']);
  expect(missing.status).toBe(1);
  expect(missing.stderr).toContain('no.safetensors');
});

test('convert and verify find the norms that a program writes out, when asked', () => {
  const row = 'tensor<2xf32>';
  const text = `func.func @main(%x: tensor<2x8xf32>) -> tensor<2x8xf32> {
    %zero = stablehlo.constant dense<0.0> : tensor<f32>
    %n = stablehlo.constant dense<8.0> : ${row}
    %e = stablehlo.constant dense<1.0e-5> : ${row}
    %squares = stablehlo.multiply %x, %x : tensor<2x8xf32>
    %sum = stablehlo.reduce(%squares init: %zero) applies stablehlo.add across dimensions = [1] : (tensor<2x8xf32>, tensor<f32>) -> ${row}
    %mean = stablehlo.divide %sum, %n : ${row}
    %near = stablehlo.add %mean, %e : ${row}
    %root = stablehlo.rsqrt %near : ${row}
    %rows = stablehlo.broadcast_in_dim %root, dims = [0] : (${row}) -> tensor<2x8xf32>
    %y = stablehlo.multiply %x, %rows : tensor<2x8xf32>
    return %y : tensor<2x8xf32>
  }`;
  writeFileSync(join(folder, 'written-out.mlir'), text);
  const convert = (asked: string) => hlolite(['convert', 'written-out.mlir', '-o', 'found.tflite', '--json', '--recognise', asked]);
  expect(JSON.parse(convert('rms_norm=custom').stdout)).toMatchObject([{ operators: { 'CUSTOM(hlolite.rms_norm)': 1 } }]);
  expect(JSON.parse(convert('rms_norm=composite').stdout)).toMatchObject([{ operators: { STABLEHLO_COMPOSITE: 1 } }]);
  expect(convert('rms_norm=decompose')).toMatchObject({ status: 1, stderr: expect.stringContaining('(was rms_norm=decompose)') });
  expect(hlolite(['verify', 'written-out.mlir', '--recognise', 'rms_norm=custom'])).toMatchObject({ status: 0, stderr: '' });
});
