// Which part of a scene is seen: a point of it in the middle of the view, at a scale.
import type { Scene } from '../layout/scene.js';

export interface Camera {
  /** The point of the scene in the middle of the view. */
  readonly x: number;
  readonly y: number;
  /** Pixels of the view for one unit of the scene. */
  readonly scale: number;
}

export interface Viewport {
  readonly width: number;
  readonly height: number;
}

const SMALLEST = 0.02;
const LARGEST = 2.5;
const MARGIN = 24;

export const clampScale = (scale: number): number => Math.min(LARGEST, Math.max(SMALLEST, scale));

/** The whole scene when that is readable; else its beginning at a readable scale. */
export function fit(scene: Scene, view: Viewport): Camera {
  const whole = Math.min((view.width - 2 * MARGIN) / Math.max(1, scene.width), (view.height - 2 * MARGIN) / Math.max(1, scene.height), 1.1);
  if (whole > 0.5) return { x: scene.width / 2, y: scene.height / 2, scale: whole };
  const scale = clampScale(Math.min(1, Math.max(0.6, (view.width - 2 * MARGIN) / Math.max(1, scene.width))));
  const first = scene.boxes[0];
  const x = first ? first.x + first.width / 2 : scene.width / 2;
  return { x, y: (view.height / 2 - MARGIN) / scale, scale };
}

/** Everything, however small. */
export function overview(scene: Scene, view: Viewport): Camera {
  const scale = clampScale(
    Math.min((view.width - MARGIN) / Math.max(1, scene.width), (view.height - MARGIN) / Math.max(1, scene.height), 1),
  );
  return { x: scene.width / 2, y: scene.height / 2, scale };
}

/** Another scale with the point under (px, py) of the view staying where it is. */
export function zoomAt(camera: Camera, view: Viewport, px: number, py: number, factor: number): Camera {
  const scale = clampScale(camera.scale * factor);
  const [dx, dy] = [px - view.width / 2, py - view.height / 2];
  return { scale, x: camera.x + dx / camera.scale - dx / scale, y: camera.y + dy / camera.scale - dy / scale };
}

/** The point of the scene under a point of the view. */
export const toScene = (camera: Camera, view: Viewport, px: number, py: number): readonly [number, number] => [
  camera.x + (px - view.width / 2) / camera.scale,
  camera.y + (py - view.height / 2) / camera.scale,
];
