// Which of the views is shown, and in which colours.
import { effect, signal } from '@preact/signals';

export const views = { program: 'Program', graph: 'Graphs', run: 'Run', sizes: 'Sizes' } as const;
export type View = keyof typeof views;
export const isView = (name: string): name is View => Object.hasOwn(views, name);

export const view = signal<View>('graph');

export const schemes = { auto: 'System', light: 'Light', dark: 'Dark' } as const;
export type Scheme = keyof typeof schemes;

const KEY = 'hlolite-scheme';

function remembered(): Scheme {
  try {
    const kept = localStorage.getItem(KEY) ?? '';
    return Object.hasOwn(schemes, kept) ? (kept as Scheme) : 'auto';
  } catch {
    // Some browsers keep nothing for pages opened in private.
    return 'auto';
  }
}

export const scheme = signal<Scheme>(remembered());

const darkSystem = matchMedia('(prefers-color-scheme: dark)');
const systemIsDark = signal(darkSystem.matches);
darkSystem.addEventListener('change', ({ matches }) => {
  systemIsDark.value = matches;
});

/** `light` or `dark`: canvases ask for their colours again when it changes. */
export const colours = signal<'light' | 'dark'>('light');

effect(() => {
  colours.value = scheme.value === 'auto' ? (systemIsDark.value ? 'dark' : 'light') : scheme.value;
  document.documentElement.dataset.scheme = colours.value;
  try {
    localStorage.setItem(KEY, scheme.value);
  } catch {
    // Nothing is remembered then.
  }
});
