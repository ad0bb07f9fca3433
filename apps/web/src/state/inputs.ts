// Where the numbers of the model's inputs come from.
import { signal } from '@preact/signals';
import type { InputChoice, Port } from '../runner/protocol.js';
import type { NamedBlob } from '../workers/blob-source.js';
import { project } from './project.js';

export const choices = signal<readonly InputChoice[]>([]);
/** The file that inputs can be taken from, and the tensors in it. */
export const tensorFile = signal<{ readonly file: NamedBlob; readonly tensors: readonly Port[] } | undefined>(undefined);

/** A file that was picked here, and for what it was: what is opened next brings its own. */
let picked: { readonly opening: object | undefined; readonly file: NamedBlob } | undefined;

export function pickFile(file: NamedBlob): void {
  picked = { opening: project.value?.opening, file };
}

/** The file to take inputs from: the one that was picked, or the one that came along with the program. */
export function wantedFile(): NamedBlob | undefined {
  return picked && picked.opening === project.value?.opening ? picked.file : project.value?.tensors;
}

export function chooseInput(index: number, choice: InputChoice): void {
  choices.value = choices.value.map((old, at) => (at === index ? choice : old));
}

const fits = (port: Port, { type, shape }: Port): boolean => type === port.type && `${shape}` === `${port.shape}`;

/** What the file has for an input: the tensor of its number, as exports write them, or of its name, or the only one there is. */
function fromFile(port: Port, index: number): InputChoice | undefined {
  const { file, tensors = [] } = tensorFile.value ?? {};
  const fitting = tensors.filter((tensor) => fits(port, tensor));
  const named =
    fitting.find(({ name }) => name === `input_${index}` || name === port.name) ?? (tensors.length === 1 ? fitting[0] : undefined);
  return file && named && { from: 'file', file, tensor: named.name };
}

/** A choice that was made for another model or another file may have nothing for this input. */
function holds(choice: InputChoice, port: Port): boolean {
  if (choice.from !== 'file') return true;
  const { file, tensors = [] } = tensorFile.value ?? {};
  return choice.file === file && tensors.some((tensor) => tensor.name === choice.tensor && fits(port, tensor));
}

/** What the choices were last made for. */
let madeFor: { readonly opening: object | undefined; readonly file: NamedBlob | undefined; readonly count: number } | undefined;

/** Makes choices for these inputs: anew for another program or file, otherwise those that still hold stay. */
export function chooseInputs(inputs: readonly Port[]): void {
  const now = { opening: project.value?.opening, file: tensorFile.value?.file, count: inputs.length };
  const isSame = madeFor?.opening === now.opening && madeFor?.file === now.file && madeFor?.count === now.count;
  madeFor = now;
  choices.value = inputs.map((port, index) => {
    const old = choices.value[index];
    if (isSame && old && holds(old, port)) return old;
    return fromFile(port, index) ?? { from: 'random', seed: index + 1 };
  });
}
