// The tensors that a run is given, from what its user chose.
import { fail } from '@hlolite/diagnostics';
import { bytesNow, type Dense, denseOf, elementCount, elementInfo, randomDense, readNpy, readSafetensors, splatOf } from '@hlolite/tensor';
import { blobSourceNow, type NamedBlob } from '../workers/blob-source.js';
import type { InputChoice, Port } from './protocol.js';

/** @throws CompileError `run/…` that names the input, or what reading the file throws */
export function inputTensor(port: Port, choice: InputChoice): Dense {
  if (choice.from === 'zeros') return splatOf(port.type, port.shape, elementInfo(port.type).kind === 'complex' ? [0, 0] : 0);
  if (choice.from === 'random') return randomDense(port.type, port.shape, choice.seed);
  if (choice.from === 'values') return valuesTensor(port, choice.values);
  return fileTensor(port, choice.file, choice.tensor);
}

/** Given values fill the tensor; fewer than its elements are repeated. */
function valuesTensor({ name, type, shape }: Port, values: readonly number[]): Dense {
  const count = elementCount(shape) * (elementInfo(type).kind === 'complex' ? 2 : 1);
  if (values.length === 0 || count % values.length !== 0)
    fail({
      code: 'run/values',
      message: `the values of input "${name}" must fill its ${count} elements evenly (were ${values.length})`,
      hint: `give ${count} numbers, or as many as the last dimension has`,
    });
  return denseOf(
    type,
    shape,
    Array.from({ length: count }, (_, index) => values[index % values.length] as number),
  );
}

function fileTensor(port: Port, file: NamedBlob, name: string): Dense {
  const dense = tensorsIn(file).get(name);
  if (!dense) return fail({ code: 'run/no-tensor', message: `${file.name} must have the tensor "${name}"`, hint: 'choose another tensor' });
  const wanted = `${port.type}[${port.shape}]`;
  const found = `${dense.type}[${dense.shape}]`;
  if (found !== wanted)
    fail({
      code: 'run/input-type',
      message: `input "${port.name}" must be ${wanted} (tensor "${name}" of ${file.name} is ${found})`,
      hint: 'choose another tensor',
    });
  return { ...dense, bytes: bytesNow(dense.bytes) };
}

/** The tensors of a .safetensors or .npy file by name; of a .npy file its name. */
export function tensorsIn(file: NamedBlob): ReadonlyMap<string, Dense> {
  const source = blobSourceNow(file);
  const first = source.size > 0 ? bytesNow({ source, offset: 0, length: 1 })[0] : undefined;
  return first === NPY_MAGIC ? new Map([[file.name, readNpy(source)]]) : readSafetensors(source).tensors;
}

/** The first byte of a .npy file; a .safetensors file begins with the length of its header, whose lowest byte is a multiple of 8 or text's. */
const NPY_MAGIC = 0x93;
