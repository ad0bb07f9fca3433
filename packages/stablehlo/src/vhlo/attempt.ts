// Work on one operation whose complaints are collected with its name and place, so that a program is reported whole.
import { type Collector, CompileError } from '@hlolite/diagnostics';
import { type Operation, placeOf } from '@hlolite/mlir-parser';

/** Runs the work; of what it throws the collector gets each with the name of the operation before it. `hint` is for those without one. */
export function attempt<T>(operation: Operation, collector: Collector, hint: string, work: () => T): T | undefined {
  return collector.attempt(() => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof CompileError)) throw error;
      const place = placeOf(operation);
      throw new CompileError(
        error.diagnostics.map((diagnostic) => ({ hint, ...diagnostic, place, message: `${operation.name}: ${diagnostic.message}` })),
      );
    }
  });
}
