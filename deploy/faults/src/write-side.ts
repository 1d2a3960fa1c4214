import { setTimeout as sleep } from 'node:timers/promises';
import { Relay } from '@jinqiao/event-log/relay';
import type { RelayOptions } from '@jinqiao/event-log/relay';
import type { EventStream } from '@jinqiao/event-stream/event-stream';
import { connectKafka } from '@jinqiao/event-stream/kafka-event-stream';
import { openPool } from '@jinqiao/service-runtime/database';
import { randomOf } from './random.js';
import type { Random } from './random.js';
import { die, obey, tell, workerEnvironment, workerLog } from './worker-environment.js';
import type { Moment } from './worker-messages.js';
import { Writers } from './writers.js';

/** What publishes the outbox: the product's relay, or a broken one. */
export type Publisher = { start(): void; wake(): void; stop(): Promise<void> };

/** Runs a write side until the suite ends it: several writers, and what publishes. It can be told to die at a moment of its publishing. */
export function runWriteSide(publisherOf: (options: RelayOptions) => Publisher = (options) => new Relay(options)): void {
  const { databaseUrl, brokers, topic, name, seed } = workerEnvironment();
  const pool = openPool(databaseUrl, name, workerLog as never);
  const stream = connectKafka({ brokers, clientId: name, log: workerLog });
  const random = randomOf(seed);
  let death: { readonly at: Moment; nth: number } | undefined;
  let repeating: Random | undefined;
  let shuffling: { readonly random: Random; readonly window: number } | undefined;

  const come = async (moment: Moment): Promise<void> => {
    if (death?.at !== moment || (death.nth -= 1) > 0) return;
    if (moment === 'during-send') void sleep(random.next() * 8).then(die);
    else await die();
  };
  const publish: EventStream['publish'] = async (events) => {
    tell({ report: 'publishing' });
    await come('before-send');
    await come('during-send');
    const { random: shuffle, window = 1 } = shuffling ?? {};
    const sent = shuffle === undefined ? events : windows(events, window).flatMap((part) => shuffle.shuffled(part));
    const published = await stream.publish(sent);
    for (let again = repeating?.below(3) ?? 0; again > 0; again -= 1) await stream.publish(sent);
    await come('after-acknowledgement');
    return published;
  };
  const publisher = publisherOf({ pool, stream: { ...stream, publish }, source: '//jinqiao/faults', log: workerLog });
  const writers = new Writers({ pool, topic, seed, afterCommit: () => publisher.wake() });

  obey(
    (order) => {
      if (order.order === 'write') writers.start(order.writing);
      else if (order.order === 'stop-writing') void writers.stop().then(() => tell({ report: 'idle' }));
      else if (order.order === 'die') death = order;
      else if (order.order === 'repeat') repeating = randomOf(order.seed);
      else if (order.order === 'shuffle') shuffling = { random: randomOf(order.seed), window: order.window };
    },
    async () => {
      await writers.stop();
      writers.end();
      await publisher.stop();
      await stream.close();
      await pool.end();
    },
  );
  publisher.start();
  tell({ report: 'ready' });
}

const windows = <T>(elements: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(elements.length / size) }, (_none, index) => elements.slice(index * size, (index + 1) * size));
