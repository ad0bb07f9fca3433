// After the first visit the page works without a network: all files of the build are kept, the big ones of LiteRT in the background.
// A new build has another name, so that files of two builds are never mixed.
declare const __FILES__: readonly string[];
declare const __BUILD__: string;

const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const PREFIX = 'hlolite-';
const cacheName = `${PREFIX}${__BUILD__}`;
/** Of LiteRT there are two builds, of 9 MB each; the page asks for the one that this machine runs. */
const files = ['./', ...__FILES__.filter((file) => !file.startsWith('litert/') && !file.endsWith('.map'))];

worker.addEventListener('install', (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(files)));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(forgetOthers().then(() => worker.clients.claim()));
});

async function forgetOthers(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith(PREFIX) && name !== cacheName) await caches.delete(name);
}

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method === 'GET' && new URL(request.url).origin === location.origin) event.respondWith(answer(request));
});

/** The page itself comes from the network where there is one, so that a new build is seen at once; all else has its content in its name. */
async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  const known = await cache.match(request, { ignoreSearch: true });
  if (known && request.mode !== 'navigate') return known;
  try {
    const response = await fetch(request);
    if (response.ok && response.type === 'basic') await cache.put(request, response.clone());
    return response;
  } catch (error) {
    if (known) return known;
    throw error;
  }
}
