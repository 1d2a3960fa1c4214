import { setTimeout as sleep } from 'node:timers/promises';
import type { BatchOutcome, RecordBatch } from '@jinqiao/event-stream/event-stream';
import { KafkaBatchTransport } from '@jinqiao/event-stream/kafka-batch-transport';
import { connectKafka } from '@jinqiao/event-stream/kafka-event-stream';
import { Projector } from '@jinqiao/projection/projector';
import type { Projection } from '@jinqiao/projection/projection';
import { openPool } from '@jinqiao/service-runtime/database';
import type { Pool } from 'pg';
import { knownFigures } from './figure.projection.js';
import { operatorWork } from './operator-work.js';
import { randomOf } from './random.js';
import type { Random } from './random.js';
import { die, obey, tell, workerEnvironment, workerLog } from './worker-environment.js';
import type { Moment } from './worker-messages.js';

/** The parts of a read side that a broken build replaces; the product's own where they are not named. */
export type ReadSideParts = {
  readonly projectionOf?: (projection: Projection) => Projection;
  readonly applierOf?: (pool: Pool, projection: Projection) => (batch: RecordBatch) => Promise<BatchOutcome>;
};

/** Runs a read side until the suite ends it: the transport, the projector and a projection as a service of the house has them. It can be told to die around a commit. */
export function runReadSide({ projectionOf = (projection) => projection, applierOf = projectorOf }: ReadSideParts = {}): void {
  const { databaseUrl, brokers, topic, group, name } = workerEnvironment();
  const pool = openPool(databaseUrl, name, workerLog as never);
  const stream = connectKafka({ brokers, clientId: name, log: workerLog });
  let death: { readonly at: Moment; nth: number } | undefined;
  let repeating: Random | undefined;
  let failing: string | null = null;
  let lingerMs = 0;

  const come = async (moment: Moment): Promise<void> => {
    if (death?.at === moment && (death.nth -= 1) <= 0) await die();
  };
  const projection = projectionOf(
    knownFigures(topic, async (apply) => {
      if (failing !== null) throw Object.assign(new Error('What the projection needs is away.'), { code: failing });
      await apply();
      await sleep(lingerMs);
      await come('before-commit');
    }),
  );
  const run = applierOf(pool, projection);
  const operator = operatorWork({ pool, stream, group }, projection);
  const onBatch = async (batch: RecordBatch): Promise<BatchOutcome> => {
    let outcome = await run(batch);
    for (let again = repeating?.below(3) ?? 0; again > 0; again -= 1) outcome = await run(batch);
    if (batch.records.length > 0) await come('after-commit');
    return outcome;
  };
  const transport = new KafkaBatchTransport(stream, group);
  transport.addHandler(topic, onBatch, true);

  obey(
    (order) => {
      if (order.order === 'die') death = order;
      else if (order.order === 'repeat') repeating = randomOf(order.seed);
      else if (order.order === 'fail') failing = order.code;
      else if (order.order === 'linger') lingerMs = order.ms;
      else operator.heed(order);
    },
    async () => {
      await operator.stop();
      await transport.close();
      await stream.close();
      await pool.end();
    },
  );
  transport.listen((error) => (error === undefined ? tell({ report: 'ready' }) : process.exit(1)));
}

function projectorOf(pool: Pool, projection: Projection): (batch: RecordBatch) => Promise<BatchOutcome> {
  const projector = new Projector({ pool, log: workerLog });
  projector.register(projection);
  return (batch) => projector.run(projection, batch);
}
