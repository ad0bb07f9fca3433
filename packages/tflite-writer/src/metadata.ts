// The named blobs of a file: the model's own, the least runtime that can load it, and the program that wrote it.
import { type Metadata, type Model, minimumRuntime } from '@hlolite/tflite-schema';

/** The entry that a runtime reads to refuse a model it is too old for. */
export const MINIMUM_RUNTIME = 'min_runtime_version';

/** The entry that holds the producer's name and version. */
export const PRODUCER = 'hlolite';

const encoder = new TextEncoder();

/** All metadata of the file, in order. The least runtime is always computed: an entry of that name in the model does not count. */
export function metadataOf(model: Model, producer: string | undefined): readonly Metadata[] {
  const own = model.metadata.filter(({ name }) => name !== MINIMUM_RUNTIME && !(producer !== undefined && name === PRODUCER));
  const runtime = new Uint8Array(16);
  encoder.encodeInto(minimumRuntime(model), runtime);
  return [
    { name: MINIMUM_RUNTIME, data: runtime },
    ...(producer === undefined ? [] : [{ name: PRODUCER, data: encoder.encode(producer) }]),
    ...own,
  ];
}
