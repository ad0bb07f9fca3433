// Locations as MLIR prints them with debug info: operations name an alias, `loc(#loc3)`, and the aliases are defined behind the program. Those of
// arguments are written out, and what they are made of is defined ahead of it.
import type { Location } from '../ir/location.js';
import { locationParts } from './locations.js';

/** A location that stands in the text, once for all that are equal to it. */
interface Alias {
  /** The text inside `loc(…)`; other locations in it by their aliases. */
  readonly parts: readonly (string | Alias)[];
  /** How deep locations nest in it. */
  readonly depth: number;
  /** Defined behind the program; undefined until the location is met. */
  deferred?: boolean;
  name?: string;
}

export class LocationAliases {
  private readonly known = new Map<Location, Alias>();
  private readonly bySpelling = new Map<string, Alias>();
  private readonly numbers = new Map<Alias, number>();
  /** In the order in which the program meets them. */
  private readonly met: Alias[] = [];

  /** Meets a location and those in it. That of an argument is not deferred. */
  meet(location: Location, deferred: boolean): void {
    const pending = [this.aliasOf(location)];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (next.deferred === undefined) this.met.push(next);
      else if (deferred || !next.deferred) continue;
      next.deferred = deferred;
      pending.push(...inner(next).reverse());
    }
  }

  /** Gives all that were met their names: those without others in them first. */
  finish(): void {
    this.met.sort((left, right) => left.depth - right.depth);
    this.met.forEach((alias, index) => {
      alias.name = `#loc${index === 0 ? '' : index}`;
    });
  }

  /** The definitions behind the program, or those ahead of it. */
  definitions(deferred: boolean): string {
    return this.met
      .filter((alias) => alias.deferred === deferred)
      .map((alias) => `${alias.name} = loc(${written(alias)})\n`)
      .join('');
  }

  /** What stands behind an operation. */
  ofOperation = (location: Location): string => ` loc(${this.aliasOf(location).name})`;

  /** What stands behind an argument. */
  ofArgument = (location: Location): string => ` loc(${written(this.aliasOf(location))})`;

  /** Equal locations have one alias. Locations may be chained deeper than a call stack bears: those that are still to be looked at wait in a list. */
  private aliasOf(root: Location): Alias {
    const pending = [root];
    for (let location = pending.at(-1); location !== undefined; location = pending.at(-1)) {
      const before = pending.length;
      if (!this.known.has(location)) {
        const parts = locationParts(location);
        for (const part of parts) if (typeof part !== 'string' && !this.known.has(part)) pending.push(part);
        if (pending.length === before) this.known.set(location, this.unique(parts));
      }
      if (pending.length === before) pending.pop();
    }
    return this.known.get(root) as Alias;
  }

  private unique(locationParts: readonly (string | Location)[]): Alias {
    const parts = locationParts.map((part) => (typeof part === 'string' ? part : (this.known.get(part) as Alias)));
    const spelling = parts.map((part) => (typeof part === 'string' ? part : `#${this.numbers.get(part)}`)).join('');
    const same = this.bySpelling.get(spelling);
    if (same) return same;
    const alias: Alias = { parts, depth: 0 };
    const made = { ...alias, depth: inner(alias).reduce((depth, { depth: below }) => Math.max(depth, below + 1), 0) };
    this.bySpelling.set(spelling, made);
    this.numbers.set(made, this.numbers.size);
    return made;
  }
}

const inner = ({ parts }: Alias): Alias[] => parts.filter((part) => typeof part !== 'string');

const written = ({ parts }: Alias): string => parts.map((part) => (typeof part === 'string' ? part : part.name)).join('');
