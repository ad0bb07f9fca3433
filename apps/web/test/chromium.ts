// A real Chromium from npm alone.
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/** No flag that weakens what pages are protected by, but for the sandbox, which containers lack. */
const flags = ['--no-sandbox', '--headless=shell', '--use-angle=swiftshader', '--font-render-hinting=none'];

export const launch = async (): Promise<Browser> =>
  chromium.launch({ executablePath: await sparticuz.executablePath(), args: flags, headless: true });
