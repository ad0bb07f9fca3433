// Diagnostics are data. Drawing them is the work of render.ts; deciding whether they end the work is the caller's.
import type { Span } from './source.js';

export type Severity = 'error' | 'warning' | 'note';

/** Where a diagnostic points. `trail` is where the program itself says it came from: names and files of `loc(…)`, innermost first. */
export interface Place {
  readonly span?: Span;
  /** A name for places that are no text: `weights.safetensors: tensor "up.weight"`. */
  readonly label?: string;
  readonly trail?: readonly string[];
}

/** One thing to say of an input: what must hold, where it does not, and what to do. */
export interface Diagnostic {
  readonly severity: Severity;
  /** Stable and greppable: `<package>/<what>`, for example `lower/unsupported-op`. */
  readonly code: string;
  /** What must hold, then what was found: "weight must be 1-D (was 2-D)". */
  readonly message: string;
  readonly place?: Place;
  /** An action the reader can take. */
  readonly hint?: string;
  readonly notes?: readonly Diagnostic[];
}

/** What a diagnostic needs beside its severity. */
export type Complaint = Omit<Diagnostic, 'severity'>;

/**
 * The error that every package throws for bad input. `diagnostics` holds at least one of severity `error`,
 * and all that were found with it: a compiler reports every failing op in one go.
 */
export class CompileError extends Error {
  override readonly name = 'CompileError';
  constructor(readonly diagnostics: readonly Diagnostic[]) {
    const errors = diagnostics.filter((d) => d.severity === 'error');
    const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
    super(`${errors[0]?.message ?? 'failed'}${more}`);
  }
}

/** Throws a CompileError with one diagnostic. */
export function fail(complaint: Complaint): never {
  throw new CompileError([{ severity: 'error', ...complaint }]);
}

/** Collects diagnostics over a run; the run goes on after an error so that all are reported. */
export class Collector {
  readonly diagnostics: Diagnostic[] = [];

  error(complaint: Complaint): void {
    this.diagnostics.push({ severity: 'error', ...complaint });
  }

  warn(complaint: Complaint): void {
    this.diagnostics.push({ severity: 'warning', ...complaint });
  }

  /** Runs `work`; a CompileError in it is collected, and `undefined` comes back. */
  attempt<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof CompileError)) throw error;
      this.diagnostics.push(...error.diagnostics);
      return undefined;
    }
  }

  get failed(): boolean {
    return this.diagnostics.some((d) => d.severity === 'error');
  }

  /** Throws a CompileError with everything collected if there was an error. */
  throwIfFailed(): void {
    if (this.failed) throw new CompileError(this.diagnostics);
  }
}
