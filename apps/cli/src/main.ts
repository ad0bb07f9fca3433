// The command `hlolite`: runs what the command line asks for, and makes errors messages and exit codes.
import { CompileError } from '@hlolite/diagnostics';
import { CommanderError } from 'commander';
import { commandLine, SEE_HELP } from './command-line.js';
import { showDiagnostics } from './terminal.js';
import { UsageError } from './usage-error.js';

const FAILED = 1;
const WRONG_USAGE = 2;

/** @returns the exit code: 0 done, 1 the work failed, 2 wrong usage */
async function main(): Promise<number> {
  let code = 0;
  try {
    await commandLine((result) => {
      code = result;
    }).parseAsync();
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE;
    if (error instanceof UsageError) {
      process.stderr.write(`error: ${error.message}\n${SEE_HELP}\n`);
      return WRONG_USAGE;
    }
    if (error instanceof CompileError) {
      showDiagnostics(error.diagnostics);
      return FAILED;
    }
    process.stderr.write(
      `${error instanceof Error ? error.stack : error}\nThis is a defect of hlolite: please report it with the command and its input.\n`,
    );
    return FAILED;
  }
}

// A reader that goes away (`hlolite inspect … | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

// No await here: the bundle is CommonJS, which has none at the top.
void main().then((code) => {
  process.exitCode = code;
});
