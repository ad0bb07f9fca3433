// The writer's front: a model as the bytes of a .tflite file, whole or as a stream. The same model always gives the same bytes.
import { type Bytes, bytesNow, chunksOf } from '@hlolite/tensor';
import type { Model } from '@hlolite/tflite-schema';
import { BufferPool, FLATBUFFER_LIMIT, piecesOf } from './buffers.js';
import { metadataOf } from './metadata.js';
import { buildSkeleton, type Skeleton } from './skeleton.js';
import { fileTables } from './tables.js';

export interface WriteOptions {
  /** Who writes, with version: stands in the file as the metadata entry `hlolite`. */
  readonly producer?: string;
  /** Constants outside the flatbuffer even when the file is below 2 GiB; files above always have them there. */
  readonly externalBuffers?: boolean;
}

export interface StreamOptions extends WriteOptions {
  /** Where constants are read into on their way: a chunk is then a view on it that holds until the next one is asked for. */
  readonly buffer?: Uint8Array;
}

/** A file of known size whose bytes come in order; no chunk is larger than 4 MiB unless it was in memory already. */
export interface FileChunks {
  readonly size: number;
  readonly chunks: AsyncIterable<Uint8Array>;
  /** The same as pieces, not read yet: for who can join files without reading them, as Blobs of the browser are joined. */
  readonly pieces: Iterable<Bytes>;
}

/**
 * The model as a stream of chunks: nothing but the graph is held in memory, constants pass through from where they are.
 * @throws CompileError `write/…` for a model that no file can say (foreign tensors or subgraphs, a CUSTOM op without name, a constant of the wrong size),
 * `schema/bad-field` for values that do not fit their field
 */
export function writeChunks(model: Model, { buffer, ...options }: StreamOptions = {}): FileChunks {
  const { bytes, layout } = plan(model, options);
  const pieces = [...piecesOf(bytes, layout)];
  return {
    size: layout.size,
    pieces,
    chunks: (async function* () {
      for (const piece of pieces) yield* chunksOf(piece, buffer);
    })(),
  };
}

/**
 * The model as the bytes of a .tflite file. For files that do not fit in memory use `writeChunks`.
 * @throws CompileError as `writeChunks`; `tensor/not-in-memory` when a constant's source only answers later
 */
export function write(model: Model, options: WriteOptions = {}): Uint8Array {
  const { bytes, layout } = plan(model, options);
  const file = new Uint8Array(layout.size);
  let at = 0;
  for (const piece of piecesOf(bytes, layout)) {
    file.set(bytesNow(piece), at);
    at += piece.length;
  }
  return file;
}

function plan(model: Model, { producer, externalBuffers = false }: WriteOptions): Skeleton {
  const pool = new BufferPool();
  const metadata = metadataOf(model, producer);
  const tables = fileTables(model, metadata, pool);
  // Metadata is small, comes first in the pool, and stays inside: runtimes look for it there.
  const inside = new Set(metadata.map(({ data }) => pool.add(data) - 1));
  const custom = new Set(customConstants(model).map((data) => pool.add(data) - 1));
  const places = { isExternal: (index: number) => !inside.has(index), isCustom: (index: number) => custom.has(index) };
  if (externalBuffers) return buildSkeleton(tables, pool.contents, places);
  const skeleton = buildSkeleton(tables, pool.contents, { ...places, isExternal: () => false });
  return skeleton.layout.size < FLATBUFFER_LIMIT ? skeleton : buildSkeleton(tables, pool.contents, places);
}

/** Operators whose kernels may be the user's. */
const CUSTOM = new Set(['CUSTOM', 'STABLEHLO_COMPOSITE', 'STABLEHLO_CUSTOM_CALL']);

const customConstants = ({ subgraphs }: Model): Bytes[] =>
  subgraphs.flatMap(({ operators }) =>
    operators.filter(({ op }) => CUSTOM.has(op)).flatMap(({ inputs }) => inputs.flatMap((tensor) => tensor?.data ?? [])),
  );
