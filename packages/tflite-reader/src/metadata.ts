// The named blobs of a file. The least runtime is left out: it follows from the operators, and the writer computes it.
import type { Metadata, TableValue } from '@hlolite/tflite-schema';
import { type FileContext, itemAt } from './resolve.js';

const MINIMUM_RUNTIME = 'min_runtime_version';

/** All metadata entries but the least runtime; an entry whose buffer has no content is empty. */
export function readMetadata(entries: readonly TableValue[], context: FileContext): Metadata[] {
  return entries
    .map(({ name = '', buffer = 0 }) => ({
      name: name as string,
      data: itemAt(context.contents, buffer as number, 'buffer', context) ?? new Uint8Array(0),
    }))
    .filter(({ name }) => name !== MINIMUM_RUNTIME);
}
