// What the command line shows: diagnostics and tables. Colours only on a terminal, and never with NO_COLOR.
import { type Diagnostic, render, toJson } from '@hlolite/diagnostics';

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
