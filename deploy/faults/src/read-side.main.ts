/** A read side as a process of its own: the transport, the projector and a projection as a service of the house has them. It can be told to die around a commit. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { BatchOutcome, RecordBatch } from '@jinqiao/event-stream/event-stream';
import { KafkaBatchTransport } from '@jinqiao/event-stream/kafka-batch-transport';
import { connectKafka } from '@jinqiao/event-stream/kafka-event-stream';
import { Projector } from '@jinqiao/projection/projector';
import { openPool } from '@jinqiao/service-runtime/database';
import { knownFigures } from './figure.projection.js';
import { randomOf } from './random.js';
import type { Random } from './random.js';
import { die, obey, tell, workerEnvironment, workerLog } from './worker-environment.js';
import type { Moment } from './worker-messages.js';

const { databaseUrl, brokers, topic, group, name } = workerEnvironment();
const pool = openPool(databaseUrl, name, workerLog as never);
const stream = connectKafka({ brokers, clientId: name, log: workerLog });

let death: { readonly at: Moment; nth: number } | undefined;
let repeating: Random | undefined;
let failing: string | null = null;
let lingerMs = 0;

async function come(moment: Moment): Promise<void> {
  if (death?.at === moment && (death.nth -= 1) <= 0) await die();
}

const projection = knownFigures(topic, async (apply) => {
  if (failing !== null) throw Object.assign(new Error('What the projection needs is away.'), { code: failing });
  await apply();
  await sleep(lingerMs);
  await come('before-commit');
});
const projector = new Projector({ pool, log: workerLog });
projector.register(projection);

async function onBatch(batch: RecordBatch): Promise<BatchOutcome> {
  let outcome = await projector.run(projection, batch);
  for (let again = repeating?.below(3) ?? 0; again > 0; again -= 1) outcome = await projector.run(projection, batch);
  if (batch.records.length > 0) await come('after-commit');
  return outcome;
}

const transport = new KafkaBatchTransport(stream, group);
transport.addHandler(topic, onBatch, true);

obey(
  (order) => {
    if (order.order === 'die') death = order;
    else if (order.order === 'repeat') repeating = randomOf(order.seed);
    else if (order.order === 'fail') failing = order.code;
    else if (order.order === 'linger') lingerMs = order.ms;
  },
  async () => {
    await transport.close();
    await stream.close();
    await pool.end();
  },
);
transport.listen((error) => (error === undefined ? tell({ report: 'ready' }) : process.exit(1)));
