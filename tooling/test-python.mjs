// `npm run test:python [NAME…]`: checks that need a Python, by name or all. A check makes what it needs, runs its Python, prints what failed and gives
// how many passed and failed. The last line adds them up.
import { largeModel } from './python/large-model.mjs';
import { mlirAgrees } from './python/mlir-agrees.mjs';
import { torchTests } from './python/torch-tests.mjs';

/** @type {Readonly<Record<string, () => Promise<{ passed: number, failed: number }>>>} */
const checks = { mlir: mlirAgrees, torch: torchTests, large: largeModel };
/** Takes gigabytes of disk and memory: only when it is named. */
const heavy = new Set(['large']);

const names = process.argv.slice(2);
for (const name of names)
  if (!Object.hasOwn(checks, name)) throw new Error(`a check must be one of ${Object.keys(checks).join(', ')} (was ${name})`);

const total = { passed: 0, failed: 0 };
for (const name of names.length > 0 ? names : Object.keys(checks).filter((name) => !heavy.has(name))) {
  const { passed, failed } = await checks[name]();
  console.log(`${failed === 0 ? '✓' : '✗'} ${name}: ${passed} passed, ${failed} failed`);
  total.passed += passed;
  total.failed += failed;
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
