// Opening: every way in, every kind of file.
import { readFileSync } from 'node:fs';
import { parse, writeBytecode } from '@hlolite/mlir-parser';
import { vhloVersion, writeArtifact } from '@hlolite/stablehlo';
import { expect, test } from 'vitest';
import { at, commandLine, type TestPage } from './page.js';

const NORM = 'examples/rms_norm_custom_2d/program.mlir';
const file = (path: string, name = path.split('/').at(-1) as string) => ({ name, bytes: readFileSync(at(path)) });
const converted = (...args: string[]) => commandLine(args);

export function openingTests(current: () => TestPage): void {
  test('the page opens on an example that is converted, with the bytes of the command line', async () => {
    const web = current();
    await web.page.goto(web.url);
    await web.status('Converted');
    expect(await web.page.textContent('.numbers')).toContain('Operators1 (1 custom)');
    expect((await web.download()).equals(converted(NORM))).toBe(true);
  });

  test.each(['mlp_rms_block', 'llama_tiny_custom_norm'])('the example %s becomes the bytes of the command line', async (name) => {
    const web = current();
    await web.example(`${name}/program_args`);
    const folder = `examples/${name}`;
    const wanted = converted(
      `${folder}/program_args.mlir`,
      '--weights',
      `${folder}/weights.safetensors`,
      '--signature',
      `${folder}/signature.json`,
    );
    expect((await web.download()).equals(wanted)).toBe(true);
  });

  test('a program with weights and signature is opened as three files at once, told apart by their bytes', async () => {
    const web = current();
    const folder = 'examples/mlp_rms_block';
    await web.open(
      file(`${folder}/signature.json`, 'a'),
      file(`${folder}/weights.safetensors`, 'b'),
      file(`${folder}/program_args.mlir`, 'c.mlir'),
    );
    await web.status('Converted');
    const wanted = converted(
      `${folder}/program_args.mlir`,
      '--weights',
      `${folder}/weights.safetensors`,
      '--signature',
      `${folder}/signature.json`,
    );
    expect((await web.download()).equals(wanted)).toBe(true);
  });

  test('weights and signature can come after the program; what is missing until then is said', async () => {
    const web = current();
    const folder = 'examples/mlp_rms_block';
    await web.open(file(`${folder}/program_args.mlir`, 'later.mlir'));
    await web.status('Converted');
    await web.open(file(`${folder}/signature.json`));
    await web.status('error');
    expect(await web.page.textContent('.problems')).toContain('up.weight');
    await web.open(file(`${folder}/weights.safetensors`));
    await web.status('Converted');
    expect(await web.page.textContent('.command code')).toBe(
      'hlolite convert later.mlir -o later.tflite --weights weights.safetensors --signature signature.json',
    );
  });

  test('bytecode and portable artifacts convert to the same bytes as text, whatever they are called', async () => {
    const web = current();
    const module = parse(readFileSync(at(NORM)));
    const forms = [writeBytecode(module), writeArtifact(module, vhloVersion('StableHLO_v1.9.0') ?? '1.9.0')];
    for (const [index, bytes] of forms.entries()) {
      await web.open({ name: `form${index}.bin`, bytes });
      await web.status('Converted');
      expect(await web.page.textContent('.no-text')).toContain('bytecode');
      expect((await web.download()).equals(converted(NORM))).toBe(true);
    }
  });

  test('a .tflite model is shown, can be run, and is given back unchanged', async () => {
    const web = current();
    const bytes = converted(NORM);
    await web.open({ name: 'model.bin', bytes });
    await web.status('Opened');
    expect(await web.page.textContent('.numbers')).toContain('1 (1 custom)');
    expect(await web.page.textContent('.no-text .preview')).toContain('ai_edge_torch.rms_norm');
    expect(await web.page.locator('.pane').count()).toBe(1);
    expect((await web.download()).equals(bytes)).toBe(true);
    await web.page.click('#tab-run');
    await web.page.click('.run-actions .primary');
    await web.page.waitForSelector('.output');
    await web.page.click('#tab-graph');
  });

  test('text is pasted into a dialog, or anywhere on the page', async () => {
    const { page, status } = current();
    await page.click('text=Paste…');
    await page.fill(
      'dialog textarea',
      'func.func @main(%x: tensor<4xf32>) -> tensor<4xf32> { %0 = stablehlo.abs %x : tensor<4xf32> return %0 : tensor<4xf32> }',
    );
    await page.click('dialog >> text=Convert');
    await page.locator('.summary .file', { hasText: 'pasted.mlir' }).waitFor();
    await status('Converted');
    expect(await page.textContent('.numbers')).toContain('Operators1');
    await page.evaluate((text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    }, 'func.func @main(%x: tensor<4xf32>) -> tensor<4xf32> { %0 = stablehlo.abs %x : tensor<4xf32> %1 = stablehlo.exponential %0 : tensor<4xf32> return %1 : tensor<4xf32> }');
    await page.locator('.numbers', { hasText: 'Operators2' }).waitFor();
  });

  test('what is opened last is shown, however long the others take', async () => {
    const web = current();
    const { page } = web;
    await page.route('**/examples/mlp_rms_block/weights.safetensors', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 600));
      await route.continue();
    });
    await page.selectOption('.opening select', 'mlp_rms_block/program_args');
    await web.open(file(NORM, 'newest.mlir'));
    await page.waitForTimeout(900);
    await page.locator('.summary[aria-busy=false] .file', { hasText: 'newest.mlir' }).waitFor();
    await page.unroute('**/examples/mlp_rms_block/weights.safetensors');
  });

  test('a file is dropped on the page', async () => {
    const { page, status } = current();
    await page.evaluate(
      (text) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([text], 'dropped.mlir'));
        document.body.dispatchEvent(new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true }));
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
      },
      readFileSync(at(NORM), 'utf8'),
    );
    await page.locator('.summary .file', { hasText: 'dropped.mlir' }).waitFor();
    await status('Converted');
  });
}
