import type { RecordedProcess } from './run-record.js';
import { writeRunRecord } from './run-record.js';
import { supervise } from './supervise.js';
import type { Running, Supervised } from './supervise.js';
import type { Terminal } from './terminal.js';

/** The processes of one run, with its pid file kept up to date and one order of stopping. */
export type LocalRun = {
  /** Starts something and keeps it running; rejects when the first start does. What is in the later rank is stopped later. */
  keep<R extends Running>(program: Kept<R>): Promise<R>;
  processes(): readonly RecordedProcess[];
  stop(): Promise<void>;
  kill(): void;
};

/** What to keep running; `marker` is a part of its command line, `stopping` tells a start that is under way to give up. */
export type Kept<R extends Running> = {
  readonly name: string;
  readonly marker: string;
  readonly rank: Rank;
  readonly start: (stopping: AbortSignal) => Promise<R>;
};

/** Services stop before the servers that they write to. */
export type Rank = 'service' | 'kafka' | 'postgres';
const ranks: readonly Rank[] = ['service', 'kafka', 'postgres'];

/** An empty run of this process in a state folder. */
export function localRun(stateFolder: string, supervisorMarker: string, terminal: Terminal): LocalRun {
  const kept: { rank: Rank; marker: string; supervised: Supervised }[] = [];
  const starting = new Set<Promise<unknown>>();
  const stopping = new AbortController();
  let written = Promise.resolve();

  const inOrder = () => ranks.flatMap((rank) => kept.filter((entry) => entry.rank === rank));
  const processes = (): readonly RecordedProcess[] =>
    inOrder().flatMap(({ marker, supervised }) => {
      const pid = supervised.pid();
      return pid === undefined ? [] : [{ name: supervised.name, pid, marker }];
    });
  const record = (): void => {
    const supervisor = { name: 'supervisor', pid: process.pid, marker: supervisorMarker };
    written = written
      .then(() => writeRunRecord(stateFolder, { supervisor, processes: processes() }))
      .catch((error: unknown) => terminal.line('start', `cannot write the pid file: ${String(error)}`, 'warn'));
  };
  record();

  return {
    processes,
    async keep<R extends Running>({ name, marker, rank, start }: Kept<R>): Promise<R> {
      stopping.signal.throwIfAborted();
      const lives: R[] = [];
      const begun = supervise({
        name,
        start: () => start(stopping.signal).then((running) => (lives.push(running), running)),
        report: (text, severity) => terminal.line(name, text, severity),
        onPid: record,
      }).then((supervised) => void kept.push({ rank, marker, supervised }));
      starting.add(begun);
      await begun.finally(() => starting.delete(begun));
      record();
      const [first] = lives.splice(0);
      if (!first) throw new Error(`${name} has not started`);
      return first;
    },
    async stop() {
      stopping.abort();
      await Promise.allSettled(starting);
      for (const rank of ranks) await Promise.all(kept.filter((entry) => entry.rank === rank).map(({ supervised }) => supervised.stop()));
      await written;
    },
    kill: () => inOrder().forEach(({ supervised }) => supervised.kill()),
  };
}
