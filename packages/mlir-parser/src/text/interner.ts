// Words of the text as JavaScript strings, each made once: a hash over its bytes finds it again without making a string.

export class Interner {
  /** Slots hold the number of a word plus one; 0 is free. The length is a power of two. */
  private slots: Int32Array;
  private readonly hashes: number[];
  private readonly words: string[];

  /** An interner that already knows what another one knows. */
  constructor(seed?: Interner) {
    this.slots = seed ? seed.slots.slice() : new Int32Array(1024);
    this.hashes = seed ? seed.hashes.slice() : [];
    this.words = seed ? seed.words.slice() : [];
  }

  /** The word in bytes[start, end) as a string; always the same string for the same bytes. Bytes above 127 become Latin-1 characters. */
  word(bytes: Uint8Array, start: number, end: number): string {
    let hash = end - start;
    for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + (bytes[at] as number)) | 0;
    const mask = this.slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (let found = this.slots[slot] as number; found !== 0; found = this.slots[slot] as number) {
      if (this.hashes[found - 1] === hash && sameBytes(this.words[found - 1] as string, bytes, start, end))
        return this.words[found - 1] as string;
      slot = (slot + 1) & mask;
    }
    return this.add(spell(bytes, start, end), hash, slot);
  }

  private add(word: string, hash: number, slot: number): string {
    this.words.push(word);
    this.hashes.push(hash);
    this.slots[slot] = this.words.length;
    if (this.words.length * 2 > this.slots.length) this.grow();
    return word;
  }

  private grow(): void {
    this.slots = new Int32Array(this.slots.length * 2);
    const mask = this.slots.length - 1;
    this.hashes.forEach((hash, index) => {
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = index + 1;
    });
  }
}

function sameBytes(word: string, bytes: Uint8Array, start: number, end: number): boolean {
  if (word.length !== end - start) return false;
  for (let at = start; at < end; at++) if (word.charCodeAt(at - start) !== bytes[at]) return false;
  return true;
}

/** ASCII bytes as a string; for short words this beats a TextDecoder by far. */
function spell(bytes: Uint8Array, start: number, end: number): string {
  if (end - start > 512) return new TextDecoder('latin1').decode(bytes.subarray(start, end));
  return String.fromCharCode.apply(null, bytes.subarray(start, end) as unknown as number[]);
}
