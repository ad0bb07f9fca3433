// Draws a scene on a canvas: only what is in sight, and only the detail that can be read at the scale.
import type { GraphNode } from '../compiler/protocol.js';
import { type Box, CAPTION_PITCH, HEADER, INSET, type Line, labelWidth, type Scene } from '../layout/scene.js';
import { type Camera, toScene, type Viewport } from './camera.js';
import type { Palette } from './palette.js';

export interface Marks {
  readonly selected: number | undefined;
  readonly linked: ReadonlySet<number>;
  readonly found: ReadonlySet<number>;
  /** Closed groups that hold a linked or found node. */
  readonly holding: ReadonlySet<string>;
  readonly focusedGroup: string | undefined;
}

/** Text is drawn from this scale on. */
const READABLE = 0.32;
const LINES_FROM = 0.06;

export function draw(
  context: CanvasRenderingContext2D,
  {
    scene,
    nodes,
    camera,
    view,
    ratio,
    palette,
    marks,
  }: {
    scene: Scene;
    nodes: readonly GraphNode[];
    camera: Camera;
    view: Viewport;
    ratio: number;
    palette: Palette;
    marks: Marks;
  },
): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, view.width * ratio, view.height * ratio);
  const scale = camera.scale * ratio;
  context.setTransform(scale, 0, 0, scale, (view.width / 2) * ratio - camera.x * scale, (view.height / 2) * ratio - camera.y * scale);
  const [left, top] = toScene(camera, view, 0, 0);
  const [right, bottom] = toScene(camera, view, view.width, view.height);
  const sees = (x: number, y: number, width: number, height: number) => x < right && x + width > left && y < bottom && y + height > top;
  const visible = scene.boxes.filter(({ x, y, width, height }) => sees(x, y, width, height));
  for (const box of visible) if (box.open) drawOpenGroup(context, box, palette, marks, camera.scale);
  if (camera.scale > LINES_FROM) drawLines(context, scene, palette, marks, sees, camera.scale);
  for (const box of visible) if (!box.open) drawBox(context, box, nodes, palette, marks, camera.scale);
}

function drawOpenGroup(context: CanvasRenderingContext2D, box: Box, palette: Palette, marks: Marks, scale: number): void {
  context.beginPath();
  context.roundRect(box.x, box.y, box.width, box.height, 8);
  context.fillStyle = palette.group;
  context.fill();
  context.lineWidth = box.group === marks.focusedGroup ? 2.5 : 1;
  context.strokeStyle = box.group === marks.focusedGroup ? palette.accent : palette.line;
  context.stroke();
  if (scale < READABLE) return;
  context.fillStyle = palette.quiet;
  context.font = '600 12px system-ui, sans-serif';
  context.fillText(`▾ ${cutLabel(box.label, box.width - 36)}`, box.x + 10, box.y + HEADER / 2 + 5);
}

type Sees = (x: number, y: number, width: number, height: number) => boolean;

function drawLines(context: CanvasRenderingContext2D, scene: Scene, palette: Palette, marks: Marks, sees: Sees, scale: number): void {
  context.lineWidth = Math.max(1, 0.6 / scale);
  const strong: Line[] = [];
  context.strokeStyle = palette.edge;
  context.fillStyle = palette.edge;
  context.beginPath();
  for (const line of scene.lines) {
    if (!lineInSight(line.points, sees)) continue;
    const isStrong = marks.selected !== undefined && [line.from, line.to].some((box) => scene.boxes[box]?.node === marks.selected);
    if (isStrong) strong.push(line);
    else trace(context, line.points);
  }
  context.stroke();
  if (scale > READABLE) for (const line of scene.lines) if (lineInSight(line.points, sees)) arrow(context, line.points);
  context.strokeStyle = palette.accent;
  context.fillStyle = palette.accent;
  context.lineWidth = 2;
  context.beginPath();
  for (const { points } of strong) trace(context, points);
  context.stroke();
  for (const { points } of strong) arrow(context, points);
}

function lineInSight(points: readonly number[], sees: Sees): boolean {
  const [x0, y0, x1, y1] = [points[0] as number, points[1] as number, points.at(-2) as number, points.at(-1) as number];
  return sees(Math.min(x0, x1) - 60, Math.min(y0, y1), Math.abs(x1 - x0) + 120, Math.abs(y1 - y0) + 1);
}

/** A smooth line: the points between the ends are what the curve bends towards. */
function trace(context: CanvasRenderingContext2D, points: readonly number[]): void {
  const at = (index: number) => [points[2 * index] as number, points[2 * index + 1] as number] as const;
  const count = points.length / 2;
  context.moveTo(...at(0));
  for (let index = 1; index < count - 1; index++) {
    const [x, y] = at(index);
    const [nextX, nextY] = at(index + 1);
    const isLast = index === count - 2;
    context.quadraticCurveTo(x, y, isLast ? nextX : (x + nextX) / 2, isLast ? nextY : (y + nextY) / 2);
  }
  if (count === 2) context.lineTo(...at(1));
}

function arrow(context: CanvasRenderingContext2D, points: readonly number[]): void {
  const [x, y] = [points.at(-2) as number, points.at(-1) as number];
  const [beforeX, beforeY] = [points.at(-4) as number, points.at(-3) as number];
  const angle = Math.atan2(y - beforeY, x - beforeX);
  context.beginPath();
  context.moveTo(x, y);
  for (const turn of [-0.42, 0.42]) context.lineTo(x - 8 * Math.cos(angle + turn), y - 8 * Math.sin(angle + turn));
  context.closePath();
  context.fill();
}

function drawBox(
  context: CanvasRenderingContext2D,
  box: Box,
  nodes: readonly GraphNode[],
  palette: Palette,
  marks: Marks,
  scale: number,
): void {
  const node = box.node === undefined ? undefined : nodes[box.node];
  const isSelected = box.node !== undefined && box.node === marks.selected;
  const isLinked = box.node !== undefined ? marks.linked.has(box.node) : marks.holding.has(box.group ?? '');
  const isFound = box.node !== undefined && marks.found.has(box.node);
  const [fill, border] = node === undefined ? palette.closed : node.custom ? palette.custom : palette[node.role];
  context.beginPath();
  context.roundRect(box.x, box.y, box.width, box.height, node && node.role !== 'operation' ? box.height / 2 : 6);
  context.fillStyle = isFound ? palette.found : fill;
  context.fill();
  const focused = box.group !== undefined && box.group === marks.focusedGroup;
  context.lineWidth = isSelected || isLinked || focused ? 2.5 : 1;
  context.strokeStyle = isSelected || focused ? palette.accent : isLinked ? palette.link : border;
  context.stroke();
  if (node === undefined) stack(context, box);
  if (isLinked) {
    context.setLineDash([5, 3]);
    context.strokeRect(box.x - 4, box.y - 4, box.width + 8, box.height + 8);
    context.setLineDash([]);
  }
  if (scale < READABLE) return;
  context.fillStyle = palette.text;
  context.font = '600 12px system-ui, sans-serif';
  const width = box.width - INSET;
  const label = node === undefined ? `▸ ${cutLabel(box.label, width - 14)}` : cutLabel(box.label, width);
  context.textAlign = 'center';
  const middle = box.x + box.width / 2;
  context.fillText(label, middle, box.y + (box.caption === '' ? 19 : 18));
  if (box.caption !== '') {
    context.fillStyle = palette.quiet;
    context.font = '11px ui-monospace, monospace';
    context.fillText(cutTo(box.caption, Math.floor(width / CAPTION_PITCH)), middle, box.y + 33);
  }
  context.textAlign = 'left';
}

/** A second edge behind a closed group: there is more in it. */
function stack(context: CanvasRenderingContext2D, { x, y, width, height }: Box): void {
  context.beginPath();
  context.moveTo(x + 6, y + height + 3);
  context.lineTo(x + width - 6, y + height + 3);
  context.stroke();
}

/** Text that fits, with an ellipsis where it was cut. Measuring each text on the canvas would cost more than drawing it. */
function cutLabel(text: string, width: number): string {
  if (labelWidth(text) <= width + 2) return text;
  let most = text.length - 1;
  while (most > 1 && labelWidth(text.slice(0, most)) + 8 > width) most--;
  return `${text.slice(0, most)}…`;
}

const cutTo = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, Math.max(1, most - 1))}…`);
