// Keeps the page for use without a network, once it has nothing better to do: first all of its files, then LiteRT's build for this machine.
import { scriptName } from '@hlolite/runtime';

export function keepOffline(): void {
  if (!('serviceWorker' in navigator)) return;
  // Browsers without requestIdleCallback: a moment later.
  if ('requestIdleCallback' in globalThis) requestIdleCallback(() => void keep(), { timeout: 10_000 });
  else setTimeout(() => void keep(), 3000);
}

async function keep(): Promise<void> {
  const here = (path: string) => new URL(path, document.baseURI);
  try {
    await navigator.serviceWorker.register(here('service-worker.js'));
    await navigator.serviceWorker.ready;
    await controlled();
    const script = `litert/${scriptName()}`;
    // The service worker keeps what passes through it.
    for (const path of [script, script.replace(/\.js$/, '.wasm')]) await (await fetch(here(path))).arrayBuffer();
    document.documentElement.dataset.offline = 'ready';
  } catch {
    // Without room or permission the page works as long as there is a network.
  }
}

/** The first time, the worker takes the page over a moment after it is ready. */
function controlled(): Promise<void> {
  if (navigator.serviceWorker.controller) return Promise.resolve();
  return new Promise((resolve) => {
    navigator.serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true });
  });
}
