// `npm run test:native`: builds the native norm and runs models with it in native LiteRT, through LiteRT's C API and through TFLite's interpreter.
// Needs a C++ compiler, make and python3. ai-edge-litert is installed into .venv, unless HLOLITE_PYTHON names a Python that has it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { epsilonJobs, exportedJobs, formJobs } from './native-models.mjs';
import { must, pythonWith } from './python.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const native = `${root}packages/rms-norm-kernel/native`;
const PACKAGE = 'ai-edge-litert==2.3.0';

const out = mkdtempSync(join(tmpdir(), 'hlolite-native-'));
try {
  const python = pythonWith([PACKAGE, 'numpy'], ['ai_edge_litert', 'numpy']);
  must('the native norm must build', 'make', ['-s', '-C', native, `OUT=${out}`]);
  const jobs = [...exportedJobs(out), ...(await epsilonJobs(out)), ...(await formJobs(out))];
  writeFileSync(join(out, 'jobs.json'), JSON.stringify(jobs));
  const lines = must('the test must run', python, [`${native}/test_native.py`, out, join(out, 'jobs.json')])
    .trim()
    .split('\n');
  const results = lines.map((line) => JSON.parse(line));
  for (const { ok, name, route, worst, why } of results)
    console.log(`${ok ? '✓' : '✗'} ${route.padEnd(6)} ${name}${ok ? '' : `: ${why ?? `off by ${worst}`}`}`);
  const passed = results.filter(({ ok }) => ok).length;
  console.log(`${passed} passed, ${jobs.length - passed} failed`);
  process.exitCode = passed === jobs.length ? 0 : 1;
} finally {
  rmSync(out, { recursive: true });
}
