// Preloaded into a process: tells the file named by HLOLITE_PEAK its peak memory in bytes when it ends.
import { writeFileSync } from 'node:fs';

process.on('exit', () => writeFileSync(process.env.HLOLITE_PEAK, String(process.resourceUsage().maxRSS * 1024)));
