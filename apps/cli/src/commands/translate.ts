// `hlolite translate`: a program from one form of MLIR to another.
import { writeBytecode } from '@hlolite/mlir-parser';
import { currentVersion, readProgram, writeArtifact } from '@hlolite/stablehlo';
import { openInput, writeOutput } from '../files.js';
import { isProgram, notAProgram } from '../input-kind.js';
import { UsageError } from '../usage-error.js';

export interface TranslateFlags {
  readonly output: string;
  readonly to: 'bytecode' | 'vhlo';
  readonly target?: string;
}

/** @returns the exit code */
export async function translateCommand(input: string, { output, to, target }: TranslateFlags): Promise<number> {
  if (target !== undefined && to !== 'vhlo') throw new UsageError('--target goes with --to vhlo');
  const { kind, source } = openInput(input);
  if (!isProgram(kind)) notAProgram(kind, input);
  const module = readProgram(source, { name: input });
  const bytes = to === 'vhlo' ? writeArtifact(module, target ?? currentVersion) : writeBytecode(module);
  await writeOutput(output, {
    chunks: (async function* () {
      yield bytes;
    })(),
  });
  return 0;
}
