// `npm run web`: serves the built page on this machine.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../apps/web', import.meta.url));
const { preview } = await import(createRequire(`${root}/package.json`).resolve('vite'));
const server = await preview({ root, logLevel: 'warn', preview: { port: Number(process.env.PORT ?? 4173) } });
console.log(`hlolite is at ${server.resolvedUrls.local[0]} (Ctrl-C ends it)`);
