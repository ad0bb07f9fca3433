// The reader's front: the bytes of a .tflite file as a Model. Nothing of the file is believed before it is checked.
import type { ByteSource } from '@hlolite/tensor';
import type { Model, TableValue } from '@hlolite/tflite-schema';
import { readBuffers } from './buffers.js';
import { readMetadata } from './metadata.js';
import { resolveSignatures, resolveSubgraphs } from './resolve.js';
import { Verifier } from './verify.js';
import { MissingPages, Window } from './window.js';

/** Of the root offset and the identifier. */
const HEADER = 8;

/** The version that every file of identifier TFL3 says. */
const SCHEMA_VERSION = 3;

/**
 * The model in a .tflite file of any tool. Constants are not copied: their data is a view on the bytes, or a range of the source.
 * @param file the bytes, or a source that answers at once (a file in Node); for one that answers later use `readSource`
 * @throws CompileError `read/not-tflite` when it is no .tflite file, `read/corrupt` and `read/bad-index` when it is damaged,
 * `read/unknown-version`, `read/unknown-operator`, `read/unknown-type`, `read/unknown-options` when it is of another schema
 */
export function read(file: Uint8Array | ByteSource): Model {
  const window = new Window(file);
  try {
    return readWindow(window);
  } catch (error) {
    if (!(error instanceof MissingPages)) throw error;
    return window.refuse(error.pages[0] ?? 0, 'read() needs a source that answers at once', 'read/not-in-memory', 'use readSource(source)');
  }
}

/**
 * As `read`, for a source that answers later (a Blob of the browser). Only the graph is read, in pages of 64 KiB;
 * constants stay ranges of the source.
 */
export async function readSource(source: ByteSource): Promise<Model> {
  const window = new Window(source);
  for (;;) {
    try {
      return readWindow(window);
    } catch (error) {
      if (!(error instanceof MissingPages)) throw error;
      await window.fetch(error.pages);
    }
  }
}

function readWindow(window: Window): Model {
  checkHeader(window);
  const verifier = new Verifier(window);
  const root = verifier.tableAt(0, 'Model');
  const contents = readBuffers(verifier, root);
  // metadata_buffer lists buffers that the entries of `metadata` name as well.
  const tables = verifier.decode(root, ['buffers', 'metadata_buffer']);
  const { version = 0, operator_codes, subgraphs: subgraphTables, description = '', metadata, signature_defs, ...extra } = tables;
  if (version !== SCHEMA_VERSION)
    window.refuse(
      root.at,
      `the schema version must be ${SCHEMA_VERSION} (was ${version})`,
      'read/unknown-version',
      'convert the model anew',
    );
  const context = { window, contents, codes: (operator_codes ?? []) as readonly TableValue[] };
  const subgraphs = resolveSubgraphs((subgraphTables ?? []) as readonly TableValue[], context);
  return {
    description: description as string,
    subgraphs,
    signatures: resolveSignatures((signature_defs ?? []) as readonly TableValue[], subgraphs, context),
    metadata: readMetadata((metadata ?? []) as readonly TableValue[], context),
    ...(Object.keys(extra).length > 0 && { extra }),
  };
}

function checkHeader(window: Window): void {
  const hint = 'give a .tflite file (some are inside a .task or .zip: unpack it first)';
  if (window.size < HEADER)
    window.refuse(0, `a .tflite file must have at least ${HEADER} bytes (was ${window.size})`, 'read/not-tflite', hint);
  const identifier = new TextDecoder('latin1').decode(window.bytes(4, 4, 'the identifier'));
  if (identifier !== 'TFL3')
    window.refuse(4, `the file identifier must be TFL3 (was ${JSON.stringify(identifier)})`, 'read/not-tflite', hint);
}
