// `#loc3` may be used before it is defined: MLIR writes the definitions at the end of the file. A use ahead of the definition gets an empty
// location, which is filled in when the whole text is read.
import type { Span } from '@hlolite/diagnostics';
import { fail } from '@hlolite/diagnostics';
import { type Location, unknownLocation } from '../ir/location.js';

interface Ahead {
  readonly location: Location;
  /** The first use. */
  readonly span: Span;
}

export class LocationAliases {
  private readonly ahead = new Map<string, Ahead>();
  private readonly defined = new Map<string, Location>();

  define(name: string, location: Location): void {
    this.defined.set(name, location);
  }

  /** The location of an alias; `span` is called for the place of the use. */
  use(name: string, span: () => Span): Location {
    const known = this.defined.get(name) ?? this.ahead.get(name)?.location;
    if (known) return known;
    const location: Location = { ...unknownLocation };
    this.ahead.set(name, { location, span: span() });
    return location;
  }

  /**
   * Fills in the locations that were used ahead of their definition.
   * @throws CompileError `parse/unknown-alias` for one that was never defined, `parse/alias-cycle` for one that holds itself.
   */
  finish(): void {
    for (const [name, { span }] of this.ahead)
      if (!this.defined.has(name))
        fail({
          code: 'parse/unknown-alias',
          message: `a location alias must be defined (was #${name})`,
          place: { span },
          hint: `add #${name} = loc(…), or correct the name; the definitions stand at the end of the file: it may be cut off`,
        });
    const aliasOf = new Map([...this.ahead].map(([alias, { location }]) => [location, alias]));
    for (const [name, { location, span }] of this.ahead) Object.assign(location, this.definition(name, aliasOf, span));
    const finite = new Set<Location>();
    for (const { location, span } of this.ahead.values()) checkFinite(location, finite, span);
  }

  /** What an alias stands for, through aliases of aliases. What is found is kept, so that a chain is walked once. */
  private definition(name: string, aliasOf: ReadonlyMap<Location, string>, span: Span): Location {
    const chain = new Set([name]);
    let target = this.defined.get(name) as Location;
    for (let next = aliasOf.get(target); next !== undefined; next = aliasOf.get(target)) {
      if (chain.has(next)) cycle(span);
      chain.add(next);
      target = this.defined.get(next) as Location;
    }
    for (const alias of chain) this.defined.set(alias, target);
    return target;
  }
}

/** Depth first with an explicit stack: a location that is met below itself would make every later walk endless. */
function checkFinite(root: Location, finite: Set<Location>, span: Span): void {
  const open = new Set<Location>();
  const pending: (Location | { readonly leave: Location })[] = [root];
  while (pending.length > 0) {
    const next = pending.pop() as Location | { readonly leave: Location };
    if ('leave' in next) {
      open.delete(next.leave);
      finite.add(next.leave);
    } else if (open.has(next)) cycle(span);
    else if (!finite.has(next)) {
      open.add(next);
      pending.push({ leave: next }, ...children(next));
    }
  }
}

const cycle = (span: Span) =>
  fail({
    code: 'parse/alias-cycle',
    message: 'a location alias must not hold itself',
    place: { span },
    hint: 'remove the alias from its own definition',
  });

function children(location: Location): readonly Location[] {
  if (location.kind === 'name') return location.child ? [location.child] : [];
  if (location.kind === 'fused') return location.locations;
  return location.kind === 'callsite' ? [location.callee, location.caller] : [];
}
