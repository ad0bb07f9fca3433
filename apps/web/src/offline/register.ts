// Keeps the page for use without a network, once it has nothing better to do.

export function keepOffline(): void {
  if (!('serviceWorker' in navigator)) return;
  const register = () => navigator.serviceWorker.register(new URL('service-worker.js', document.baseURI)).catch(() => undefined);
  // Browsers without requestIdleCallback: a moment later.
  if ('requestIdleCallback' in globalThis) requestIdleCallback(() => void register(), { timeout: 10_000 });
  else setTimeout(() => void register(), 3000);
}
