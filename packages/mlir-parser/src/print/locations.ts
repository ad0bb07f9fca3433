// Locations as MLIR prints them inside `loc(…)`.
import type { Location } from '../ir/location.js';
import { quoted } from './strings.js';

/** What stands between the parentheses of `loc(…)`. Aliases chain locations deeper than a call stack bears, so they wait on one of their own. */
export function locationText(location: Location): string {
  const pieces: string[] = [];
  const pending: (Location | string)[] = [location];
  while (pending.length > 0) {
    const next = pending.pop() as Location | string;
    if (typeof next === 'string') pieces.push(next);
    else pending.push(...locationParts(next).reverse());
  }
  return pieces.join('');
}

/** A location as text and the locations in it. */
export function locationParts(location: Location): (Location | string)[] {
  switch (location.kind) {
    case 'unknown':
      return ['unknown'];
    case 'file':
      return [`${quoted(location.file)}:${location.line}:${location.column}${rangeText(location)}`];
    case 'name':
      return location.child ? [`${quoted(location.name)}(`, location.child, ')'] : [quoted(location.name)];
    case 'fused': {
      const opening = `fused${location.metadata === undefined ? '' : `<${location.metadata}>`}[`;
      return [opening, ...location.locations.flatMap((inner, index) => (index === 0 ? [inner] : [', ', inner])), ']'];
    }
    case 'callsite':
      return ['callsite(', location.callee, ' at ', location.caller, ')'];
  }
}

function rangeText({ line, endLine, endColumn }: Extract<Location, { kind: 'file' }>): string {
  if (endColumn === undefined) return '';
  return endLine === undefined || endLine === line ? ` to :${endColumn}` : ` to ${endLine}:${endColumn}`;
}
