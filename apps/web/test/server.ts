// The built page on a server of its own, under a sub-path and a strict Content-Security-Policy, as a static host would serve it.
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

export const SUB_PATH = '/tools/hlolite/';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Serves a folder; `requests` lists what was asked for. */
export async function serve(folder: string): Promise<{ readonly url: string; readonly requests: string[]; readonly server: Server }> {
  const requests: string[] = [];
  const server = createServer(async ({ url = '/' }, response) => {
    const path = new URL(url, 'http://host').pathname;
    requests.push(path);
    const file = path === SUB_PATH ? 'index.html' : decodeURIComponent(path.slice(SUB_PATH.length));
    try {
      if (!path.startsWith(SUB_PATH)) throw new Error('outside');
      const body = await readFile(join(folder, normalize(`/${file}`)));
      response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream', 'content-security-policy': POLICY });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${SUB_PATH}`, requests, server };
}
