// Groups of nodes from the names that programs give their operations: `jit(f)/layer_0/attention/dot_general`.
import type { Location } from '@hlolite/mlir-parser';

/** The groups of an operation, outermost first, without its own name; undefined when its location has no name. */
export function locationGroups(location: Location): readonly string[] | undefined {
  const name = nameIn(location);
  return name === undefined ? undefined : nameGroups(name);
}

function nameIn(location: Location): string | undefined {
  if (location.kind === 'name')
    return location.name.includes('/') ? location.name : (location.child && nameIn(location.child)) || undefined;
  if (location.kind === 'fused') return firstOf(location.locations);
  if (location.kind === 'callsite') return firstOf([location.callee, location.caller]);
  return undefined;
}

function firstOf(locations: readonly Location[]): string | undefined {
  for (const location of locations) {
    const name = nameIn(location);
    if (name !== undefined) return name;
  }
  return undefined;
}

/** The path in a name: litert-torch separates several with `;`, of which the first counts. */
export const nameGroups = (name: string): readonly string[] =>
  ((name.split(';')[0] as string).split('/') as string[]).slice(0, -1).filter((part) => part !== '');
