// Numbers of values. Within a region that sees nothing from outside, values are numbered from 0; a region within reserves the numbers of its
// own values behind all that are reserved, and gives them back at its end. A value may be used before it is defined.
import type { Value } from '../ir/module.js';
import type { Cursor } from './cursor.js';

interface OpenRegion {
  readonly start: number;
  readonly end: number;
  next: number;
  /** Lists of operands with a place for a value that is not yet defined, by its number. */
  awaiting?: Map<number, { operands: Value[]; position: number }[]>;
}

export class ValueScope {
  private readonly values: (Value | undefined)[] = [];
  private readonly regions: OpenRegion[] = [];

  enter(count: number): void {
    const start = this.regions.at(-1)?.end ?? 0;
    this.regions.push({ start, end: start + count, next: start });
  }

  leave(cursor: Cursor): void {
    const region = this.regions.pop() as OpenRegion;
    if (region.awaiting?.size)
      cursor.fail('value', 'every value that is used must be defined in its region', 'the file is damaged: write it again');
    for (let number = region.start; number < region.next; number++) this.values[number] = undefined;
  }

  define(value: Value, cursor: Cursor): void {
    const region = this.regions.at(-1);
    if (region === undefined || region.next >= region.end)
      cursor.fail('value', `a region must define as many values as it announces (was ${region ? region.end - region.start : 0})`);
    const number = region.next++;
    this.values[number] = value;
    const waiting = region.awaiting?.get(number);
    if (waiting === undefined) return;
    for (const { operands, position } of waiting) operands[position] = value;
    region.awaiting?.delete(number);
  }

  /** Puts the value of a number into a list of operands, now or when it is defined. */
  use(number: number, operands: Value[], position: number, cursor: Cursor, offset: number): void {
    const value = this.values[number];
    if (value !== undefined) {
      operands[position] = value;
      return;
    }
    const region = this.regionOf(number);
    if (region === undefined)
      cursor.fail('value', `a value's number must be below ${this.regions.at(-1)?.end ?? 0} (was ${number})`, undefined, offset);
    region.awaiting ??= new Map();
    const waiting = region.awaiting.get(number);
    if (waiting) waiting.push({ operands, position });
    else region.awaiting.set(number, [{ operands, position }]);
  }

  /** The open region that has reserved a number. */
  private regionOf(number: number): OpenRegion | undefined {
    let low = 0;
    let high = this.regions.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.regions[middle] as OpenRegion).start <= number) low = middle;
      else high = middle - 1;
    }
    const region = this.regions[low];
    return region && number >= region.next && number < region.end ? region : undefined;
  }
}
