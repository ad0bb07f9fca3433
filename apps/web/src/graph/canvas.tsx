// A graph on a canvas: drag to move, wheel or pinch to zoom, click to select, arrows to walk along its lines.
import { effect, untracked } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Scene } from '../layout/scene.js';
import { pathTo } from '../layout/tree.js';
import { selection } from '../state/project.js';
import { saveFile } from '../state/save.js';
import { colours } from '../state/view.js';
import { type Camera, fit, overview, type Viewport, zoomAt } from './camera.js';
import { draw, type Marks } from './draw.js';
import { handleKey, handlePointers } from './gestures.js';
import { readPalette } from './palette.js';
import { matches } from './search.js';
import { type GraphSide, reveal } from './side.js';

export interface CanvasState {
  camera: Camera;
  view: Viewport;
  scene: Scene | undefined;
  focusedGroup: string | undefined;
  redraw(): void;
}

export function GraphCanvas({ side, state }: { readonly side: GraphSide; readonly state: CanvasState }) {
  const element = useRef<HTMLCanvasElement>(null);
  useEffect(() => attach(element.current as HTMLCanvasElement, side, state), [side, state]);
  return (
    <div class="canvas">
      {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: keys walk through the graph, so screen readers must pass them on */}
      <canvas
        ref={element}
        tabIndex={0}
        role="application"
        aria-roledescription="graph"
        aria-label={`${side.title} graph. Arrow keys walk along its lines, Enter opens a group, plus and minus zoom, 0 shows all.`}
        data-side={side.side}
      />
    </div>
  );
}

export function ZoomButtons({ side, state }: { readonly side: GraphSide; readonly state: CanvasState }) {
  const zoom = (factor: number) => {
    state.camera = zoomAt(state.camera, state.view, state.view.width / 2, state.view.height / 2, factor);
    state.redraw();
  };
  const showAll = () => {
    if (state.scene) state.camera = overview(state.scene, state.view);
    state.redraw();
  };
  return (
    <fieldset class="zoom" aria-label={`Zoom of the ${side.title} graph`}>
      <button type="button" onClick={() => zoom(1 / 1.4)} aria-label="Zoom out">
        −
      </button>
      <button type="button" onClick={showAll} aria-label="Show all">
        ⤢
      </button>
      <button type="button" onClick={() => zoom(1.4)} aria-label="Zoom in">
        +
      </button>
      <button type="button" onClick={() => savePicture(side)} aria-label="Save as picture" title="Save as picture">
        ⤓
      </button>
    </fieldset>
  );
}

/** What is seen now, as a PNG. */
function savePicture({ side }: GraphSide): void {
  document.querySelector<HTMLCanvasElement>(`canvas[data-side=${side}]`)?.toBlob((blob) => blob && saveFile(blob, `${side}.png`));
}

export const newState = (): CanvasState => ({
  camera: { x: 0, y: 0, scale: 1 },
  view: { width: 0, height: 0 },
  scene: undefined,
  focusedGroup: undefined,
  redraw: () => undefined,
});

/** Connects a canvas with its graph; gives what takes it apart again. */
function attach(canvas: HTMLCanvasElement, side: GraphSide, state: CanvasState): () => void {
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  let palette = readPalette(canvas);
  let frame = 0;
  const paint = () => {
    frame = 0;
    const { scene, camera, view } = state;
    if (!scene) {
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, canvas.width, canvas.height);
      return;
    }
    draw(context, { scene, nodes: side.graph.value?.nodes ?? [], camera, view, ratio: ratio(), palette, marks: marksOf(side, state) });
  };
  state.redraw = () => {
    if (frame === 0) frame = requestAnimationFrame(paint);
  };
  const resized = new ResizeObserver(() => {
    resize(canvas, state);
    state.redraw();
  });
  resized.observe(canvas);
  const ends = [
    effect(() => {
      const scene = side.scene.value;
      untracked(() => showScene(side, state, scene));
    }),
    effect(() => {
      const selected = selection.value;
      untracked(() => follow(side, state, selected?.side === side.side));
    }),
    effect(() => {
      colours.value;
      palette = readPalette(canvas);
      state.redraw();
    }),
    effect(() => {
      matches.value;
      state.redraw();
    }),
    handlePointers(canvas, side, state),
    handleKey(canvas, side, state),
  ];
  return () => {
    resized.disconnect();
    cancelAnimationFrame(frame);
    for (const end of ends) end();
  };
}

const ratio = () => Math.min(3, globalThis.devicePixelRatio || 1);

function resize(canvas: HTMLCanvasElement, state: CanvasState): void {
  const { clientWidth: width, clientHeight: height } = canvas;
  const first = state.view.width === 0;
  state.view = { width, height };
  canvas.width = Math.round(width * ratio());
  canvas.height = Math.round(height * ratio());
  if (first && state.scene) state.camera = fit(state.scene, state.view);
}

/** A new scene keeps the camera when it is the same graph with other groups open: what was pressed stays where it was. */
function showScene(side: GraphSide, state: CanvasState, scene: Scene | undefined): void {
  const before = state.scene;
  state.scene = scene;
  if (!scene) {
    state.redraw();
    return;
  }
  const anchor = state.focusedGroup;
  const [old, now] = [before, scene].map((each) => each?.boxes.find(({ group }) => group !== undefined && group === anchor));
  if (old && now)
    state.camera = {
      ...state.camera,
      x: state.camera.x + now.x + now.width / 2 - (old.x + old.width / 2),
      y: state.camera.y + now.y - old.y,
    };
  else if (state.view.width > 0) state.camera = fit(scene, state.view);
  bringIntoSight(side, state, targets(side)[0]);
  state.redraw();
}

/** Nodes of this side that are selected, or what the selection of the other side became. */
function targets(side: GraphSide): readonly number[] {
  const selected = selection.value;
  if (!selected) return [];
  if (selected.side === side.side) return [selected.node];
  return (side.graph.value?.nodes ?? []).flatMap(({ links }, index) => (links.includes(selected.node) ? [index] : []));
}

function follow(side: GraphSide, state: CanvasState, isOwn: boolean): void {
  const [first] = targets(side);
  if (first !== undefined && isOwn) reveal(side, first);
  bringIntoSight(side, state, first);
  state.redraw();
}

/** Below this scale nothing can be read; at this one everything can. */
const BARELY = 0.3;
const COMFORTABLE = 0.7;

/** Moves the camera only when the node, or the closed group that holds it, is out of sight. */
function bringIntoSight(side: GraphSide, state: CanvasState, node: number | undefined): void {
  const { scene, camera, view } = state;
  if (!scene || node === undefined || view.width === 0) return;
  const holders = new Set(side.tree.value ? pathTo(side.tree.value, node).map(({ id }) => id) : []);
  const box = scene.boxes.find((each) => each.node === node) ?? scene.boxes.find((each) => !each.open && holders.has(each.group ?? '\0'));
  if (!box) return;
  const x = (box.x + box.width / 2 - camera.x) * camera.scale + view.width / 2;
  const y = (box.y + box.height / 2 - camera.y) * camera.scale + view.height / 2;
  const inSight = x > 40 && x < view.width - 40 && y > 30 && y < view.height - 30;
  if (!inSight || camera.scale < BARELY)
    state.camera = { x: box.x + box.width / 2, y: box.y + box.height / 2, scale: Math.max(camera.scale, COMFORTABLE) };
}

function marksOf(side: GraphSide, state: CanvasState): Marks {
  const isOwn = selection.value?.side === side.side;
  const linked = new Set(isOwn ? [] : targets(side));
  const found = new Set(matches.value.flatMap((match) => (match.side === side.side ? [match.node] : [])));
  const tree = side.tree.value;
  const holding = new Set(tree && linked.size < 200 ? [...linked].flatMap((node) => pathTo(tree, node).map(({ id }) => id)) : []);
  return { selected: isOwn ? selection.value?.node : undefined, linked, found, holding, focusedGroup: state.focusedGroup };
}
