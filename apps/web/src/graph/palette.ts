// The colours of the canvas, from the style sheet: canvases do not inherit them.

type Fill = readonly [fill: string, border: string];

export interface Palette {
  readonly text: string;
  readonly quiet: string;
  readonly line: string;
  readonly edge: string;
  readonly accent: string;
  readonly link: string;
  readonly group: string;
  readonly found: string;
  readonly closed: Fill;
  readonly custom: Fill;
  readonly operation: Fill;
  readonly input: Fill;
  readonly output: Fill;
}

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const fill = (name: string): Fill => [colour(`${name}-fill`), colour(`${name}-border`)];
  return {
    text: colour('text'),
    quiet: colour('quiet'),
    line: colour('line'),
    edge: colour('edge'),
    accent: colour('accent'),
    link: colour('link'),
    group: colour('group'),
    found: colour('found'),
    closed: fill('closed'),
    custom: fill('custom'),
    operation: fill('operation'),
    input: fill('port'),
    output: fill('port'),
  };
}
