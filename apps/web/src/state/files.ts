// From files that were dropped, picked or pasted to what is open. Only the first bytes are looked at here; workers read the rest by range.
import { HEAD, inputKind } from 'hlolite';
import type { NamedBlob } from '../workers/blob-source.js';
import { openProject, type Project, project, settings, trouble } from './project.js';

/** Text beyond this is converted, but an editor would be slow with it. */
export const LARGEST_EDITED = 1 << 20;

export type Role = 'program' | 'weights' | 'signature' | 'tensors';

/** What a file is for: by its bytes, not by its name. */
export async function roleOf({ blob }: NamedBlob): Promise<Role> {
  const bytes = new Uint8Array(await blob.slice(0, HEAD).arrayBuffer());
  if (bytes[0] === 0x93) return 'tensors';
  const kind = inputKind(bytes);
  if (kind === 'safetensors') return /"input_0"/.test(new TextDecoder().decode(bytes)) ? 'tensors' : 'weights';
  return kind === 'text' && /^\s*\{\s*"/.test(new TextDecoder().decode(bytes.subarray(0, 64))) ? 'signature' : 'program';
}

/** Opens files: a program or model takes the place of what is open, weights and signature are added to it. */
export async function openFiles(files: readonly File[]): Promise<void> {
  const found: { [R in Role]?: NamedBlob } = {};
  for (const blob of files) {
    const file = { name: blob.name, blob };
    try {
      found[await roleOf(file)] = file;
    } catch (error) {
      trouble.value = [unreadable(blob.name, error)];
      return;
    }
  }
  const { program, ...rest } = found;
  if (program) openProject({ ...(await withText(program)), ...rest });
  else if (project.value) openProject({ ...project.value, ...rest, example: undefined }, settings.value);
}

const SHOWN = 1 << 16;
/** A hex constant can be a line of a megabyte, which no editor likes. */
const LONGEST_LINE = 100_000;

/** The file with its text, where that is short enough to be edited, or with its beginning. */
export async function withText(file: NamedBlob): Promise<Project> {
  const { blob } = file;
  const isText = inputKind(new Uint8Array(await blob.slice(0, HEAD).arrayBuffer())) === 'text';
  if (!isText) return { file };
  const text = blob.size <= LARGEST_EDITED ? await blob.text() : undefined;
  if (text?.split('\n').every((line) => line.length < LONGEST_LINE)) return { file, text };
  return { file, beginning: await blob.slice(0, SHOWN).text() };
}

export const openText = (text: string, name = 'program.mlir'): void => openProject({ file: { name, blob: new Blob([text]) }, text });

const unreadable = (name: string, error: unknown) =>
  ({
    severity: 'error',
    code: 'page/file',
    message: `${name} must be a readable file (${error instanceof Error ? error.message : error})`,
    hint: 'a folder cannot be opened: give the files in it',
  }) as const;
