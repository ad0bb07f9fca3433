// The program: its text, what is wrong with it, and its custom ops.
import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Editor } from '../editor/editor.js';
import { editText, opened, problems, project, selection } from '../state/project.js';
import { view } from '../state/view.js';
import { CustomOps } from './custom-ops.js';
import { bytesText } from './format.js';
import { Preview } from './preview.js';
import { Problems } from './problems.js';

export function ProgramPanel() {
  const current = project.value;
  return (
    <section class="program" id="view-program" aria-label="Program">
      {current === undefined || current.text !== undefined ? <TextEditor /> : <NoText />}
      <Problems show={showPlace} />
      <CustomOps />
    </section>
  );
}

/** The editor, once somebody has turned to the text. It outlives the component: models have no text, the next program has. */
const editor = signal<Editor | undefined>(undefined);
const host = document.createElement('div');
host.className = 'editor-host';
host.hidden = true;
let loading: Promise<Editor> | undefined;
/** What the editor's text was set for. */
let opening: object | undefined;

/** Loads the editor where it is needed first: for an edit, a selection, a problem. */
function editorNow(): Promise<Editor> {
  loading ??= import('../editor/editor.js').then(({ makeEditor }) => {
    // It measures itself when it is made, so it must be seen.
    host.hidden = false;
    opening = project.value?.opening;
    const made = makeEditor(host, project.value?.text ?? '', editText);
    made.mark(problems.value);
    editor.value = made;
    return made;
  });
  return loading;
}

function showPlace(from: number, to: number, focus = true): void {
  // On narrow screens the text may be behind another tab.
  if (focus && matchMedia('(max-width: 60rem)').matches) view.value = 'program';
  void editorNow().then((made) => setTimeout(() => made.show(from, to, focus)));
}

function TextEditor() {
  const element = useRef<HTMLDivElement>(null);
  const text = project.value?.text ?? '';
  const isLoaded = editor.value !== undefined;
  useEffect(() => element.current?.prepend(host), []);
  // What the user types is ahead of what is rendered: only another opening changes the editor's text.
  useEffect(() => {
    if (!editor.value || opening === project.value?.opening) return;
    opening = project.value?.opening;
    editor.value.setText(project.value?.text ?? '');
  }, [isLoaded, project.value?.opening]);
  useEffect(() => {
    if (problems.value.some(({ place }) => place)) void editorNow();
    editor.value?.mark(problems.value);
  }, [problems.value]);
  const selected = selection.value;
  useEffect(() => {
    const nodes = opened.value?.program?.nodes ?? [];
    const index = selected?.side === 'program' ? selected.node : opened.value?.model?.graph.nodes[selected?.node ?? -1]?.links[0];
    const { from, to } = nodes[index ?? -1] ?? {};
    if (selected && from !== undefined && to !== undefined) showPlace(from, to, false);
  }, [selected]);
  const turn = () => void editorNow();
  const enter = () => void editorNow().then((made) => made.focus());
  return (
    <div class="editor" ref={element} onPointerEnter={turn} onPointerDown={enter} onFocusIn={isLoaded ? undefined : enter}>
      {!isLoaded && <Preview text={text} />}
    </div>
  );
}

/** For what no editor takes: binary programs, models, very long texts. */
function NoText() {
  const { file, beginning } = project.value as NonNullable<typeof project.value>;
  const shown = beginning ?? opened.value?.listing;
  const kind = beginning === undefined ? (opened.value?.inputKind ?? '') : 'text';
  const words: Readonly<Record<string, string>> = {
    tflite: 'a LiteRT model, shown as text without its weights',
    bytecode: 'MLIR bytecode, shown as text without the content of large constants',
    text: 'too long to be edited here; this is its beginning',
  };
  const what = words[kind];
  return (
    <div class="editor no-text">
      <p>
        <strong>{file.name}</strong>, {bytesText(file.blob.size)}
        {what && `: ${what}`}
      </p>
      {shown !== undefined && <Preview text={shown} whole />}
    </div>
  );
}
