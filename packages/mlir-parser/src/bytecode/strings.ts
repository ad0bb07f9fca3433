// The string section: a varint count, the sizes of the strings in reverse order (each with its closing 0), then the strings in order.
import { ByteWriter } from './byte-writer.js';
import type { Cursor } from './cursor.js';

const decoder = new TextDecoder();
const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** What a string attribute says: text, and its bytes where they are not UTF-8. */
export interface StringContent {
  readonly value: string;
  readonly bytes?: Uint8Array;
}

/** Decodes UTF-8; what is not valid keeps its bytes. */
export function decodeString(bytes: Uint8Array): StringContent {
  try {
    return { value: strictDecoder.decode(bytes) };
  } catch {
    return { value: decoder.decode(bytes), bytes: bytes.slice() };
  }
}

/** The strings of a file, decoded when they are first asked for. */
export class StringTable {
  private readonly raw: readonly Uint8Array[];
  private readonly decoded: (StringContent | undefined)[] = [];

  constructor(section: Cursor) {
    const cursor = section.inMemory();
    const sizes: number[] = [];
    for (let count = cursor.count('strings'); count > 0; count--) sizes.push(cursor.varint());
    this.raw = sizes.reverse().map((size) => {
      if (size === 0) cursor.fail('string', 'a string must have a closing 0');
      const bytes = cursor.bytes(size);
      if (bytes[size - 1] !== 0) cursor.fail('string', 'a string must end with a 0', undefined, cursor.offset - 1);
      return bytes.subarray(0, size - 1);
    });
    cursor.expectEnd('the string section');
  }

  /** The string whose index stands at the cursor. */
  read(cursor: Cursor): StringContent {
    const { offset } = cursor;
    return this.at(cursor.varint(), cursor, offset);
  }

  /** The string of an index that was read at an offset. */
  at(index: number, cursor: Cursor, offset: number): StringContent {
    const bytes = this.raw[index];
    if (bytes === undefined)
      return cursor.fail('index', `a string's index must be below ${this.raw.length} (was ${index})`, undefined, offset);
    const known = this.decoded[index];
    if (known) return known;
    const content = decodeString(bytes);
    this.decoded[index] = content;
    return content;
  }
}

/** Collects the strings of a file that is written, in the order in which they are first used. */
export class StringCollector {
  private readonly indices = new Map<string, number>();
  private readonly strings: Uint8Array[] = [];

  index({ value, bytes }: StringContent): number {
    // No text begins with a lone surrogate: bytes that are no text get keys of their own.
    const key = bytes ? `\ud800${Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')}` : value;
    const known = this.indices.get(key);
    if (known !== undefined) return known;
    this.indices.set(key, this.strings.length);
    this.strings.push(bytes ?? encoder.encode(value));
    return this.strings.length - 1;
  }

  section(): ByteWriter {
    const out = new ByteWriter();
    out.varint(this.strings.length);
    for (let i = this.strings.length - 1; i >= 0; i--) out.varint((this.strings[i] as Uint8Array).length + 1);
    for (const string of this.strings) {
      out.bytes(string);
      out.byte(0);
    }
    return out;
  }
}
