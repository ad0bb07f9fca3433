// Drawing a diagnostic as text: the place, the line it points at, where the program came from, and what to do.
import type { Diagnostic, Severity } from './diagnostic.js';
import { lineAt, positionAt, type Span } from './source.js';

export interface RenderOptions {
  /** ANSI colours; off by default. */
  readonly color?: boolean;
  /** Longest line of source text shown, in characters. */
  readonly width?: number;
}

const ANSI: Record<Severity | 'frame' | 'bold' | 'reset', string> = {
  error: '\x1b[1;31m',
  warning: '\x1b[1;33m',
  note: '\x1b[1;36m',
  frame: '\x1b[2m',
  bold: '\x1b[1m',
  reset: '\x1b[0m',
};

/**
 * The diagnostic as lines of text, without a newline at the end.
 * @example
 * error[lower/unsupported-dtype]: fft of type RFFT needs f32 input (was f64)
 *    ┌─ model.mlir:12:8
 * 12 │   %3 = stablehlo.fft %2, type = RFFT, length = [8]
 *    │        ^^^^^^^^^^^^^
 *    = from: jit(forward)/attention/fft, train.py:88
 *    = hint: convert the operand to f32 before the fft
 */
export function render(diagnostic: Diagnostic, options: RenderOptions = {}): string {
  const paint = (style: keyof typeof ANSI, text: string) => (options.color ? `${ANSI[style]}${text}${ANSI.reset}` : text);
  const { severity, code, message, place, hint, notes = [] } = diagnostic;
  const lines = [`${paint(severity, `${severity}[${code}]`)}${paint('bold', `: ${message}`)}`];
  const gutter = place?.span ? String(positionAt(place.span.source, place.span.start).line).length + 1 : 2;
  const margin = ' '.repeat(gutter);
  if (place?.span) lines.push(...drawSpan(place.span, margin, options.width ?? 120, paint));
  else if (place?.label) lines.push(`${margin}${paint('frame', '┌─')} ${place.label}`);
  if (place?.trail?.length) lines.push(`${margin}= from: ${place.trail.join(', ')}`);
  if (hint) lines.push(`${margin}= hint: ${hint}`);
  for (const note of notes)
    lines.push(
      ...render(note, options)
        .split('\n')
        .map((line) => `${margin}${line}`),
    );
  return lines.join('\n');
}

type Paint = (style: keyof typeof ANSI, text: string) => string;

function drawSpan(span: Span, margin: string, width: number, paint: Paint): string[] {
  const { line, column } = positionAt(span.source, span.start);
  const header = `${margin}${paint('frame', '┌─')} ${span.source.name}:${line}:${column}`;
  const text = printable(lineAt(span.source, span.start));
  // A long line is shown as a window around the place.
  const from = column > width - 20 ? column - Math.floor(width / 2) : 0;
  const shown = `${from > 0 ? '…' : ''}${text.slice(from, from + width)}${text.length > from + width ? '…' : ''}`;
  if (shown.trim() === '') return [header];
  const indent = column - 1 - from + (from > 0 ? 1 : 0);
  const length = Math.max(1, Math.min(span.end - span.start, shown.length - indent));
  const number = String(line).padStart(margin.length - 1);
  return [
    header,
    `${paint('frame', `${number} │`)} ${shown}`,
    `${margin}${paint('frame', '│')} ${' '.repeat(Math.max(0, indent))}${paint('error', '^'.repeat(length))}`,
  ];
}

/** Control characters and undecodable bytes would move the marker or the terminal's cursor. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is being replaced
  return text.replace(/\t/g, ' ').replace(/[\x00-\x1f\x7f-\x9f]/g, '·');
}

/** A diagnostic as plain JSON data, for tools: the place becomes file, line, column and length. */
export function toJson(diagnostic: Diagnostic): Record<string, unknown> {
  const { severity, code, message, hint, place, notes } = diagnostic;
  const { span, label, trail } = place ?? {};
  return {
    severity,
    code,
    message,
    ...(span && { file: span.source.name, ...positionAt(span.source, span.start), length: span.end - span.start }),
    ...(label && { label }),
    ...(trail?.length && { trail }),
    ...(hint && { hint }),
    ...(notes?.length && { notes: notes.map(toJson) }),
  };
}
