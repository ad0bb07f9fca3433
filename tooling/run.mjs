// Runs a tool of this workspace: `node tooling/run.mjs vitest run`. Exits as the tool does.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { withPnpm } from './pnpm.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs a tool of the workspace in its root; `timeout` in milliseconds ends one that hangs, `quiet` shows what it says only when it fails.
 * @returns {number} its exit code
 */
export function runTool(tool, args, { timeout, quiet = false } = {}) {
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' };
  const bin = fileURLToPath(new URL(`../node_modules/.bin/${tool}`, import.meta.url));
  // turbo starts the packages' scripts with pnpm, so it needs one.
  const [command, all] = tool === 'turbo' ? ['npx', withPnpm([tool, ...args])] : [bin, args];
  const result = spawnSync(command, all, {
    cwd: root,
    stdio: quiet ? ['inherit', 'pipe', 'pipe'] : 'inherit',
    maxBuffer: Number.POSITIVE_INFINITY,
    env,
    timeout,
    killSignal: 'SIGKILL',
    shell: process.platform === 'win32',
  });
  if (result.error && result.error.code !== 'ETIMEDOUT') throw result.error;
  if (quiet && result.status !== 0) {
    process.stdout.write(result.stdout);
    process.stderr.write(result.stderr);
  }
  return result.status ?? 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [tool, ...args] = process.argv.slice(2);
  process.exit(runTool(tool, args));
}
