// Where an operation came from, as the program says (`loc(…)`). Where it stands in the text is its `span`.

/** Where an operation came from, as `loc(…)` says; `kind` tells the form. */
export type Location =
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'file';
      readonly file: string;
      readonly line: number;
      readonly column: number;
      readonly endLine?: number;
      readonly endColumn?: number;
    }
  | { readonly kind: 'name'; readonly name: string; readonly child?: Location }
  | { readonly kind: 'fused'; readonly locations: readonly Location[]; readonly metadata?: string }
  | { readonly kind: 'callsite'; readonly callee: Location; readonly caller: Location };

/** `loc(unknown)` */
export const unknownLocation: Location = { kind: 'unknown' };

/** The location as short pieces for people, innermost first: `jit(f)/add`, `train.py:88:4`. */
export function locationTrail(location: Location): readonly string[] {
  const trail: string[] = [];
  const pending: Location[] = [location];
  // Nesting can be deep in generated programs; eight pieces are all a reader can use.
  while (pending.length > 0 && trail.length < 8) {
    const next = pending.shift() as Location;
    if (next.kind === 'file') trail.push(`${next.file}:${next.line}:${next.column}`);
    else if (next.kind === 'name') {
      trail.push(next.name);
      if (next.child) pending.unshift(next.child);
    } else if (next.kind === 'fused') pending.unshift(...next.locations);
    else if (next.kind === 'callsite') pending.unshift(next.callee, next.caller);
  }
  return trail;
}
