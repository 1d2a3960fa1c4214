import type { Order, Report } from './worker-messages.js';

/** What a worker process is told when it starts. */
export type WorkerEnvironment = {
  readonly databaseUrl: string;
  readonly brokers: readonly string[];
  readonly topic: string;
  readonly group: string;
  readonly name: string;
  readonly seed: number;
};

/** Reads what `spawnWorker` has put into the environment. */
export function workerEnvironment(): WorkerEnvironment {
  return JSON.parse(process.env['FAULTS_WORKER'] ?? '{}') as WorkerEnvironment;
}

type Line = (fields: object, message: string) => void;

const line =
  (level: string): Line =>
  (fields, message) => {
    const told = Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [name, value instanceof Error ? value.stack : (value as unknown)]),
    );
    process.stderr.write(
      `${JSON.stringify({ at: new Date().toISOString(), level, message, ...told }, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value))}\n`,
    );
  };

/** One line of JSON each on standard error, which the suite keeps in a file. */
export const workerLog = {
  debug: process.env['FAULTS_DEBUG'] === undefined ? (): void => undefined : line('debug'),
  info: line('info'),
  warn: line('warn'),
  error: line('error'),
};

/** Tells the suite something; a suite that is gone ends the worker. */
export function tell(report: Report): void {
  if (process.connected) process.send?.(report);
}

/** Obeys the suite, and ends in order on SIGTERM, or at once when the suite is gone. */
export function obey(onOrder: (order: Order) => void, end: () => Promise<void>): void {
  process.on('message', (order) => onOrder(order as Order));
  process.once('disconnect', () => process.exit(0));
  process.once('SIGTERM', () => {
    end().then(
      () => process.exit(0),
      (error: unknown) => {
        workerLog.error({ err: error }, 'The worker did not end in order');
        process.exit(1);
      },
    );
  });
}

/** Ends this process at once, as `kill -9` does: nothing is flushed, nobody is told. */
export function die(): Promise<never> {
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => undefined);
}
