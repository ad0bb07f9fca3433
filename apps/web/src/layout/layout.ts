// Lays out a graph level by level with dagre: the children of a group beside each other, then the group as one box in the level above.
import { Graph as DagreGraph, layout as dagreLayout } from '@dagrejs/dagre';
import type { Graph } from '../compiler/protocol.js';
import { type Box, CAPTION_PITCH, HEADER, INSET, type Line, labelWidth, type Scene } from './scene.js';
import type { Group } from './tree.js';

const PADDING = 14;
const WIDEST_TEXT = 230;
/** From here on the ranker that gives the shortest lines takes too long. */
const MANY = 160;

/** A level with the places of its children, from its own corner. */
interface Level {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
}

/** The scene with the given groups open; the root always is. */
export function layoutScene(graph: Graph, root: Group, open: ReadonlySet<string>): Scene {
  return levelOf(graph, root, open);
}

function levelOf(graph: Graph, group: Group, open: ReadonlySet<string>): Level {
  const inner = group.children.map((child) => (typeof child !== 'number' && open.has(child.id) ? levelOf(graph, child, open) : undefined));
  const sizes = group.children.map((child, index) => (inner[index] && opened(inner[index])) || closedSize(graph, child));
  const edges = edgesBetween(graph, group);
  const { places, lines, width, height } = arrange(sizes, edges);
  const boxes: Box[] = [];
  const allLines: Line[] = [];
  const numbers = new Map<number, number>();
  group.children.forEach((child, index) => {
    const { x, y } = places[index] as Place;
    numbers.set(index, boxes.length);
    const level = inner[index];
    boxes.push({ ...describe(graph, child), open: level !== undefined, x, y, ...(sizes[index] as Size) });
    if (!level) return;
    const first = boxes.length;
    const moved = { x: x + PADDING, y: y + HEADER + PADDING / 2 };
    for (const box of level.boxes) boxes.push({ ...box, x: box.x + moved.x, y: box.y + moved.y });
    for (const line of level.lines)
      allLines.push({
        from: line.from + first,
        to: line.to + first,
        points: line.points.map((value, at) => value + (at % 2 === 0 ? moved.x : moved.y)),
      });
  });
  for (const { from, to, points } of lines) allLines.push({ from: numbers.get(from) as number, to: numbers.get(to) as number, points });
  return { width, height, boxes, lines: allLines };
}

interface Size {
  readonly width: number;
  readonly height: number;
}
interface Place {
  readonly x: number;
  readonly y: number;
}

const opened = ({ width, height }: Level): Size => ({ width: width + 2 * PADDING, height: height + HEADER + 1.5 * PADDING });

function closedSize(graph: Graph, child: Group | number): Size {
  const { label, caption } = describe(graph, child);
  const shown = labelWidth(label) + (typeof child === 'number' ? 0 : 16);
  const text = Math.min(WIDEST_TEXT, Math.max(48, shown, caption.length * CAPTION_PITCH));
  return { width: text + 2 * INSET, height: caption === '' ? 30 : 42 };
}

function describe(graph: Graph, child: Group | number): Pick<Box, 'node' | 'group' | 'label' | 'caption'> {
  if (typeof child !== 'number') return { group: child.id, label: child.name, caption: `${child.size} operations` };
  const node = graph.nodes[child];
  return { node: child, label: node?.label ?? '', caption: node?.caption ?? '' };
}

/** Edges between the children of a group: each edge of the graph, lifted to the children that hold its ends. */
function edgesBetween(graph: Graph, group: Group): readonly (readonly [number, number])[] {
  const holder = new Map<number, number>();
  const hold = (child: Group | number, index: number): void => {
    if (typeof child === 'number') holder.set(child, index);
    else for (const inner of child.children) hold(inner, index);
  };
  group.children.forEach(hold);
  const edges = new Map<number, readonly [number, number]>();
  for (const [node, to] of holder)
    for (const input of graph.nodes[node]?.inputs ?? []) {
      const from = holder.get(input);
      if (from !== undefined && from !== to) edges.set(from * group.children.length + to, [from, to]);
    }
  return [...edges.values()];
}

function arrange(
  sizes: readonly Size[],
  edges: readonly (readonly [number, number])[],
): Size & { places: readonly Place[]; lines: readonly Line[] } {
  const g = new DagreGraph();
  g.setGraph({ nodesep: 18, ranksep: 34, edgesep: 10, ranker: sizes.length > MANY ? 'tight-tree' : 'network-simplex' });
  sizes.forEach((size, index) => {
    g.setNode(String(index), { ...size });
  });
  for (const [from, to] of edges) g.setEdge(String(from), String(to), {});
  dagreLayout(g);
  const places = sizes.map(({ width, height }, index) => {
    const { x = 0, y = 0 } = g.node(String(index)) as { x?: number; y?: number };
    return { x: x - width / 2, y: y - height / 2 };
  });
  const lines = edges.map(([from, to]): Line => {
    const { points = [] } = g.edge(String(from), String(to)) as { points?: readonly Place[] };
    return { from, to, points: points.flatMap(({ x, y }) => [x, y]) };
  });
  const { width = 0, height = 0 } = g.graph() as { width?: number; height?: number };
  return { places, lines, width: Number.isFinite(width) ? width : 0, height: Number.isFinite(height) ? height : 0 };
}
