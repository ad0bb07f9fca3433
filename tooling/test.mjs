// `npm test`: sets itself up, builds, checks (types, lint and format, unused code), runs all tests, and ends with a line 'N passed, N failed'.
// Each check counts as one test, so that a failing one shows in the numbers.
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import './setup.mjs';
import { runTool } from './run.mjs';

const checks = [
  ['build and types', 'turbo', ['run', 'build', 'types', '--output-logs=errors-only']],
  ['lint and format', 'biome', ['check', '--error-on-warnings', '.']],
  ['unused code', 'knip', []],
];

let passed = 0;
let failed = 0;
for (const [name, tool, args] of checks) {
  const ok = runTool(tool, args) === 0;
  console.log(`${ok ? '✓' : '✗'} ${name}`);
  if (ok) passed++;
  else failed++;
}

// A test that hangs must not take CI's 90 minutes with it.
const LONGEST = 30 * 60_000;
const report = join(tmpdir(), `hlolite-tests-${process.pid}.json`);
const code = runTool('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile=${report}`, ...process.argv.slice(2)], {
  timeout: LONGEST,
});
try {
  const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(report, 'utf8'));
  passed += numPassedTests;
  // A file that does not load has no tests to fail, so it counts itself.
  failed += Math.max(numFailedTests, code === 0 ? 0 : 1, numFailedTests === 0 ? numFailedTestSuites : 0);
} catch (error) {
  console.error(`the tests left no report: ${error.message}`);
  failed++;
}
rmSync(report, { force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || code !== 0 ? 1 : 0;
