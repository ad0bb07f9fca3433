// The editor of the program. It lives in a shadow root: there CodeMirror adopts its style sheets instead of writing <style> elements, which a
// strict Content-Security-Policy forbids.
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, forceLinting, lintGutter, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { Problem } from '../workers/problems.js';
import { mlir } from './mlir.js';
import { colourOf, type Style } from './tokens.js';

export interface Editor {
  setText(text: string): void;
  mark(problems: readonly Problem[]): void;
  /** Selects a part of the text and brings it into sight. */
  show(from: number, to: number, focus: boolean): void;
  focus(): void;
}

const highlighting = HighlightStyle.define(
  (Object.entries(colourOf) as [Style, string][]).map(([style, colour]) => ({
    tag: tags[style],
    color: `var(--code-${colour})`,
    ...(style === 'operatorKeyword' && { fontWeight: '600' }),
  })),
);

const theme = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'transparent', color: 'var(--text)', fontSize: '13px' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.55' },
  '.cm-gutters': { backgroundColor: 'var(--surface)', color: 'var(--quiet)', border: 'none' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--accent) 7%, transparent)' },
  '.cm-activeLineGutter': { backgroundColor: 'transparent' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'color-mix(in srgb, var(--accent) 26%, transparent)',
  },
  '.cm-tooltip, .cm-panels': { backgroundColor: 'var(--raised)', color: 'var(--text)', border: '1px solid var(--line)' },
  '.cm-panel input, .cm-panel button': { color: 'var(--text)', background: 'var(--surface)', border: '1px solid var(--line)' },
  '.cm-diagnostic': { padding: '6px 10px', maxWidth: '46ch' },
  '.cm-diagnostic-error': { borderLeft: '4px solid var(--error)' },
  '.cm-diagnostic-warning': { borderLeft: '4px solid var(--warning)' },
});

/** Makes an editor in an element; `changed` is told of what the user types. */
export function makeEditor(host: HTMLElement, text: string, changed: (text: string) => void): Editor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  root.replaceChildren();
  const box = document.createElement('div');
  box.style.height = '100%';
  root.append(box);
  let isOwn = false;
  const extensions = [
    lineNumbers(),
    history(),
    drawSelection(),
    highlightActiveLine(),
    highlightSelectionMatches(),
    search({ top: true }),
    lintGutter(),
    mlir,
    syntaxHighlighting(highlighting),
    theme,
    EditorView.contentAttributes.of({ 'aria-label': 'Program text', spellcheck: 'false', tabindex: '0' }),
    keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged && !isOwn) changed(update.state.doc.toString());
    }),
  ];
  const view = new EditorView({ root, parent: box, state: EditorState.create({ doc: text, extensions }) });
  return {
    setText(next) {
      isOwn = true;
      view.setState(EditorState.create({ doc: next, extensions }));
      isOwn = false;
      view.scrollDOM.scrollTo(0, 0);
    },
    mark(problems) {
      view.dispatch(
        setDiagnostics(
          view.state,
          problems.flatMap((problem) => marked(problem, view.state.doc.length)),
        ),
      );
      forceLinting(view);
    },
    show(from, to, focus) {
      const length = view.state.doc.length;
      const [anchor, head] = [Math.min(from, length), Math.min(to, length)];
      view.dispatch({ selection: { anchor, head }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
      if (focus) view.focus();
    },
    focus: () => view.focus(),
  };
}

function marked({ place, severity, code, message, hint }: Problem, length: number): readonly Diagnostic[] {
  if (!place) return [];
  const from = Math.min(place.from, length);
  const to = Math.min(Math.max(place.to, from + 1), length);
  return [
    { from, to, severity: severity === 'note' ? 'info' : severity, source: code, message: hint ? `${message}\n\nHint: ${hint}` : message },
  ];
}
