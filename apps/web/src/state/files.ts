// From files that were dropped, picked or pasted to what is open. Only the first bytes are looked at here; workers read the rest by range.
import { HEAD, inputKind } from 'hlolite';
import type { NamedBlob } from '../workers/blob-source.js';
import { beginOpening, openingFailed, openProject, type Project, project, settings } from './project.js';

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
  if (files.length === 0) return;
  const isNewest = beginOpening();
  const found: { [R in Role]?: NamedBlob } = {};
  let program: Project | undefined;
  try {
    for (const blob of files) found[await roleOf({ name: blob.name, blob })] = { name: blob.name, blob };
    program = found.program && (await withText(found.program));
  } catch (error) {
    if (isNewest()) openingFailed(unreadable(error));
    return;
  }
  if (!isNewest()) return;
  const { program: _, ...rest } = found;
  if (program) openProject({ ...program, ...rest });
  else if (project.value) openProject({ ...project.value, ...rest, example: undefined }, settings.value);
  else
    openingFailed({
      severity: 'error',
      code: 'page/not-a-program',
      message: 'a program or a model must be open (these files belong to one)',
      hint: 'open the program first, or all files together',
    });
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

const unreadable = (error: unknown) =>
  ({
    severity: 'error',
    code: 'page/file',
    message: `every file must be readable (${error instanceof Error ? error.message : error})`,
    hint: 'a folder cannot be opened: give the files in it',
  }) as const;
