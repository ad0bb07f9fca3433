// The command as a user runs it: the built files, in a process of its own.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { denseOf, writeSafetensors } from '@hlolite/tensor';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const cli = `${root}apps/cli/bin/hlolite.js`;
const examples = `${root}examples`;
const norm = `${examples}/rms_norm_custom_2d`;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hlolite-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function hlolite(args: readonly string[], input: string | Uint8Array = new Uint8Array()) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd: folder,
    input: typeof input === 'string' ? Buffer.from(input) : input,
    encoding: 'buffer',
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { status, stdout: stdout.toString(), stderr: stderr.toString(), bytes: stdout };
}

/** Converts a text that is wrong: exit 1, a diagnostic, and nothing left behind. */
function refused(text: string | Uint8Array, ...flags: string[]) {
  const before = readdirSync(folder);
  const result = hlolite(['convert', '-', '-o', 'refused.tflite', ...flags], text);
  expect(result.stderr).not.toContain('defect of hlolite');
  expect(result.status).toBe(1);
  expect(readdirSync(folder)).toEqual(before);
  expect(result.stderr).toMatch(/^error\[[a-z0-9-]+\/[a-z0-9-]+\]: /m);
  expect(result.stderr).toContain('= hint: ');
  return result.stderr;
}

describe('convert', () => {
  test('writes the model and says what it is', () => {
    const { status, stdout, stderr } = hlolite(['convert', `${norm}/program.mlir`, '-o', 'a.tflite']);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/program\.mlir → a\.tflite: 1 op \(with CUSTOM\(ai_edge_torch\.rms_norm\)\), [\d.]+ kB, [\d.]+ ms/);
    expect(readFileSync(join(folder, 'a.tflite')).subarray(4, 8).toString()).toBe('TFL3');
  });

  const relu = `func.func @main(%x: tensor<4xf32>) -> tensor<4xf32> {
  %c = stablehlo.constant dense<0.0> : tensor<4xf32>
  %0 = stablehlo.maximum %x, %c : tensor<4xf32>
  return %0 : tensor<4xf32>
}`;

  test('--trace shows what the optimizer did and where, --exact keeps it from what rounds', () => {
    const traced = hlolite(['convert', '-', '-o', 'traced.tflite', '--trace'], relu);
    expect([traced.status, traced.stderr.replace(/ +/g, ' ')]).toEqual([0, 'relu 0 standard input:3:8\n']);
    const exact = hlolite(['convert', '-', '-o', 'exact.tflite', '--trace', '--exact'], relu);
    expect([exact.status, exact.stderr]).toEqual([0, '']);
  });

  test('starts from compiled code the second time, and from none that is damaged', () => {
    const built = `${root}apps/cli/dist`;
    const caches = () => readdirSync(built).filter((name) => name.endsWith('.cache'));
    expect(hlolite(['--version']).status).toBe(0);
    expect(caches().length).toBeGreaterThan(0);
    for (const cache of caches()) writeFileSync(join(built, cache), 'nonsense');
    expect(hlolite(['convert', `${norm}/program.mlir`, '-o', 'a.tflite']).status).toBe(0);
    expect(readFileSync(join(built, caches()[0] as string)).toString()).not.toBe('nonsense');
  });

  test('gives the same bytes to standard output and from standard input', () => {
    const piped = hlolite(['convert', '-', '-o', '-'], readFileSync(`${norm}/program.mlir`));
    expect(piped.status).toBe(0);
    expect(piped.bytes.equals(readFileSync(join(folder, 'a.tflite')))).toBe(true);
  });

  test('takes many inputs, goes on with --keep-going, and reports them as JSON', () => {
    writeFileSync(join(folder, 'bad.mlir'), 'nonsense');
    const { status, stdout } = hlolite([
      'convert',
      'bad.mlir',
      `${norm}/program.mlir`,
      `${norm}/program_json.mlir`,
      '--out-dir',
      'many',
      '--keep-going',
      '--json',
    ]);
    expect(status).toBe(1);
    const results = JSON.parse(stdout) as {
      ok: boolean;
      diagnostics: { code: string; line: number }[];
      operators: Record<string, number>;
    }[];
    expect(results.map(({ ok }) => ok)).toEqual([false, true, true]);
    expect(results[0]?.diagnostics[0]).toMatchObject({ severity: 'error', file: 'bad.mlir', line: 1 });
    expect(results[1]?.operators).toEqual({ 'CUSTOM(ai_edge_torch.rms_norm)': 1 });
    expect(readdirSync(join(folder, 'many')).sort()).toEqual(['program.tflite', 'program_json.tflite']);
  });

  test('without --keep-going stops at the first error', () => {
    const { status } = hlolite(['convert', 'bad.mlir', `${norm}/program.mlir`, '--out-dir', 'stopped']);
    expect([status, existsSync(join(folder, 'stopped/program.tflite'))]).toEqual([1, false]);
  });

  test('warns about an assumed epsilon, and is silent when it is given or with --quiet', () => {
    const convert = (...flags: string[]) => hlolite(['convert', `${norm}/program_origin.mlir`, '-o', 'b.tflite', ...flags]).stderr;
    expect(convert()).toContain('warning[custom/assumed-attribute]');
    expect(convert('--quiet')).toBe('');
    expect(convert('--custom-op-attr', 'ai_edge_torch.rms_norm.epsilon=1e-6')).toBe('');
  });
});

describe('wrong usage is exit code 2, with the way to the help', () => {
  test.each([
    ['no command', []],
    ['no input', ['convert']],
    ['an unknown option', ['convert', 'x.mlir', '--no-such-option']],
    ['two outputs', ['convert', 'x.mlir', '-o', 'a', '--out-dir', 'b']],
    ['one output for two inputs', ['convert', 'x.mlir', 'y.mlir', '-o', 'a']],
    ['two inputs with one output name', ['convert', 'a/x.mlir', 'b/x.mlir', '--out-dir', 'c']],
    ['weights without signature', ['convert', 'x.mlir', '-o', 'a', '--weights', 'w']],
    ['an attribute without value', ['convert', 'x.mlir', '-o', 'a', '--custom-op-attr', 'epsilon']],
    ['run without inputs', ['run', 'x.tflite']],
    ['a tolerance that is no number', ['run', 'x.tflite', '--inputs', 'y', '--tolerance', 'small']],
    ['a tolerance below 0', ['verify', 'x.mlir', '--tolerance', '-1']],
    ['a seed that is no integer', ['verify', 'x.mlir', '--seed', '1.5']],
    ['an unknown way to run composites', ['run', 'x.tflite', '--inputs', 'y', '--composites', 'fastest']],
  ])('%s', (_, args) => {
    const { status, stderr } = hlolite(args);
    expect(status).toBe(2);
    expect(stderr).toContain('--help');
  });
});

describe('bad input is exit code 1, with place, cause and hint, and no output file', () => {
  const main = (body: string, args = '%x: tensor<2xf32>', result = 'tensor<2xf32>') =>
    `func.func @main(${args}) -> ${result} {\n${body}\n}`;
  test.each<[string, string | Uint8Array, string]>([
    ['an empty file', '', 'was an empty file'],
    ['random bytes', Uint8Array.from({ length: 300 }, (_, i) => (i * 7919) % 256), 'binary data'],
    ['bytecode that is cut', Uint8Array.of(0x4d, 0x4c, 0xef, 0x52, 13), 'standard input'],
    ['an unknown op', main('  %0 = stablehlo.no_such %x : tensor<2xf32>\n  return %0 : tensor<2xf32>'), 'no_such'],
    ['an undefined value', main('  %0 = stablehlo.abs %y : tensor<2xf32>\n  return %0 : tensor<2xf32>'), '%y'],
    [
      'a value defined twice',
      main('  %0 = stablehlo.abs %x : tensor<2xf32>\n  %0 = stablehlo.abs %x : tensor<2xf32>\n  return %0 : tensor<2xf32>'),
      '%0',
    ],
    ['a type mismatch', main('  %0 = stablehlo.abs %x : tensor<3xf32>\n  return %0 : tensor<3xf32>'), 'tensor<2xf32>'],
    [
      'a wrong number of operands',
      main('  %0 = "stablehlo.add"(%x) : (tensor<2xf32>) -> tensor<2xf32>\n  return %0 : tensor<2xf32>'),
      'operands',
    ],
    ['hex of the wrong length', main('  %0 = stablehlo.constant dense<"0x001122"> : tensor<2xf32>\n  return %0 : tensor<2xf32>'), 'bytes'],
    [
      'a tensor of 2^60 elements',
      main('  return %x : tensor<1152921504606846976xf32>', '%x: tensor<1152921504606846976xf32>', 'tensor<1152921504606846976xf32>'),
      '1152921504606846976',
    ],
    [
      'an op that no model can hold',
      main(
        `  %t = stablehlo.create_token : !stablehlo.token
  %0:2 = "stablehlo.infeed"(%t) : (!stablehlo.token) -> (tensor<2xf32>, !stablehlo.token)
  return %0#0 : tensor<2xf32>`,
      ),
      'must be an op that hlolite lowers',
    ],
  ])('%s', (_, text, mentioned) => {
    expect(refused(text)).toContain(mentioned);
  });

  test('a text cut at any place', () => {
    const text = readFileSync(`${norm}/program.mlir`, 'utf8');
    for (const part of [0.1, 0.3, 0.5, 0.9]) refused(text.slice(0, Math.floor(text.length * part)));
  });

  test('an unknown policy lists those there are', () => {
    expect(refused(main('return %x : tensor<2xf32>'), '--custom-op', 'a.b=fastest')).toContain(
      'custom, composite, decompose, stablehlo, error (was "fastest")',
    );
  });

  test.each(['0', '-1', 'tiny', 'NaN'])('epsilon %s', (value) => {
    const { status, stderr } = hlolite([
      'convert',
      `${norm}/program.mlir`,
      '-o',
      'eps.tflite',
      '--custom-op-attr',
      `ai_edge_torch.rms_norm.epsilon=${value}`,
    ]);
    expect([status, existsSync(join(folder, 'eps.tflite'))]).toEqual([1, false]);
    expect(stderr).toContain('epsilon of ai_edge_torch.rms_norm must be a number');
  });

  test('missing, extra and misshapen weights are named', () => {
    const block = `${examples}/mlp_rms_block`;
    const signature = JSON.parse(readFileSync(`${block}/signature.json`, 'utf8')) as {
      arguments: { name: string; tensor: string; kind: string }[];
    };
    const convert = (change: (port: (typeof signature.arguments)[0]) => object) => {
      writeFileSync(
        join(folder, 'signature.json'),
        JSON.stringify({ ...signature, arguments: signature.arguments.map((port) => ({ ...port, ...change(port) })) }),
      );
      const result = hlolite([
        'convert',
        `${block}/program_args.mlir`,
        '-o',
        'w.tflite',
        '--weights',
        `${block}/weights.safetensors`,
        '--signature',
        'signature.json',
      ]);
      expect([result.status, existsSync(join(folder, 'w.tflite'))]).toEqual([1, false]);
      return result.stderr;
    };
    expect(convert((port) => (port.name === 'up.bias' ? { tensor: 'no.such' } : {}))).toMatch(/"no\.such"[\s\S]*"up\.bias"/);
    expect(convert((port) => (port.name === 'up.bias' ? { kind: 'input' } : {}))).toContain('(was "up.bias")');
    expect(
      convert((port) => ({ tensor: port.name === 'up.bias' ? 'up.weight' : port.name === 'up.weight' ? 'up.bias' : port.tensor })),
    ).toContain('must be of the type of argument 0, 256x128 f32 (was 256 f32)');
    expect(hlolite(['convert', `${block}/program_args.mlir`, '-o', 'w.tflite', '--signature', `${block}/signature.json`]).stderr).toContain(
      'add --weights',
    );
  });

  test('a directory as output, a file that is not there, and a folder that cannot be written', () => {
    mkdirSync(join(folder, 'directory'), { recursive: true });
    expect(hlolite(['convert', `${norm}/program.mlir`, '-o', 'directory'])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('it is a directory'),
    });
    expect(hlolite(['convert', 'not-there.mlir', '-o', 'x.tflite'])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('there is no such file'),
    });
    expect(hlolite(['convert', `${norm}/program.mlir`, '-o', 'not/there/x.tflite'])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('there is no such file or folder'),
    });
    expect(hlolite(['convert', `${norm}/program.mlir`, '-o', '/proc/x.tflite']).status).toBe(1);
    expect(readdirSync(join(folder, 'directory'))).toEqual([]);
  });

  test.skipIf(!existsSync('/dev/full'))('a full disk', () => {
    expect(hlolite(['convert', `${norm}/program.mlir`, '-o', '/dev/full'])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('the disk is full'),
    });
  });

  test.skipIf(process.getuid?.() === 0)('a read-only folder', () => {
    mkdirSync(join(folder, 'read-only'));
    chmodSync(join(folder, 'read-only'), 0o555);
    expect(hlolite(['convert', `${norm}/program.mlir`, '-o', 'read-only/x.tflite'])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('access is denied'),
    });
  });
});

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
