// What a file is, from its bytes; its name says nothing.
import { fail } from '@hlolite/diagnostics';

export type InputKind = 'empty' | 'text' | 'bytecode' | 'tflite' | 'safetensors' | 'binary';

const startsWith = (bytes: Uint8Array, magic: readonly number[], at = 0) => magic.every((byte, index) => bytes[at + index] === byte);

/** The kind of a file from its first bytes. */
export function inputKind(bytes: Uint8Array): InputKind {
  if (bytes.length === 0) return 'empty';
  if (startsWith(bytes, [0x4d, 0x4c, 0xef, 0x52])) return 'bytecode';
  if (startsWith(bytes, [0x54, 0x46, 0x4c, 0x33], 4)) return 'tflite';
  if (startsWith(bytes, [0x7b, 0x22], 8) && startsWith(bytes, [0, 0], 6)) return 'safetensors';
  return bytes.subarray(0, 4096).includes(0) ? 'binary' : 'text';
}

/** The error for a file that is no MLIR text. */
export function notAProgram(kind: InputKind, name: string): never {
  const found: Record<InputKind, [string, string]> = {
    empty: ['the file is empty', 'export the program again'],
    text: ['text', 'give MLIR text'],
    bytecode: ['MLIR bytecode', 'print it as text: in JAX `lowered.as_text()`, in Python `str(module)`, or with stablehlo-opt'],
    tflite: ['a .tflite model', 'it is converted already: `hlolite inspect` shows it, `hlolite run` runs it'],
    safetensors: ['a .safetensors file', 'give the program, and this file with --weights'],
    binary: ['binary data', 'give a StableHLO program as MLIR text'],
  };
  const [what, hint] = found[kind];
  return fail({
    code: 'input/not-a-program',
    message: `the input must be a StableHLO program as MLIR text (was ${what})`,
    place: { label: name },
    hint,
  });
}
