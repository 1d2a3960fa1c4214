import { createServer } from 'node:net';
import { portVariable } from './configuration.js';
import type { Listener } from './configuration.js';
import { StartError } from './start-error.js';

/** Refuses the start when something else listens where we would; names the port and the variable that moves it. */
export async function requireFreePorts(wanted: readonly (readonly [Listener, number])[]): Promise<void> {
  const taken = (await Promise.all(wanted.map(async ([listener, port]) => ((await isFree(port)) ? [] : [{ listener, port }])))).flat();
  if (taken.length === 0) return;
  const lines = taken.map(
    ({ listener, port }) =>
      `Port ${port} (${listener}) is in use by another program. Stop that program, or move ours: ${portVariable(listener)}=${port + 1000} npm start`,
  );
  throw new StartError(lines.join('\n'));
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
      .once('error', () => resolve(false))
      .listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
