// What is drawn: boxes and lines with their places.

export interface Box {
  /** A node by its number, or a group by its id. */
  readonly node?: number;
  readonly group?: string;
  readonly label: string;
  readonly caption: string;
  readonly open: boolean;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A line through points `[x0, y0, x1, y1, …]` from one box to another, by their numbers. */
export interface Line {
  readonly points: readonly number[];
  readonly from: number;
  readonly to: number;
}

export interface Scene {
  readonly width: number;
  readonly height: number;
  /** Outer boxes before those in them. */
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
}

export const HEADER = 26;

/** Widths of text as drawn, near enough: capitals are wide, captions have a fixed pitch. */
export const labelWidth = (text: string): number => {
  let width = 0;
  for (const character of text) width += /[A-Z_@%]/.test(character) ? 8.7 : /[ilj.,:/' ]/.test(character) ? 4.6 : 7.5;
  return width;
};
export const CAPTION_PITCH = 6.7;

/** Space between a box's edge and its text. */
export const INSET = 12;
