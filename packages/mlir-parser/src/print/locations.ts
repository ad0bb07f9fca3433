// Locations as MLIR prints them inside `loc(…)`.
import type { Location } from '../ir/location.js';
import { quoted } from './strings.js';

/** What stands between the parentheses of `loc(…)`. */
export function locationText(location: Location): string {
  switch (location.kind) {
    case 'unknown':
      return 'unknown';
    case 'file':
      return `${quoted(location.file)}:${location.line}:${location.column}${rangeText(location)}`;
    case 'name':
      return location.child ? `${quoted(location.name)}(${locationText(location.child)})` : quoted(location.name);
    case 'fused':
      return `fused${location.metadata === undefined ? '' : `<${location.metadata}>`}[${location.locations.map(locationText).join(', ')}]`;
    case 'callsite':
      return `callsite(${locationText(location.callee)} at ${locationText(location.caller)})`;
  }
}

function rangeText({ line, endLine, endColumn }: Extract<Location, { kind: 'file' }>): string {
  if (endColumn === undefined) return '';
  return endLine === undefined || endLine === line ? ` to :${endColumn}` : ` to ${endLine}:${endColumn}`;
}
