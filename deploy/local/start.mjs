/** One process from `npm start` to the end, so that a signal to npm reaches the supervisor. The build runs in a child: its compiler need not stay in memory. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const built = spawnSync(process.execPath, [fileURLToPath(new URL('../build.mjs', import.meta.url))], { stdio: 'inherit' });
if (built.status !== 0) process.exit(built.status ?? 1);
await import('./dist/start.js');
