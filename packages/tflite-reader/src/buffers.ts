// Where the contents of a file's buffers are: vectors of the flatbuffer, or ranges outside it. Contents are never copied: a view
// when the file is in memory, else a range of its source.
import type { Bytes } from '@hlolite/tensor';
import { type Field, fieldsOf } from '@hlolite/tflite-schema';
import type { TablePlace, Verifier } from './verify.js';
import { MissingPages, type Window } from './window.js';

const { data: dataField, offset: offsetField, size: sizeField } = fieldsOf('Buffer') as Readonly<Record<string, Field>>;

/** The content of every buffer by index; undefined for those without. Buffer 0 has none by definition,
 * and is there even when the file lists no buffers. */
export function readBuffers(verifier: Verifier, model: TablePlace): readonly (Bytes | undefined)[] {
  const missing: number[] = [];
  const contents = verifier.tablesIn(model, 'buffers').map((buffer, index) => {
    if (index === 0) return undefined;
    try {
      return contentOf(verifier, buffer);
    } catch (error) {
      // Lengths stand before their contents, all over the file: learn of all that must be fetched in one go.
      if (!(error instanceof MissingPages)) throw error;
      missing.push(...error.pages);
      return undefined;
    }
  });
  if (missing.length > 0) throw new MissingPages(missing);
  return contents.length > 0 ? contents : [undefined];
}

function contentOf(verifier: Verifier, buffer: TablePlace): Bytes | undefined {
  const { window } = verifier;
  const vector = verifier.vectorIn(buffer, (dataField as Field).slot, 1);
  if (vector) return rangeOf(window, vector.start, vector.length);
  const offset = longIn(verifier, buffer, offsetField as Field);
  const size = longIn(verifier, buffer, sizeField as Field);
  // 0 and 1 are written where the place is not known (1 so that the field exists).
  if (offset <= 1 || size === 0) return undefined;
  window.check(offset, size, 'a buffer outside the flatbuffer');
  return rangeOf(window, offset, size);
}

function longIn(verifier: Verifier, buffer: TablePlace, { slot }: Field): number {
  const at = verifier.fieldAt(buffer, slot, 8);
  return at === undefined
    ? 0
    : Number(verifier.window.number(at, 8, 'a place of a buffer', (view, offset) => view.getBigUint64(offset, true)));
}

/** A part of the file without reading it. */
export const rangeOf = ({ source }: Window, offset: number, length: number): Bytes =>
  source instanceof Uint8Array ? source.subarray(offset, offset + length) : { source, offset, length };
