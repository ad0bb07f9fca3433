// A place to paste a program into.
import { useRef } from 'preact/hooks';
import { openText } from '../state/files.js';

const ID = 'paste-dialog';

export const showPaste = (): void => (document.getElementById(ID) as HTMLDialogElement | null)?.showModal();

export function PasteDialog() {
  const field = useRef<HTMLTextAreaElement>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  const open = () => {
    const text = field.current?.value ?? '';
    if (text.trim() !== '') openText(text, 'pasted.mlir');
    dialog.current?.close();
  };
  return (
    <dialog id={ID} ref={dialog} aria-labelledby="paste-title">
      <h2 id="paste-title">Paste a program</h2>
      <label>
        <span>StableHLO as MLIR text</span>
        <textarea ref={field} rows={14} spellcheck={false} placeholder="func.func @main(%x: tensor<4xf32>) -> tensor<4xf32> { … }" />
      </label>
      <div class="buttons">
        <button type="button" onClick={() => dialog.current?.close()}>
          Cancel
        </button>
        <button type="button" class="primary" onClick={open}>
          Convert
        </button>
      </div>
    </dialog>
  );
}
