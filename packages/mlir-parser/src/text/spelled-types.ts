// Types by the bytes that spell them. Programs repeat few spellings thousands of times: one that was read before is found again without
// reading it, and without making a string of it.
import type { Type } from '../ir/types.js';
import { hashStep } from './interner.js';

const QUOTE = 0x22;
const DASH = 0x2d;
const SLASH = 0x2f;
const LESS = 0x3c;
const GREATER = 0x3e;

/** The longest spelling that is kept. */
const LONGEST = 200;

/** A spelling that stood in bytes[start, end). */
interface Spelled {
  readonly hash: number;
  readonly start: number;
  readonly end: number;
  readonly type: Type;
}

export class SpelledTypes {
  /** What `find` looked at: the hash and the end of the spelling; no end where it cannot be kept. */
  hash = 0;
  end = -1;
  /** Open addressing; the length is a power of two. */
  private slots: (Spelled | undefined)[] = new Array(32).fill(undefined);
  private count = 0;

  constructor(private readonly bytes: Uint8Array) {}

  /** The type spelt `word<…>` at `start`, where `less` is the offset of the `<`; undefined when this is its first time. */
  find(start: number, less: number): Type | undefined {
    this.measure(start, less);
    if (this.end === -1) return undefined;
    const { slots, hash, end } = this;
    const mask = slots.length - 1;
    for (let slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
      const known = slots[slot];
      if (known === undefined) return undefined;
      if (known.hash === hash && this.same(known, start, end)) return known.type;
    }
  }

  /** Finds the closing bracket. Long spellings are not kept, nor those where a string, a comment or an arrow could hide a bracket. */
  private measure(start: number, less: number): void {
    const { bytes } = this;
    const limit = Math.min(bytes.length, start + LONGEST);
    let hash = 0;
    let depth = 0;
    this.end = -1;
    // The word is part of the spelling, but its last character and its length tell words apart here.
    for (let at = less - 1; at < limit; at++) {
      const byte = bytes[at] as number;
      hash = hashStep(hash, byte);
      if (byte === LESS) depth++;
      else if (byte === GREATER) {
        if (--depth > 0) continue;
        this.hash = hash;
        this.end = at + 1;
        return;
      } else if (byte === QUOTE || byte === SLASH || (byte === DASH && bytes[at + 1] === GREATER)) return;
    }
  }

  private same({ start: known, end: knownEnd }: Spelled, start: number, end: number): boolean {
    const { bytes } = this;
    if (knownEnd - known !== end - start) return false;
    for (let at = start, other = known; at < end; at++, other++) if (bytes[at] !== bytes[other]) return false;
    return true;
  }

  add(start: number, end: number, hash: number, type: Type): void {
    if (++this.count * 2 > this.slots.length) this.grow();
    this.place({ hash, start, end, type });
  }

  private place(spelled: Spelled): void {
    const mask = this.slots.length - 1;
    let slot = spread(spelled.hash) & mask;
    while (this.slots[slot] !== undefined) slot = (slot + 1) & mask;
    this.slots[slot] = spelled;
  }

  private grow(): void {
    const before = this.slots;
    this.slots = new Array(before.length * 4).fill(undefined);
    for (const spelled of before) if (spelled) this.place(spelled);
  }
}

/** The low bits of the hash are those of the last characters: mix the others in. */
const spread = (hash: number) => hash ^ (hash >>> 15);
