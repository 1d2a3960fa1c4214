import type { LocalRun } from './local-run.js';
import { removeRunRecord } from './run-record.js';
import type { Terminal } from './terminal.js';

/** One Ctrl-C may arrive twice, from the terminal and from npm: only a later one forces. */
const sameSignalMs = 500;

/** The first Ctrl-C (or SIGTERM, or the terminal's end) stops in order, the next forces; `signal` is aborted at the first. */
export function stopOnSignal(run: LocalRun, stateFolder: string, terminal: Terminal): { signal: AbortSignal; stop: () => Promise<void> } {
  const stopping = new AbortController();
  let askedAt: number | undefined;
  const stop = async (): Promise<void> => {
    stopping.abort();
    await run.stop();
    await removeRunRecord(stateFolder);
  };
  const stopAndLeave = async (): Promise<never> => {
    terminal.line('start', 'stopping: services first, then Kafka and PostgreSQL (Ctrl-C again forces)');
    await stop().catch((error: unknown) => {
      process.exitCode = 1;
      terminal.line('start', `not everything stopped: ${error instanceof Error ? error.message : String(error)}`, 'error');
    });
    terminal.line('start', 'stopped');
    process.exit();
  };
  const onSignal = (): void => {
    if (askedAt === undefined) {
      askedAt = Date.now();
      void stopAndLeave();
    } else if (Date.now() - askedAt > sameSignalMs) {
      run.kill();
      terminal.line('start', 'killed');
      process.exit(130);
    }
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal).on('SIGHUP', onSignal);
  return { signal: stopping.signal, stop };
}
