// `hlolite translate`: a program from one form of MLIR to another.
import { type Module, printTo, writeBytecode } from '@hlolite/mlir-parser';
import { currentVersion, readProgram, writeArtifact } from '@hlolite/stablehlo';
import { openInput, writeOutput } from '../files.js';
import { isProgram, notAProgram } from '../input-kind.js';
import { UsageError } from '../usage-error.js';

export interface TranslateFlags {
  readonly output: string;
  readonly to: 'text' | 'generic' | 'bytecode' | 'vhlo';
  readonly target?: string;
}

/** @returns the exit code */
export async function translateCommand(input: string, { output, to, target }: TranslateFlags): Promise<number> {
  if (target !== undefined && to !== 'vhlo') throw new UsageError('--target goes with --to vhlo');
  const { kind, source } = openInput(input);
  if (!isProgram(kind)) notAProgram(kind, input);
  const pieces = translated(readProgram(source, { name: input }), to, target ?? currentVersion);
  await writeOutput(output, {
    chunks: (async function* () {
      yield* pieces;
    })(),
  });
  return 0;
}

function translated(module: Module, to: TranslateFlags['to'], target: string): readonly Uint8Array[] {
  if (to === 'vhlo') return [writeArtifact(module, target)];
  if (to === 'bytecode') return [writeBytecode(module)];
  return textOf(module, to === 'generic');
}

/** The text in pieces: with large constants it may be longer than a JavaScript string can be. */
function textOf(module: Module, generic: boolean): readonly Uint8Array[] {
  const encoder = new TextEncoder();
  const pieces: Uint8Array[] = [];
  let pending = '';
  const put = (piece: string) => {
    pending += piece;
    if (pending.length < 1 << 20) return;
    pieces.push(encoder.encode(pending));
    pending = '';
  };
  printTo(module, put, { generic });
  return [...pieces, encoder.encode(pending)];
}
