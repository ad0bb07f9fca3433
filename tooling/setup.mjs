// Installs what the workspace needs, with only Node and npm on the machine: pnpm comes through npx.
// Does nothing when the lock file is the one that was installed last.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { withPnpm } from './pnpm.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = `${root}node_modules/.hlolite-setup`;

const manifests = ['packages', 'apps'].flatMap((dir) => readdirSync(`${root}${dir}`).map((name) => `${dir}/${name}/package.json`));
const hash = createHash('sha256');
for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...manifests])
  if (existsSync(root + file)) hash.update(readFileSync(root + file));
const wanted = hash.digest('hex');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`hlolite needs Node 20.19 or newer (this is ${process.versions.node})`);
    process.exit(1);
  }
  console.error('installing …');
  const frozen = existsSync(`${root}pnpm-lock.yaml`) ? ['--frozen-lockfile'] : [];
  const args = withPnpm(['pnpm', 'install', ...frozen, '--prefer-offline', '--reporter=append-only']);
  const result = spawnSync('npx', args, {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    env: { ...process.env, CI: 'true' },
  });
  if (result.status !== 0) {
    console.error(result.stdout, result.stderr, result.error ?? '');
    console.error('setup failed: `npx pnpm install` did not succeed (see above)');
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}
