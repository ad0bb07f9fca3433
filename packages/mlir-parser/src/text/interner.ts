// Words of the text as JavaScript strings, each made once: a hash over its bytes finds it again without making a string.

/** The hash of bytes, one step: begin with 0. */
export const hashStep = (hash: number, byte: number): number => (Math.imul(hash, 31) + byte) | 0;

export class Interner {
  /** Slots hold the number of a word plus one; 0 is free. The length is a power of two. */
  private slots = freeSlots(32);
  private readonly hashes: number[] = [];
  private readonly words: string[] = [];

  /** An interner that also knows what another one knows; it only adds to itself. */
  constructor(private readonly known?: Interner) {}

  /** The word in bytes[start, end) as a string; always the same string for the same bytes. Bytes above 127 become Latin-1 characters. */
  word(bytes: Uint8Array, start: number, end: number): string {
    let hash = 0;
    for (let at = start; at < end; at++) hash = hashStep(hash, bytes[at] as number);
    return this.hashedWord(bytes, start, end, hash);
  }

  /** The same, for a caller that has hashed the bytes already. */
  hashedWord(bytes: Uint8Array, start: number, end: number, hash: number): string {
    return this.known?.find(bytes, start, end, hash) ?? this.find(bytes, start, end, hash) ?? this.add(spell(bytes, start, end), hash);
  }

  private find(bytes: Uint8Array, start: number, end: number, hash: number): string | undefined {
    const { slots, hashes, words } = this;
    const mask = slots.length - 1;
    for (let slot = firstSlot(hash) & mask; ; slot = (slot + 1) & mask) {
      const found = (slots[slot] as number) - 1;
      if (found < 0) return undefined;
      if (hashes[found] === hash && sameBytes(words[found] as string, bytes, start, end)) return words[found];
    }
  }

  private add(word: string, hash: number): string {
    this.words.push(word);
    this.hashes.push(hash);
    if (this.words.length * 2 > this.slots.length) this.grow();
    else this.place(hash, this.words.length);
    return word;
  }

  private place(hash: number, number: number): void {
    const mask = this.slots.length - 1;
    let slot = firstSlot(hash) & mask;
    while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
    this.slots[slot] = number;
  }

  private grow(): void {
    this.slots = freeSlots(this.slots.length * 4);
    this.hashes.forEach((hash, index) => {
      this.place(hash, index + 1);
    });
  }
}

/** A plain array: for the small texts that there are most of, making a typed array costs more than it saves. */
const freeSlots = (count: number): number[] => new Array<number>(count).fill(0);

/** The low bits of the hash are those of the last characters: mix the others in. */
const firstSlot = (hash: number) => hash ^ (hash >>> 15);

function sameBytes(word: string, bytes: Uint8Array, start: number, end: number): boolean {
  if (word.length !== end - start) return false;
  for (let at = start; at < end; at++) if (word.charCodeAt(at - start) !== bytes[at]) return false;
  return true;
}

/** Short words are made of their characters: that beats a TextDecoder by far. */
function spell(bytes: Uint8Array, start: number, end: number): string {
  if (end - start > 512) return new TextDecoder('latin1').decode(bytes.subarray(start, end));
  return String.fromCharCode.apply(null, bytes.subarray(start, end) as unknown as number[]);
}
