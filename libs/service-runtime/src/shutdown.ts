import type { Logger } from 'pino';

const boundMs = 15_000;

/** Closes the service on SIGTERM or SIGINT and ends the process; after 15 s it ends in any case. A defect that nobody caught is logged and ends it too. */
export function stopOnSignals(service: { close(): Promise<void> }, log: Logger): void {
  let stopping = false;
  const stop = (signal: string, exitCode: number) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => {
      log.error({ boundMs }, 'The service did not stop in time and is ended.');
      process.exit(1);
    }, boundMs).unref();
    service.close().then(
      () => {
        log.info({}, 'stopped');
        process.exit(exitCode);
      },
      (error: unknown) => {
        log.error({ err: error }, 'The service did not stop orderly.');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop(signal, 0));
  for (const defect of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(defect, (error: unknown) => {
      log.fatal({ err: error instanceof Error ? error : new Error(String(error)) }, 'A defect that nobody caught ends the service.');
      stop(defect, 1);
    });
  }
}
