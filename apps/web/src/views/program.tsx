// The program: its text, what is wrong with it, and its custom ops.
import { useEffect, useRef } from 'preact/hooks';
import type { Editor } from '../editor/editor.js';
import { editText, opened, problems, project, selection } from '../state/project.js';
import { CustomOps } from './custom-ops.js';
import { bytesText } from './format.js';
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

let editor: Editor | undefined;

function showPlace(from: number, to: number): void {
  editor?.show(from, to, true);
}

function TextEditor() {
  const host = useRef<HTMLDivElement>(null);
  const text = project.value?.text ?? '';
  useEffect(() => {
    let gone = false;
    // The editor comes after the page: the result can be seen before the text can be edited.
    void import('../editor/editor.js').then(({ makeEditor }) => {
      if (gone || !host.current) return;
      editor = makeEditor(host.current, project.value?.text ?? '', editText);
      editor.mark(problems.value);
    });
    return () => {
      gone = true;
      editor?.destroy();
      editor = undefined;
    };
  }, []);
  useEffect(() => {
    if (editor && editor.text() !== text) editor.setText(text);
  }, [text]);
  useEffect(() => editor?.mark(problems.value), [problems.value]);
  const selected = selection.value;
  useEffect(() => {
    const nodes = opened.value?.program?.nodes ?? [];
    const index = selected?.side === 'program' ? selected.node : opened.value?.model?.graph.nodes[selected?.node ?? -1]?.links[0];
    const { from, to } = nodes[index ?? -1] ?? {};
    if (selected && from !== undefined && to !== undefined) editor?.show(from, to, false);
  }, [selected]);
  return <div class="editor" ref={host} />;
}

/** For what no editor takes: binary programs, models, very long texts. */
function NoText() {
  const { file } = project.value as NonNullable<typeof project.value>;
  const kind = opened.value?.inputKind;
  const what =
    kind === 'tflite'
      ? 'A LiteRT model. It has no program text.'
      : kind === 'bytecode'
        ? 'MLIR bytecode: converted, but there is no text to edit.'
        : 'The text is too long to be edited here. It is converted as it is.';
  return (
    <div class="editor no-text">
      <p>
        <strong>{file.name}</strong>, {bytesText(file.blob.size)}
      </p>
      <p>{what}</p>
    </div>
  );
}
