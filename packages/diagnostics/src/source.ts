// A source file and places in it. Offsets count bytes of the UTF-8 text; lines and columns are computed only when somebody looks.

/** A program's text (or bytes) under the name it is known by. */
export interface Source {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A half-open range of bytes in a source. */
export interface Span {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/** One-based line and column; the column counts characters (code points), as editors show it. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const NEWLINE = 0x0a;

/** Line and column of a byte offset. */
export function positionAt(source: Source, offset: number): Position {
  const { bytes } = source;
  const end = Math.min(offset, bytes.length);
  let line = 1;
  let lineStart = 0;
  for (let at = bytes.indexOf(NEWLINE); at !== -1 && at < end; at = bytes.indexOf(NEWLINE, at + 1)) {
    line++;
    lineStart = at + 1;
  }
  return { line, column: countCharacters(bytes, lineStart, end) + 1 };
}

/** The text of the line that holds a byte offset, cut to `limit` bytes: a hex constant can make a line of megabytes. */
export function lineAt(source: Source, offset: number, limit = 400): string {
  const { bytes } = source;
  const start = offset === 0 ? 0 : bytes.lastIndexOf(NEWLINE, Math.min(offset, bytes.length) - 1) + 1;
  const newline = bytes.indexOf(NEWLINE, start);
  const end = Math.min(newline === -1 ? bytes.length : newline, start + limit);
  return new TextDecoder().decode(bytes.subarray(start, end)).replace(/\r$/, '');
}

function countCharacters(bytes: Uint8Array, start: number, end: number): number {
  let count = 0;
  // Continuation bytes of UTF-8 (10xxxxxx) belong to the character before them.
  for (let at = start; at < end; at++) if (((bytes[at] as number) & 0xc0) !== 0x80) count++;
  return count;
}
