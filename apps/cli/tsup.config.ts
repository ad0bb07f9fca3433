import { readFileSync } from 'node:fs';
import { preset } from '../../tooling/tsup.preset.js';

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8')) as { version: string };

export default preset(['src/index.ts', 'src/main.ts'], { define: { __HLOLITE_VERSION__: JSON.stringify(version) } });
