// The command line as a user runs it: the built files, in a process of its own.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const cli = fileURLToPath(new URL('../apps/cli/bin/hlolite.cjs', import.meta.url));

/** Runs `hlolite` in a folder; `input` is its standard input. */
export const hloliteIn =
  (folder: string) =>
  (args: readonly string[], input: string | Uint8Array = new Uint8Array()) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
      cwd: folder,
      input: typeof input === 'string' ? Buffer.from(input) : input,
      encoding: 'buffer',
      env: { ...process.env, NO_COLOR: '1' },
    });
    return { status, stdout: stdout.toString(), stderr: stderr.toString(), bytes: stdout };
  };
