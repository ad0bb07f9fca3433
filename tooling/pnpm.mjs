// pnpm comes through npx, in this version: a machine needs Node and npm, nothing else.
export const PNPM = 'pnpm@12.21.0';

/** Arguments of npx that run a command with pnpm on its PATH. */
export const withPnpm = (command) => ['--yes', `--package=${PNPM}`, '--', ...command];
