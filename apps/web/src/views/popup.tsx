// Something that opens over the page and closes again with Escape, or with a press elsewhere.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

export function Popup({ title, name, children }: { readonly title: string; readonly name: string; readonly children: ComponentChildren }) {
  const element = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = () => {
      if (element.current) element.current.open = false;
    };
    const pressed = (event: Event) => {
      if (element.current?.open && !event.composedPath().includes(element.current)) close();
    };
    const key = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !element.current?.open) return;
      close();
      element.current.querySelector('summary')?.focus();
    };
    document.addEventListener('pointerdown', pressed);
    document.addEventListener('keydown', key);
    return () => {
      document.removeEventListener('pointerdown', pressed);
      document.removeEventListener('keydown', key);
    };
  }, []);
  return (
    <details ref={element} class={`popup ${name}`}>
      <summary>{title}</summary>
      <div class="pop">{children}</div>
    </details>
  );
}
