import { setTimeout as sleep } from 'node:timers/promises';
import type { StreamEvent } from '@jinqiao/event-stream/stream-event';
import type { Publisher } from '../write-side.js';
import { workerLog } from '../worker-environment.js';

const everyMs = 10;

/** A publisher that takes its turn again and again, whatever happens in it. */
export function polling(turn: () => Promise<void>): Publisher {
  let stopping = false;
  let running = Promise.resolve();
  const run = async (): Promise<void> => {
    while (!stopping) {
      await turn().catch((error: unknown) => workerLog.warn({ err: error }, 'A turn failed'));
      await sleep(everyMs);
    }
  };
  return {
    start: () => void (running = run()),
    wake: () => undefined,
    stop: () => {
      stopping = true;
      return running;
    },
  };
}

type Row = Readonly<Record<string, unknown>>;

/** An event as it stands in the log. */
export function eventIn(row: Row): StreamEvent {
  const text = (name: string): string => String(row[name]);
  return {
    id: text('event_id'),
    type: text('event_type'),
    source: '//jinqiao/faults',
    topic: text('topic') as StreamEvent['topic'],
    subject: text('subject'),
    version: Number(row['version']),
    happenedAt: (row['happened_at'] as Date).toISOString(),
    recordedAt: (row['recorded_at'] as Date).toISOString(),
    correlationId: text('correlation_id'),
    data: row['content'],
  };
}
