// `npm run docs:errors`: writes docs/errors.md.
import { writeFileSync } from 'node:fs';
import { page } from './page.mjs';

writeFileSync(new URL('../../docs/errors.md', import.meta.url), page());
