// The built page in a real Chromium, under a sub-path and a strict Content-Security-Policy: one build, one browser, one step after the other.
import { afterAll, beforeAll, describe } from 'vitest';
import { diagnosticsTests } from '../test/diagnostics.js';
import { graphTests } from '../test/graphs.js';
import { openingTests } from '../test/opening.js';
import { startPage, type TestPage } from '../test/page.js';
import { qualityTests } from '../test/quality.js';
import { robustnessTests } from '../test/robustness.js';
import { runTests } from '../test/run.js';
import { sharingTests } from '../test/sharing.js';

let web: TestPage;
const current = () => web;

beforeAll(async () => {
  web = await startPage();
}, 120_000);
afterAll(() => web?.close());

describe('open', () => openingTests(current));
describe('convert', () => diagnosticsTests(current));
describe('look', () => graphTests(current));
describe('run', () => runTests(current));
describe('share', () => sharingTests(current));
describe('bad and big input', () => robustnessTests(current));
describe('as it must be', () => qualityTests(current));
