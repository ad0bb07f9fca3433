// What comes before every script that runs built code: installs, and builds what has changed. Says nothing more unless something fails.
// Arguments are turbo's tasks and flags, `build` when there are none: `node tooling/build.mjs build --filter=@hlolite/web`.
import { runTool } from './run.mjs';
import './setup.mjs';

const tasks = process.argv.slice(2);
console.error('building …');
process.exitCode = runTool('turbo', ['run', ...(tasks.length > 0 ? tasks : ['build']), '--output-logs=errors-only'], { quiet: true });
