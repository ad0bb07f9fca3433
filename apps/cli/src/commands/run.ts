// `hlolite run`: a model in the real LiteRT runtime, on tensors from a file, compared with what was expected.
import { fail } from '@hlolite/diagnostics';
import { load, type Session } from '@hlolite/runtime/node';
import { type Dense, readSafetensors, type Safetensors, writeSafetensors } from '@hlolite/tensor';
import { compared } from '../comparison.js';
import { comparisonTable, denseType } from '../comparison-table.js';
import { readInput, writeOutput } from '../files.js';
import { inputKind } from '../input-kind.js';
import { print, table } from '../terminal.js';
import { loadKernels } from '../user-modules.js';

export interface RunFlags {
  readonly inputs: string;
  readonly outputs?: string;
  readonly expect?: boolean;
  readonly tolerance?: number;
  readonly composites?: 'decomposition' | 'prefer-kernel';
  /** Modules that export kernels. */
  readonly kernels?: readonly string[];
}

/** For files that do not say theirs. */
const DEFAULT_TOLERANCE = 1e-4;

/** @returns the exit code: 0 when it ran and, with `expect`, was right; else 1 */
export async function runCommand(path: string, flags: RunFlags): Promise<number> {
  const bytes = readInput(path);
  if (inputKind(bytes) !== 'tflite')
    fail({
      code: 'input/not-a-model',
      message: 'the model must be a .tflite file',
      place: { label: path },
      hint: 'convert the program first: hlolite convert IN -o OUT',
    });
  const io = readSafetensors(readInput(flags.inputs), flags.inputs);
  const session = await load(bytes, { kernels: await loadKernels(flags.kernels), composites: flags.composites ?? 'decomposition' });
  try {
    const outputs = await session.run(
      session.inputs.map((input, index) => tensorOf(io, `input_${index}`, flags.inputs, `input "${input.name}"`)),
    );
    if (flags.outputs !== undefined) await writeTensors(flags.outputs, outputs);
    return flags.expect ? compare(session, outputs, io, flags) : show(session, outputs);
  } finally {
    session.dispose();
  }
}

function tensorOf(io: Safetensors, name: string, file: string, what: string): Dense {
  return (
    io.tensors.get(name) ??
    fail({
      code: 'run/missing-tensor',
      message: `the file must have ${name}, for ${what} (has ${[...io.tensors.keys()].join(', ') || 'none'})`,
      place: { label: file },
      hint: 'tensors are named input_0, input_1 … and expected_0, expected_1 … in the order of the model',
    })
  );
}

async function writeTensors(path: string, outputs: readonly Dense[]): Promise<void> {
  const file = writeSafetensors(new Map(outputs.map((dense, index) => [`output_${index}`, dense])));
  await writeOutput(path, {
    chunks: (async function* () {
      yield file;
    })(),
  });
}

/** Every output within the tolerance of its expected values; integers and booleans exactly. */
function compare(session: Session, outputs: readonly Dense[], io: Safetensors, flags: RunFlags): number {
  const tolerance = flags.tolerance ?? Number(io.metadata.rtol_of_max_abs ?? DEFAULT_TOLERANCE);
  const comparisons = outputs.map((found, index) => {
    const name = session.outputs[index]?.name ?? `output_${index}`;
    return compared(name, found, tensorOf(io, `expected_${index}`, flags.inputs, `output "${name}"`), tolerance);
  });
  print(comparisonTable(comparisons));
  return comparisons.every(({ right }) => right) ? 0 : 1;
}

function show(session: Session, outputs: readonly Dense[]): number {
  print(
    table(
      ['output', 'type'],
      outputs.map((dense, index) => [session.outputs[index]?.name ?? `output_${index}`, denseType(dense)]),
    ),
  );
  return 0;
}
