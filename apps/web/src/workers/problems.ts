// Diagnostics as the page shows them: plain data with places in UTF-16 units.
import { CompileError, type Diagnostic, positionAt, type Severity, type Source } from '@hlolite/diagnostics';

/** A diagnostic with its place in the text: offsets count UTF-16 units, as editors do. */
export interface Problem {
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  /** Where it is, for places that are no text. */
  readonly label?: string;
  readonly trail?: readonly string[];
  readonly place?: { readonly from: number; readonly to: number; readonly line: number; readonly column: number };
}

/** More than anybody reads; a broken program can have one for each of its lines. */
const MOST = 500;

export const problemsOf = (diagnostics: readonly Diagnostic[]): readonly Problem[] => diagnostics.slice(0, MOST).map(problemOf);

function problemOf({ severity, code, message, hint, place }: Diagnostic): Problem {
  const span = place?.span;
  return {
    severity,
    code,
    message,
    ...(hint !== undefined && { hint }),
    ...(place?.label !== undefined && { label: place.label }),
    ...(place?.trail !== undefined && { trail: place.trail }),
    ...(span && {
      place: {
        from: unitsBefore(span.source, span.start),
        to: unitsBefore(span.source, span.end),
        ...positionAt(span.source, span.start),
      },
    }),
  };
}

/** How many UTF-16 units of the text lie before a byte. */
export const unitsBefore = ({ bytes }: Source, offset: number): number =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, offset)).length;

/** Whatever was thrown, as problems with a way out. */
export function problemsOfError(error: unknown): readonly Problem[] {
  if (error instanceof CompileError) return problemsOf(error.diagnostics);
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof RangeError)
    return [
      {
        severity: 'error',
        code: 'page/out-of-memory',
        message: `the browser must have enough memory for this file (it says: ${message})`,
        hint: 'close other tabs, or convert on the command line, which streams the weights: npx hlolite convert',
      },
    ];
  if (error instanceof DOMException)
    return [
      {
        severity: 'error',
        code: 'page/file',
        message: `the file must be readable (the browser says: ${message})`,
        hint: 'it may have been moved or changed since it was opened: open it again',
      },
    ];
  return [
    {
      severity: 'error',
      code: 'page/defect',
      message: `this should not happen: ${message}`,
      hint: 'this is a defect of hlolite: please report it with the program',
    },
  ];
}
