// The layout's worker. Loaded when graphs are first looked at.
import type { Graph } from '../compiler/protocol.js';
import { serve } from '../workers/serve.js';
import { layoutScene } from './layout.js';
import { groupTree } from './tree.js';

export interface LayoutRequest {
  readonly graph: Graph;
  readonly open: ReadonlySet<string>;
}

serve<LayoutRequest>(({ graph, open }) => layoutScene(graph, groupTree(graph), open));
