// What a file is, from its bytes; its name says nothing.
import { fail } from '@hlolite/diagnostics';

/** What a file is, told by its first bytes. */
export type InputKind = 'empty' | 'text' | 'bytecode' | 'tflite' | 'safetensors' | 'binary';

const startsWith = (bytes: Uint8Array, magic: readonly number[], at = 0) => magic.every((byte, index) => bytes[at + index] === byte);

/** How many bytes of a file tell its kind. */
export const HEAD = 4096;

/** The kind of a file from its first bytes. */
export function inputKind(bytes: Uint8Array): InputKind {
  if (bytes.length === 0) return 'empty';
  if (startsWith(bytes, [0x4d, 0x4c, 0xef, 0x52])) return 'bytecode';
  if (startsWith(bytes, [0x54, 0x46, 0x4c, 0x33], 4)) return 'tflite';
  if (startsWith(bytes, [0x7b, 0x22], 8) && startsWith(bytes, [0, 0], 6)) return 'safetensors';
  return bytes.subarray(0, HEAD).includes(0) ? 'binary' : 'text';
}

/** The kinds that hold a StableHLO program; bytecode may be a portable artifact. */
export const isProgram = (kind: InputKind): kind is 'text' | 'bytecode' => kind === 'text' || kind === 'bytecode';

/** The error for a file that is no program. */
export function notAProgram(kind: Exclude<InputKind, 'text' | 'bytecode'>, name: string): never {
  const found: Record<typeof kind, [string, string]> = {
    empty: ['an empty file', 'export the program again'],
    tflite: ['a .tflite model', 'it is converted already: `hlolite inspect` shows it, `hlolite run` runs it'],
    safetensors: ['a .safetensors file', 'give the program, and this file with --weights'],
    binary: ['binary data', 'give a StableHLO program: MLIR text, MLIR bytecode, or a portable artifact'],
  };
  const [what, hint] = found[kind];
  return fail({
    code: 'input/not-a-program',
    message: `the input must be a StableHLO program (was ${what})`,
    place: { label: name },
    hint,
  });
}
