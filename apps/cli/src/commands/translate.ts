// `hlolite translate`: a program from one form of MLIR to another.
import { type Module, type PrintOptions, printTo, writeBytecode } from '@hlolite/mlir-parser';
import { currentVersion, readProgram, writeArtifact } from '@hlolite/stablehlo';
import { openInput, writeOutput } from '../files.js';
import { isProgram, notAProgram } from '../input-kind.js';
import { UsageError } from '../usage-error.js';

export interface TranslateFlags {
  readonly output: string;
  readonly to: 'text' | 'generic' | 'bytecode' | 'vhlo';
  readonly target?: string;
  readonly locations?: boolean;
}

/** @returns the exit code */
export async function translateCommand(input: string, { output, to, target, locations }: TranslateFlags): Promise<number> {
  if (target !== undefined && to !== 'vhlo') throw new UsageError('--target goes with --to vhlo');
  if (locations && to !== 'text' && to !== 'generic') throw new UsageError('--locations goes with --to text and --to generic');
  const { kind, source } = openInput(input);
  if (!isProgram(kind)) notAProgram(kind, input);
  const module = readProgram(source, { name: input });
  const pieces =
    to === 'vhlo'
      ? [writeArtifact(module, target ?? currentVersion)]
      : to === 'bytecode'
        ? [writeBytecode(module)]
        : textOf(module, { generic: to === 'generic', locations: locations === true });
  await writeOutput(output, {
    chunks: (async function* () {
      yield* pieces;
    })(),
  });
  return 0;
}

/** The text in pieces: with large constants it may be longer than a JavaScript string can be. */
function textOf(module: Module, options: PrintOptions): readonly Uint8Array[] {
  const encoder = new TextEncoder();
  const pieces: Uint8Array[] = [];
  let pending = '';
  const put = (piece: string) => {
    pending += piece;
    if (pending.length < 1 << 20) return;
    pieces.push(encoder.encode(pending));
    pending = '';
  };
  printTo(module, put, options);
  return [...pieces, encoder.encode(pending)];
}
