/** A write side as a process of its own: several writers and the relay of the house. It can be told to die at a moment of its relay. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStream } from '@jinqiao/event-stream/event-stream';
import { connectKafka } from '@jinqiao/event-stream/kafka-event-stream';
import { openPool } from '@jinqiao/service-runtime/database';
import { Relay } from '@jinqiao/event-log/relay';
import { randomOf } from './random.js';
import type { Random } from './random.js';
import { die, obey, tell, workerEnvironment, workerLog } from './worker-environment.js';
import type { Moment } from './worker-messages.js';
import { Writers } from './writers.js';

const { databaseUrl, brokers, topic, name, seed } = workerEnvironment();
const pool = openPool(databaseUrl, name, workerLog as never);
const stream = connectKafka({ brokers, clientId: name, log: workerLog });
const random = randomOf(seed);

let death: { readonly at: Moment; nth: number } | undefined;
let repeating: Random | undefined;
let shuffling: { readonly random: Random; readonly window: number } | undefined;

async function come(moment: Moment): Promise<void> {
  if (death?.at !== moment || (death.nth -= 1) > 0) return;
  if (moment === 'during-send') void sleep(random.next() * 8).then(die);
  else await die();
}

const publish: EventStream['publish'] = async (events) => {
  await come('before-send');
  await come('during-send');
  const sent =
    shuffling === undefined ? events : windows(events, shuffling.window).flatMap((window) => shuffling?.random.shuffled(window) ?? window);
  const published = await stream.publish(sent);
  for (let again = repeating?.below(3) ?? 0; again > 0; again -= 1) await stream.publish(sent);
  await come('after-acknowledgement');
  return published;
};

const windows = <T>(elements: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(elements.length / size) }, (_none, index) => elements.slice(index * size, (index + 1) * size));

const relay = new Relay({ pool, stream: { ...stream, publish }, source: '//jinqiao/faults', log: workerLog });
const writers = new Writers({ pool, topic, seed, afterCommit: () => relay.wake() });

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
    await relay.stop();
    await stream.close();
    await pool.end();
  },
);
relay.start();
tell({ report: 'ready' });
