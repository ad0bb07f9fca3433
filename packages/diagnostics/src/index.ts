export type { Complaint, Diagnostic, Place, Severity } from './diagnostic.js';
export { Collector, CompileError, fail } from './diagnostic.js';
export type { RenderOptions } from './render.js';
export { render, toJson } from './render.js';
export type { Position, Source, Span } from './source.js';
export { lineAt, positionAt } from './source.js';
