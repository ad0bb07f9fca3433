// `hlolite convert` as a user runs it, and how commands refuse what is wrong.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { cli, hloliteIn } from '../../../tooling/cli-check.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const examples = `${root}examples`;
const norm = `${examples}/rms_norm_custom_2d`;
const folder = mkdtempSync(join(tmpdir(), 'hlolite-cli-'));
const hlolite = hloliteIn(folder);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

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

  test('reads a named pipe to its end, as <(command) of a shell gives one', () => {
    const producer = `node -e 'process.stdout.write(fs.readFileSync("${norm}/program.mlir"))'`;
    const { status, stderr } = spawnSync('sh', ['-c', `${producer} | node ${cli} convert /dev/stdin -o piped.tflite`], { cwd: folder });
    expect([status, stderr.toString()]).toEqual([0, '']);
    expect(readFileSync(join(folder, 'piped.tflite')).equals(readFileSync(join(folder, 'a.tflite')))).toBe(true);
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
