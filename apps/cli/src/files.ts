// Files: inputs read whole or by range, outputs that appear whole or not at all.
import { closeSync, fstatSync, openSync, readFileSync, readSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { CompileError, fail } from '@hlolite/diagnostics';
import { type ByteSource, bytesNow } from '@hlolite/tensor';
import type { FileChunks } from '@hlolite/tflite-writer';
import { HEAD, type InputKind, inputKind } from './input-kind.js';

export const STANDARD = '-';

const CAUSES: Readonly<Record<string, readonly [string, string]>> = {
  ENOENT: ['there is no such file or folder', 'check the path'],
  EACCES: ['access is denied', 'check the permissions'],
  EPERM: ['the operation is not permitted', 'check the permissions'],
  EISDIR: ['it is a directory', 'name a file'],
  ENOTDIR: ['a part of the path is no directory', 'check the path'],
  ENOSPC: ['the disk is full', 'free some space, or write to another disk'],
  EROFS: ['the disk is read-only', 'write to another place'],
  EDQUOT: ['the quota is used up', 'free some space, or write to another disk'],
  EMFILE: ['too many files are open', 'close some'],
};

/** A failed system call as a diagnostic. */
export function ioError(action: string, path: string, error: unknown): never {
  if (error instanceof CompileError) throw error;
  const code = (error as NodeJS.ErrnoException)?.code ?? '';
  const [cause, hint] = CAUSES[code] ?? [error instanceof Error ? error.message : String(error), 'see the cause'];
  return fail({ code: 'io/failed', message: `cannot ${action} ${path}: ${cause}`, place: { label: path }, hint });
}

/** A whole file, or standard input for `-`. */
export function readInput(path: string): Uint8Array {
  try {
    return readFileSync(path === STANDARD ? 0 : path);
  } catch (error) {
    return ioError('read', path === STANDARD ? 'standard input' : path, error);
  }
}

/** A file that is read by range: weights are never held. The file must not change while it is read. */
export function fileSource(path: string): ByteSource {
  try {
    const fd = openSync(path, 'r');
    const { size } = fstatSync(fd);
    if (fstatSync(fd).isDirectory())
      fail({ code: 'io/failed', message: `cannot read ${path}: it is a directory`, place: { label: path }, hint: 'name a file' });
    const readInto = (offset: number, target: Uint8Array) => fill(fd, path, offset, target, size);
    const read = (offset: number, length: number) => {
      const bytes = new Uint8Array(Buffer.allocUnsafeSlow(length).buffer);
      readInto(offset, bytes);
      return bytes;
    };
    return { name: path, size, read, readInto };
  } catch (error) {
    return ioError('read', path, error);
  }
}

function fill(fd: number, path: string, offset: number, target: Uint8Array, size: number): void {
  const now = fstatSync(fd).size;
  if (now !== size)
    fail({
      code: 'io/changed',
      message: `${path} must keep its size while it is read (it had ${size} bytes, and ${now} when byte ${offset} was read)`,
      place: { label: path },
      hint: 'wait until it is written, and convert again',
    });
  for (let done = 0; done < target.length; ) {
    let got = 0;
    try {
      got = readSync(fd, target, done, target.length - done, offset + done);
    } catch (error) {
      ioError('read', path, error);
    }
    if (got === 0)
      fail({
        code: 'io/short',
        message: `${path} must have ${offset + target.length} bytes (it ended at ${offset + done})`,
        place: { label: path },
        hint: 'the file was cut or changed while it was read: get it again',
      });
    done += got;
  }
}

/** What is no larger is read whole, in one call of the system in place of one for each constant. */
const SMALL = 16 << 20;

/** A file or standard input with what it is. Large bytecode and large models stay in the file and are read by range. */
export function openInput(path: string): { readonly kind: InputKind; readonly source: Uint8Array | ByteSource } {
  // A pipe has no size and is read to its end.
  const size = path === STANDARD ? 0 : (statSync(path, { throwIfNoEntry: false })?.size ?? 0);
  if (size <= SMALL) {
    const source = readInput(path);
    return { kind: inputKind(source), source };
  }
  const source = fileSource(path);
  return { kind: inputKind(bytesNow({ source, offset: 0, length: Math.min(HEAD, source.size) })), source };
}

/** Writes to a temporary file beside the target and renames it when all is there. Devices and pipes are written as they are. */
export async function writeOutput(path: string, { chunks }: Pick<FileChunks, 'chunks'>): Promise<void> {
  if (path === STANDARD) return writeToStandardOutput(chunks);
  const kind = statSync(path, { throwIfNoEntry: false });
  if (kind?.isDirectory())
    fail({
      code: 'io/failed',
      message: `cannot write ${path}: it is a directory`,
      place: { label: path },
      hint: 'name a file with -o, or the folder with --out-dir',
    });
  const direct = kind !== undefined && !kind.isFile();
  const temporary = direct ? path : join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  const discard = () => !direct && rmSync(temporary, { force: true });
  const interrupted = () => {
    discard();
    process.exit(130);
  };
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  try {
    const fd = openSync(temporary, 'w');
    try {
      await writeTo(fd, path, chunks);
    } finally {
      closeSync(fd);
    }
    if (!direct) renameSync(temporary, path);
  } catch (error) {
    discard();
    ioError('write', path, error);
  } finally {
    process.off('SIGINT', interrupted);
    process.off('SIGTERM', interrupted);
  }
}

/** Through the stream, which waits for a slow reader: a pipe refuses what it cannot take at once. */
async function writeToStandardOutput(chunks: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    for await (const chunk of chunks)
      await new Promise<void>((resolve, reject) => process.stdout.write(chunk, (error) => (error ? reject(error) : resolve())));
  } catch (error) {
    ioError('write', 'standard output', error);
  }
}

/** Files are read and written synchronously, which is fastest; now and then the process must hear of Ctrl-C. */
const LONGEST_UNHEARD = 32 << 20;

async function writeTo(fd: number, path: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  let unheard = 0;
  try {
    for await (const chunk of chunks) {
      for (let done = 0; done < chunk.length; ) done += writeSync(fd, chunk, done);
      unheard += chunk.length;
      if (unheard < LONGEST_UNHEARD) continue;
      unheard = 0;
      await setImmediate();
    }
  } catch (error) {
    ioError('write', path, error);
  }
}
