// Links that reopen what was seen.
import { expect, test } from 'vitest';
import type { TestPage } from './page.js';

export function sharingTests(current: () => TestPage): void {
  test('a link reopens an example with its settings and view', async () => {
    const web = current();
    await web.example('mlp_rms_block/program_args');
    await web.page.selectOption('.custom-ops select', 'decompose');
    await web.status('Converted');
    await web.page.click('#tab-sizes');
    await web.page.click('text=Share');
    await web.page.waitForFunction(() => location.hash.length > 10);
    const other = web.watch(await web.browser.newPage());
    await other.goto(web.page.url());
    await other.locator('.sizes').waitFor();
    expect(await other.inputValue('.custom-ops select')).toBe('decompose');
    expect(await other.inputValue('.opening select')).toBe('mlp_rms_block/program_args');
    await other.close();
    await web.page.click('#tab-graph');
  });

  test('a small program stands in the link whole; nothing is sent anywhere', async () => {
    const web = current();
    const text =
      'func.func @main(%x: tensor<4xf32>) -> tensor<4xf32> {\n  %0 = stablehlo.tanh %x : tensor<4xf32>\n  return %0 : tensor<4xf32>\n}\n';
    await web.open({ name: 'mine.mlir', bytes: new TextEncoder().encode(text) });
    await web.status('Converted');
    const before = web.requests.length;
    await web.page.click('text=Share');
    await web.page.waitForFunction(() => location.hash.length > 10);
    expect(web.requests.length).toBe(before);
    const other = web.watch(await web.browser.newPage());
    await other.goto(web.page.url());
    await other.locator('.summary .file', { hasText: 'mine.mlir' }).waitFor();
    expect(await other.textContent('.preview')).toContain('stablehlo.tanh');
    await other.close();
  });

  test('a link that makes no sense opens the first example', async () => {
    const web = current();
    const other = web.watch(await web.browser.newPage());
    await other.goto(`${web.url}#nonsense`);
    await other.locator('.summary .status', { hasText: 'Converted' }).waitFor();
    await other.close();
  });
}
