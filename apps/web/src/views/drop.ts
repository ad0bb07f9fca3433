// Files dropped anywhere on the page, and programs pasted outside of fields.
import { openFiles, openText } from '../state/files.js';

/** Begins to listen; gives what ends it. */
export function dropFiles(): () => void {
  const over = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    document.documentElement.dataset.dropping = '';
  };
  const leave = (event: DragEvent) => {
    if (event.relatedTarget === null) delete document.documentElement.dataset.dropping;
  };
  const drop = (event: DragEvent) => {
    delete document.documentElement.dataset.dropping;
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    void openFiles([...event.dataTransfer.files]);
  };
  const paste = (event: ClipboardEvent) => {
    const target = event.composedPath()[0];
    if (target instanceof HTMLElement && (target.isContentEditable || target.closest('input, textarea, select'))) return;
    const files = [...(event.clipboardData?.files ?? [])];
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (files.length > 0) void openFiles(files);
    else if (text.trim() !== '') openText(text, 'pasted.mlir');
  };
  document.addEventListener('dragover', over);
  document.addEventListener('dragleave', leave);
  document.addEventListener('drop', drop);
  document.addEventListener('paste', paste);
  return () => {
    document.removeEventListener('dragover', over);
    document.removeEventListener('dragleave', leave);
    document.removeEventListener('drop', drop);
    document.removeEventListener('paste', paste);
  };
}
