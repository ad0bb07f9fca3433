// Running in LiteRT.js: numbers against the expected ones, inputs of every kind, latency, and the two ways of the norm.
import { readFileSync } from 'node:fs';
import { readNumbers, readSafetensors } from '@hlolite/tensor';
import { expect, test } from 'vitest';
import { at, type TestPage } from './page.js';

const NORM = 'rms_norm_custom_2d/program';

async function runNow({ page }: TestPage): Promise<number[]> {
  await page.click('.run-actions .primary');
  await page.locator('.run-actions progress').waitFor({ state: 'detached' });
  const text = (await page.locator('.outputs .values').first().textContent()) ?? '';
  return text.split(', ').map((part) => Number(part.replace(' …', '')));
}

const expectedOf = (folder: string) => {
  const { tensors } = readSafetensors(readFileSync(at(`examples/${folder}/io.safetensors`)));
  const dense = tensors.get('expected_0');
  return dense ? Array.from(readNumbers(dense) as Float32Array) : [];
};

/** A .npy file of f32. */
function npy(shape: readonly number[], numbers: Float32Array): Uint8Array {
  const header = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`.padEnd(117);
  const start = [0x93, ...new TextEncoder().encode('NUMPY'), 1, 0, 118, 0, ...new TextEncoder().encode(`${header}\n`)];
  return Uint8Array.of(...start, ...new Uint8Array(numbers.buffer));
}

export function runTests(current: () => TestPage): void {
  test.each(['rms_norm_custom_2d/program', 'mlp_rms_block/program_args', 'llama_tiny_custom_norm/program_args'])(
    '%s gives the numbers that PyTorch gave, on the inputs that come with it',
    async (id) => {
      const web = current();
      await web.example(id);
      await web.page.click('#tab-run');
      await web.page.locator('.input').first().waitFor();
      await web.page.locator('.input select option:checked', { hasText: 'from a file' }).first().waitFor({ state: 'attached' });
      const found = await runNow(web);
      const expected = expectedOf(id.split('/')[0] as string);
      const largest = Math.max(...expected.map(Math.abs));
      expect(found.length).toBe(Math.min(256, expected.length));
      found.forEach((value, index) => {
        expect(Math.abs(value - (expected[index] as number)) / largest).toBeLessThan(1e-4);
      });
    },
  );

  test('the output is within rounding of the reference interpreter, which says where the largest error is', async () => {
    const web = current();
    await web.example(NORM);
    await runNow(web);
    const text = (await web.page.locator('.compared').textContent()) ?? '';
    expect(text).toMatch(/at \[\d+, \d+\]|Equal/);
    expect(Number(/([\d.]+e[+-]\d+)/.exec(text)?.[1] ?? 0)).toBeLessThan(1e-6);
  });

  test('an example that is opened while another one is measured runs on its own inputs', async () => {
    const web = current();
    await web.example('llama_tiny_custom_norm/program_args');
    await runNow(web);
    // In the page, because the measurement must still be under way when the other example is chosen.
    await web.page.evaluate(async (id) => {
      [...document.querySelectorAll('button')].find((button) => button.textContent === 'Measure latency')?.click();
      while (!document.querySelector('.run-actions progress')) await new Promise((resolve) => setTimeout(resolve));
      const select = document.querySelector('.opening select') as HTMLSelectElement;
      select.value = id;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    }, NORM);
    await web.page.locator(`.summary[data-example="${NORM}"][aria-busy=false]`).waitFor();
    const found = await runNow(web);
    expect(await web.page.locator('.input select').first().inputValue()).toBe('file');
    const expected = expectedOf('rms_norm_custom_2d');
    found.forEach((value, index) => {
      expect(value).toBeCloseTo(expected[index] as number, 4);
    });
  });

  test('inputs that were chosen stay when the model is converted with another policy', async () => {
    const { page } = current();
    await page.locator('.input select').first().selectOption('zeros');
    await page.selectOption('.custom-ops select', 'decompose');
    await page.locator('.summary[aria-busy=false]').waitFor();
    await page.locator('.outputs').waitFor({ state: 'detached' });
    expect((await runNow(current())).every((value) => value === 0)).toBe(true);
    expect(await page.locator('.input select').first().inputValue()).toBe('zeros');
    await current().example(NORM);
    await runNow(current());
    expect(await page.locator('.input select').first().inputValue()).toBe('file');
  });

  test('random inputs come from their seed, zeros give zeros, and typed values are repeated', async () => {
    const web = current();
    const { page } = web;
    const numbers = page.locator('.input select').first();
    await numbers.selectOption('random');
    const first = await runNow(web);
    expect(await runNow(web)).toEqual(first);
    await page.fill('.input input[type=number]', '7');
    await page.press('.input input[type=number]', 'Enter');
    expect(await runNow(web)).not.toEqual(first);
    await numbers.selectOption('zeros');
    expect((await runNow(web)).every((value) => value === 0)).toBe(true);
    await numbers.selectOption('values');
    await page.fill('.pad input', '1, -1');
    await page.press('.pad input', 'Enter');
    const typed = await runNow(web);
    expect(Math.sign(typed[0] as number)).toBe(
      -Math.sign(typed[1] as number) * Math.sign((first[0] as number) ** 2) * Math.sign((typed[0] as number) * -(typed[1] as number)),
    );
    const pad = (await page.locator('.pad svg').boundingBox()) as { x: number; y: number; width: number; height: number };
    await page.mouse.move(pad.x + 5, pad.y + 10);
    await page.mouse.down();
    await page.mouse.move(pad.x + pad.width / 2, pad.y + 30, { steps: 5 });
    await page.mouse.up();
    expect((await page.inputValue('.pad input')).split(', ')).toHaveLength(128);
  });

  test('numbers come from a .npy file', async () => {
    const web = current();
    const numbers = new Float32Array(16 * 128).map((_, index) => Math.sin(index));
    await web.page.setInputFiles('.from-file input', { name: 'x.npy', mimeType: '', buffer: Buffer.from(npy([16, 128], numbers)) });
    await web.page.locator('.input select option', { hasText: 'x.npy' }).waitFor({ state: 'attached' });
    const found = await runNow(web);
    const row = numbers.subarray(0, 128);
    const inverse = 1 / Math.sqrt(row.reduce((sum, value) => sum + value * value, 0) / 128 + 1e-6);
    // The weights are near the numbers that PyTorch gave; the signs tell that this input was used.
    expect(
      found.slice(0, 128).filter((value, index) => Math.abs(value) < 8 * Math.abs((row[index] as number) * inverse) + 1e-6).length,
    ).toBe(128);
  });

  test('latency is a histogram with median and 95th percentile', async () => {
    const { page } = current();
    await page.click('text=Measure latency');
    await page.locator('.latency').waitFor();
    expect(await page.textContent('.latency')).toMatch(/Median[\d.]+ (µs|ms)95th percentile[\d.]+ (µs|ms)/);
    expect(await page.locator('.latency rect').count()).toBe(32);
  });

  test('a measurement can be cancelled, and the next one is done', async () => {
    const { page } = current();
    // In the page, because a measurement may be over before a click from outside arrives.
    await page.evaluate(async () => {
      const press = (text: string) => [...document.querySelectorAll('button')].find((button) => button.textContent === text)?.click();
      press('Measure latency');
      while (!document.querySelector('.run-actions progress')) await new Promise((resolve) => setTimeout(resolve));
      press('Cancel');
    });
    await page.locator('.run-actions progress').waitFor({ state: 'detached' });
    expect(await page.locator('.run .problems').count()).toBe(0);
    await page.click('text=Measure latency');
    await page.locator('.latency').waitFor();
  });

  test('one button measures the custom kernel against the decomposed norm on the same inputs', async () => {
    const { page } = current();
    await page.click('text=Custom kernel against decomposed');
    await page.locator('.versus').waitFor();
    const text = (await page.textContent('.versus .verdict')) ?? '';
    expect(text).toMatch(/[\d.]+× as fast/);
    expect(Number(/differ by (nothing|[\d.e+-]+)/.exec(text)?.[1]?.replace('nothing', '0'))).toBeLessThan(1e-5);
  });

  test('a model whose kernel is missing says so with a way out, and the page goes on', async () => {
    const web = current();
    const text = readFileSync(at('examples/rms_norm_custom_2d/program.mlir'), 'utf8').replace('ai_edge_torch.rms_norm', 'nobody.knows');
    await web.open({ name: 'unknown.mlir', bytes: new TextEncoder().encode(text) });
    await web.status('Converted');
    const problem = web.page.locator('.run .problems');
    await problem.waitFor();
    expect(await problem.textContent()).toMatch(/nobody\.knows.*Hint/s);
    await web.example(NORM);
    expect((await runNow(web)).length).toBe(256);
    await web.page.click('#tab-graph');
  });
}
