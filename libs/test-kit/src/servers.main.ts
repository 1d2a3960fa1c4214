/**
 * The process that holds the servers of one test run. It says where they are in one line of JSON, and stops them when its standard input ends:
 * the operating system sees to that however the test runner goes, also by Ctrl+C or `kill -9`.
 */
import { startServers } from './servers.js';

const released = new Promise<void>((resolve) => {
  process.stdin.once('end', resolve).once('close', resolve).resume();
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => resolve());
});
// Nobody may be left to read what is written.
process.stdout.on('error', () => undefined);

try {
  const { databaseUrl, brokers, stop } = await startServers();
  process.stdout.write(`${JSON.stringify({ databaseUrl, brokers })}\n`);
  await released;
  await stop();
  process.exit(0);
} catch (error) {
  const causes = error instanceof AggregateError ? (error.errors as Error[]) : [];
  process.stderr.write(`${[error as Error, ...causes].map(({ message }) => message).join('\n')}\n`);
  process.exit(1);
}
