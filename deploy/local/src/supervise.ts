/** A process that runs: `exited` resolves with what is known of its end, `stop` ends it orderly, `kill` at once. */
export type Running = {
  readonly pid: number;
  readonly exited: Promise<string>;
  readonly stop: () => Promise<void>;
  readonly kill: () => void;
};

/** A process kept running: when it ends unasked it is started again, sooner the longer it had run. */
export type Supervised = {
  readonly name: string;
  pid(): number | undefined;
  stop(): Promise<void>;
  kill(): void;
};

/** What to keep running, and whom to tell. */
export type Supervision = {
  readonly name: string;
  readonly start: () => Promise<Running>;
  readonly report: (text: string, severity: 'info' | 'warn') => void;
  readonly onPid: () => void;
};

const shortestBackOffMs = 250;
const longestBackOffMs = 10_000;
/** A process that ran this long is taken for healthy: its next end waits the shortest time again. */
const healthyMs = 30_000;

/** How long to wait before the next start, in ms: doubled after each short life, back to the shortest after a long one. */
export function nextBackOffMs(lastMs: number, ranMs: number): number {
  return ranMs >= healthyMs ? shortestBackOffMs : Math.min(longestBackOffMs, Math.max(shortestBackOffMs, lastMs * 2));
}

/** Starts it and keeps it running until `stop` or `kill`; rejects only when the first start does. */
export async function supervise({ name, start, report, onPid }: Supervision): Promise<Supervised> {
  const ended = new AbortController();
  let current: Running | undefined = await start();
  onPid();

  const again = async (backOffMs: number): Promise<Running | undefined> => {
    await sleep(backOffMs, ended.signal);
    if (ended.signal.aborted) return undefined;
    return start().catch((error: unknown) => {
      report(`did not start: ${error instanceof Error ? error.message : String(error)}`, 'warn');
      return undefined;
    });
  };
  const watch = async (): Promise<void> => {
    for (let backOffMs = 0, startedAt = Date.now(); !ended.signal.aborted; startedAt = Date.now()) {
      const end = current ? await current.exited : 'has not started';
      current = undefined;
      if (ended.signal.aborted) return;
      backOffMs = nextBackOffMs(backOffMs, Date.now() - startedAt);
      report(`${end}; starting it again in ${backOffMs} ms`, 'warn');
      current = await again(backOffMs);
      if (ended.signal.aborted) return current?.stop();
      if (current) report(`is back (pid ${current.pid})`, 'info');
      onPid();
    }
  };
  const watched = watch();
  return {
    name,
    pid: () => current?.pid,
    async stop() {
      ended.abort();
      await current?.stop();
      await watched;
    },
    kill() {
      ended.abort();
      current?.kill();
    },
  };
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
