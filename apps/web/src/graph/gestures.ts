// What pointers and keys do on a graph.
import type { Box, Scene } from '../layout/scene.js';
import { selection } from '../state/project.js';
import { fit, overview, toScene, zoomAt } from './camera.js';
import type { CanvasState } from './canvas.js';
import { type GraphSide, toggleGroup } from './side.js';

/** The innermost box at a point of the scene; of open groups only the header counts. */
export function boxAt(scene: Scene, x: number, y: number): Box | undefined {
  return scene.boxes.findLast((box) => x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + (box.open ? 26 : box.height));
}

/** Less movement than this is a click. */
const CLICK = 4;

export function handlePointers(canvas: HTMLCanvasElement, side: GraphSide, state: CanvasState): () => void {
  const held = new Map<number, { x: number; y: number }>();
  let moved = 0;
  const at = (event: MouseEvent) => {
    const { left, top } = canvas.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const down = (event: PointerEvent) => {
    canvas.setPointerCapture(event.pointerId);
    held.set(event.pointerId, at(event));
    if (held.size === 1) moved = 0;
  };
  const move = (event: PointerEvent) => {
    const before = held.get(event.pointerId);
    if (!before) return;
    const now = at(event);
    const other = [...held].find(([id]) => id !== event.pointerId)?.[1];
    if (other) pinch(state, before, now, other);
    else
      state.camera = {
        ...state.camera,
        x: state.camera.x - (now.x - before.x) / state.camera.scale,
        y: state.camera.y - (now.y - before.y) / state.camera.scale,
      };
    moved += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
    held.set(event.pointerId, now);
    state.redraw();
  };
  const up = (event: PointerEvent) => {
    if (held.delete(event.pointerId) && moved <= CLICK && event.type === 'pointerup') click(side, state, at(event));
  };
  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    const { x, y } = at(event);
    const unit = event.deltaMode === 1 ? 16 : 1;
    if (event.shiftKey)
      state.camera = { ...state.camera, x: state.camera.x + ((event.deltaY || event.deltaX) * unit) / state.camera.scale };
    else state.camera = zoomAt(state.camera, state.view, x, y, Math.exp(-event.deltaY * unit * (event.ctrlKey ? 0.01 : 0.0016)));
    state.redraw();
  };
  const listeners = { pointerdown: down, pointermove: move, pointerup: up, pointercancel: up } as const;
  for (const [name, listener] of Object.entries(listeners)) canvas.addEventListener(name, listener as EventListener);
  canvas.addEventListener('wheel', wheel, { passive: false });
  return () => {
    for (const [name, listener] of Object.entries(listeners)) canvas.removeEventListener(name, listener as EventListener);
    canvas.removeEventListener('wheel', wheel);
  };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function pinch(state: CanvasState, before: Point, now: Point, other: Point): void {
  const distance = (point: Point) => Math.hypot(point.x - other.x, point.y - other.y);
  state.camera = zoomAt(
    state.camera,
    state.view,
    (now.x + other.x) / 2,
    (now.y + other.y) / 2,
    distance(now) / Math.max(1, distance(before)),
  );
}

function click(side: GraphSide, state: CanvasState, { x, y }: Point): void {
  const box = state.scene && boxAt(state.scene, ...toScene(state.camera, state.view, x, y));
  if (box?.group !== undefined) {
    state.focusedGroup = box.group;
    toggleGroup(side, box.group);
  } else choose(side, state, box);
}

function choose(side: GraphSide, state: CanvasState, box: Box | undefined): void {
  state.focusedGroup = box?.group;
  selection.value = box?.node === undefined ? undefined : { side: side.side, node: box.node };
  state.redraw();
}

export function handleKey(canvas: HTMLCanvasElement, side: GraphSide, state: CanvasState): () => void {
  const listener = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !state.scene) return;
    if (!act(event.key, side, state, state.scene)) return;
    event.preventDefault();
    state.redraw();
  };
  canvas.addEventListener('keydown', listener);
  return () => canvas.removeEventListener('keydown', listener);
}

/** Does what a key asks for; false when it asks for nothing. */
function act(key: string, side: GraphSide, state: CanvasState, scene: Scene): boolean {
  const { view, camera } = state;
  const middle = [view.width / 2, view.height / 2] as const;
  if (key === '+' || key === '=') state.camera = zoomAt(camera, view, ...middle, 1.3);
  else if (key === '-') state.camera = zoomAt(camera, view, ...middle, 1 / 1.3);
  else if (key === '0') state.camera = overview(scene, view);
  else if (key === '1') state.camera = fit(scene, view);
  else if (key === 'Escape') choose(side, state, undefined);
  else if (key === 'Enter' || key === ' ') return toggleFocused(side, state);
  else if (key.startsWith('Arrow')) step(key, side, state, scene);
  else return false;
  return true;
}

function toggleFocused(side: GraphSide, state: CanvasState): boolean {
  if (state.focusedGroup === undefined) return false;
  toggleGroup(side, state.focusedGroup);
  return true;
}

/** Up and down go along the lines, to the sides to the nearest neighbour; without lines by place. */
function step(key: string, side: GraphSide, state: CanvasState, scene: Scene): void {
  const current = scene.boxes.findIndex(({ node, group }) =>
    state.focusedGroup !== undefined ? group === state.focusedGroup : selection.value?.side === side.side && node === selection.value.node,
  );
  const next = current < 0 ? scene.boxes[0] : neighbour(key, scene, current);
  if (!next) return;
  choose(side, state, next);
  if (next.group !== undefined) showBox(state, next);
}

function neighbour(key: string, scene: Scene, current: number): Box | undefined {
  if (key === 'ArrowDown' || key === 'ArrowUp') {
    const forward = key === 'ArrowDown';
    const line = scene.lines.find(({ from, to }) => (forward ? from : to) === current);
    if (line) return scene.boxes[forward ? line.to : line.from];
  }
  const here = scene.boxes[current] as Box;
  const [mx, my] = [here.x + here.width / 2, here.y + here.height / 2];
  const [dx, dy] = { ArrowDown: [0, 1], ArrowUp: [0, -1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[key] ?? [0, 0];
  let best: Box | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const box of scene.boxes) {
    const [x, y] = [box.x + box.width / 2 - mx, box.y + box.height / 2 - my];
    const along = x * (dx as number) + y * (dy as number);
    const across = Math.abs(x * (dy as number)) + Math.abs(y * (dx as number));
    if (along <= 1 || box === here) continue;
    const cost = along + 3 * across;
    if (cost < least) [best, least] = [box, cost];
  }
  return best;
}

function showBox(state: CanvasState, { x, y, width, height }: Box): void {
  state.camera = { ...state.camera, x: x + width / 2, y: y + Math.min(height, 60) / 2 };
}
