// What the command line shows: diagnostics and tables. Colours only on a terminal, and never with NO_COLOR.
import { type Diagnostic, positionAt, render, toJson } from '@hlolite/diagnostics';
import type { FiredRewrite } from '@hlolite/op-lowering';
import type { FileChunks } from '@hlolite/tflite-writer';

const wantsColor = (stream: NodeJS.WriteStream): boolean => stream.isTTY === true && !process.env.NO_COLOR;

/** Diagnostics on standard error. */
export function showDiagnostics(diagnostics: readonly Diagnostic[]): void {
  const color = wantsColor(process.stderr);
  for (const diagnostic of diagnostics)
    process.stderr.write(`${render(diagnostic, { color, width: Math.min(process.stderr.columns ?? 120, 160) })}\n`);
}

export const diagnosticsToJson = (diagnostics: readonly Diagnostic[]): unknown[] => diagnostics.map(toJson);

export const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** What is going on, in one line that the next one replaces: on a terminal only. An empty text takes it away. */
export function progress(text: string): void {
  if (process.stderr.isTTY === true) process.stderr.write(`\r\x1b[K${text.slice(0, (process.stderr.columns ?? 80) - 1)}`);
}

/** The chunks of a file as they are, with what is done, the rate and the time left shown on the way. */
export async function* withProgress(label: string, { size, chunks }: FileChunks): AsyncGenerator<Uint8Array> {
  const start = performance.now();
  let done = 0;
  let shown = start;
  for await (const chunk of chunks) {
    yield chunk;
    done += chunk.length;
    const now = performance.now();
    if (now - shown < SHOWN_EVERY) continue;
    shown = now;
    const rate = (done / (now - start)) * 1000;
    progress(`${label}: ${humanBytes(done)} of ${humanBytes(size)}, ${humanBytes(rate)}/s, ${timeText((size - done) / rate)} left`);
  }
}

const SHOWN_EVERY = 200;

/** 90 → "1 min 30 s". */
const timeText = (seconds: number): string =>
  seconds < 60 ? `${Math.ceil(seconds)} s` : `${Math.floor(seconds / 60)} min ${Math.ceil(seconds % 60)} s`;

/** 1234567 → "1.23 MB": decimal units, three digits. */
export function humanBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  for (; value >= 999.5 && unit < units.length - 1; unit++) value /= 1000;
  return `${unit === 0 ? value : Number(value.toPrecision(3))} ${units[unit]}`;
}

/** `1 op`, `2 ops`. */
export const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** Rows as columns; numbers to the right. */
export function table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = [header, ...rows.map((row) => row.map(String))];
  const widths = header.map((_, column) => Math.max(...cells.map((row) => [...(row[column] ?? '')].length)));
  const right = header.map((_, column) => rows.length > 0 && rows.every((row) => /^[\d.,e+-]+( [a-zA-Z]+)?$|^$/.test(String(row[column]))));
  const pad = (text: string, column: number) => {
    const space = ' '.repeat((widths[column] as number) - [...text].length);
    return right[column] ? space + text : text + space;
  };
  const lines = cells.map((row) =>
    row
      .map((cell, column) => pad(cell, column))
      .join('  ')
      .trimEnd(),
  );
  return [lines[0], widths.map((width) => '─'.repeat(width)).join('  '), ...lines.slice(1)].join('\n');
}

/** A line to standard error for a rewrite that fired: its name, the tensor, and where in the program that comes from. */
export function showRewrite({ rewrite, tensor, place }: FiredRewrite): void {
  const at = place?.span && positionAt(place.span.source, place.span.start);
  const where = at && place?.span ? `${place.span.source.name}:${at.line}:${at.column}` : (place?.trail?.[0] ?? '');
  process.stderr.write(`${rewrite.padEnd(32)} ${tensor.padEnd(32)} ${where}\n`);
}
