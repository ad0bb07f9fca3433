// One of the two graphs as the page holds it: its groups, which of them are open, and its scene, laid out in a worker.
import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Graph, Side } from '../compiler/protocol.js';
import type { Scene } from '../layout/scene.js';
import { firstOpen, type Group, groupsOf, groupTree, pathTo } from '../layout/tree.js';
import type { LayoutRequest } from '../layout/worker.js';
import { opened } from '../state/project.js';
import { view } from '../state/view.js';
import { Cancelled, WorkerClient } from '../workers/client.js';

export interface GraphSide {
  readonly side: Side;
  readonly title: string;
  readonly graph: ReadonlySignal<Graph | undefined>;
  readonly tree: ReadonlySignal<Group | undefined>;
  readonly open: Signal<ReadonlySet<string>>;
  readonly scene: Signal<Scene | undefined>;
  /** Whether the scene is being laid out. */
  readonly busy: Signal<boolean>;
}

/** More nodes than this at once take long to lay out and cannot be read. */
const MOST_OPEN = 6000;

export function toggleGroup({ open }: GraphSide, id: string): void {
  const next = new Set(open.value);
  if (!next.delete(id)) next.add(id);
  open.value = next;
}

export function openAll({ open, tree }: GraphSide): void {
  const root = tree.value;
  if (root && root.size <= MOST_OPEN) open.value = new Set([root.id, ...groupsOf(root).map(({ id }) => id)]);
}

export function closeAll({ open, tree }: GraphSide): void {
  open.value = new Set(tree.value ? [tree.value.id] : []);
}

/** Opens the groups that a node lies in. */
export function reveal({ open, tree }: GraphSide, node: number): void {
  const path = tree.value ? pathTo(tree.value, node) : [];
  if (path.some(({ id }) => !open.value.has(id))) open.value = new Set([...open.value, ...path.map(({ id }) => id)]);
}

function makeSide(side: Side, title: string): GraphSide {
  const graph = computed(() => (side === 'program' ? opened.value?.program : opened.value?.model?.graph));
  const tree = computed(() => (graph.value ? groupTree(graph.value) : undefined));
  const made = {
    side,
    title,
    graph,
    tree,
    open: signal<ReadonlySet<string>>(new Set()),
    scene: signal<Scene | undefined>(undefined),
    busy: signal(false),
  };
  const layouter = new WorkerClient<LayoutRequest>(() => new Worker(new URL('../layout/worker.ts', import.meta.url), { type: 'module' }));
  let known: Group | undefined;
  effect(() => {
    const root = tree.value;
    // What has the same groups keeps those open that are.
    if (root && !(known && sameGroups(known, root))) made.open.value = firstOpen(root);
    known = root ?? known;
  });
  effect(() => {
    const [current, open] = [graph.value, made.open.value];
    if (!current || current.nodes.length === 0) made.scene.value = undefined;
    if (view.value !== 'graph' || !current || current.nodes.length === 0) return;
    layouter.cancel();
    made.busy.value = true;
    layouter.ask<Scene>({ graph: current, open }).then(
      (scene) => {
        made.scene.value = scene;
        made.busy.value = false;
      },
      (error) => {
        if (error instanceof Cancelled) return;
        made.scene.value = undefined;
        made.busy.value = false;
      },
    );
  });
  return made;
}

const sameGroups = (a: Group, b: Group): boolean => {
  const [first, second] = [a, b].map((root) => new Set(groupsOf(root).map(({ id }) => id))) as [Set<string>, Set<string>];
  return first.size === second.size && [...first].every((id) => second.has(id)) && (first.size > 0 || a.size === b.size);
};

export const sides: readonly [GraphSide, GraphSide] = [makeSide('program', 'StableHLO'), makeSide('model', 'LiteRT')];
export const otherSide = (side: Side): GraphSide => (side === 'program' ? sides[1] : sides[0]);
