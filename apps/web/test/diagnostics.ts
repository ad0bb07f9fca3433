// Diagnostics in the text, and policies as controls.
import { expect, test } from 'vitest';
import { commandLine, type TestPage } from './page.js';

const NORM = 'rms_norm_custom_2d/program';
const TARGET = 'ai_edge_torch.rms_norm';

/** The text of the editor, which lives in a shadow root. */
const line = (web: TestPage, text: string) => web.page.locator('.cm-line', { hasText: text });

export function diagnosticsTests(current: () => TestPage): void {
  test('an edit converts again; an error is marked at its place with cause and hint, and a click goes there', async () => {
    const web = current();
    await web.example(NORM);
    await web.page.hover('.editor');
    await line(web, 'custom_call').click();
    await web.page.keyboard.press('Home');
    await web.page.keyboard.type('%bad = stablehlo.no_such %arg0 : tensor<16x128xf32>\n');
    const problem = web.page.locator('.problems li.error', { hasText: 'no_such' }).first();
    await problem.waitFor();
    expect(await problem.textContent()).toMatch(/Hint: .*line 4/s);
    await web.page.locator('.cm-lintRange-error').first().waitFor();
    await web.page.locator('.cm-lint-marker-error').first().waitFor();
    await problem.locator('button.link').click();
    await web.page.locator('.cm-activeLine', { hasText: 'stablehlo.no_such' }).waitFor();
    await web.page.keyboard.press('Control+z');
    for (let undone = 0; undone < 60 && (await web.page.locator('.problems li.error').count()) > 0; undone++) {
      await web.page.keyboard.press('Control+z');
      await web.page.waitForTimeout(50);
    }
    await web.status('Converted');
  });

  test('a policy changes the result at once, with the bytes of the command that the page shows', async () => {
    const web = current();
    await web.example(NORM);
    await web.page.selectOption('.custom-ops select', 'decompose');
    await web.page.locator('.numbers', { hasText: /Operators\d+ was 1 \(1 custom\)/ }).waitFor();
    await web.page.click('text=Command line');
    const command = (await web.page.textContent('.command code')) ?? '';
    expect(command).toBe(`hlolite convert program.mlir -o program.tflite --custom-op ${TARGET}=decompose`);
    await web.page.keyboard.press('Escape');
    const args = command.replace('hlolite convert ', '').replace('-o program.tflite ', '').split(' ');
    const wanted = commandLine(args, `${process.cwd()}/examples/rms_norm_custom_2d`);
    expect((await web.download()).equals(wanted)).toBe(true);
  });

  test('an attribute that the program lacks is warned of, and goes into the file when it is set', async () => {
    const web = current();
    await web.example('rms_norm_custom_2d/program_origin');
    await web.status('1 warning');
    expect(await web.page.textContent('.attributes')).toContain('assumed');
    const field = web.page.locator('.attributes label', { hasText: 'epsilon' }).locator('input');
    await field.fill('1e-3');
    await field.press('Enter');
    await web.page.locator('.attributes', { hasText: 'yours' }).waitFor();
    const wanted = commandLine(['examples/rms_norm_custom_2d/program_origin.mlir', '--custom-op-attr', `${TARGET}.epsilon=1e-3`]);
    await web.status(/^Converted$/);
    expect((await web.download()).equals(wanted)).toBe(true);
  });

  test('the policy error stops the conversion with a reason, and another policy mends it', async () => {
    const web = current();
    await web.example(NORM);
    await web.page.selectOption('.custom-ops select', 'error');
    await web.status('1 error');
    expect(await web.page.textContent('.problems')).toContain(TARGET);
    expect(await web.page.locator('text=Download .tflite').count()).toBe(0);
    await web.page.selectOption('.custom-ops select', 'composite');
    await web.status('Converted');
  });
}
