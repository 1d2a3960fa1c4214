/** The projector of the house: checkpoint, version guard, digest and dead letters, two connections. */
import { surviveLostConnections } from '@jinqiao/event-log/pool-errors';
import { connectKafka } from '@jinqiao/event-stream/kafka-event-stream';
import type { StreamEvent } from '@jinqiao/event-stream/stream-event';
import type { Projection } from '@jinqiao/projection/projection';
import { Projector } from '@jinqiao/projection/projector';
import { Pool } from 'pg';
import { answerRounds } from './contestant.js';
import { flatProductAmended } from './flat-product.js';
import type { FlatProduct } from './flat-product.js';
import { guardedUpsert } from './product-upsert.js';
import { quietLog } from './quiet-log.js';

const pool = surviveLostConnections(new Pool({ connectionString: process.env['DATABASE_URL'], max: 4 }), quietLog);
const projector = new Projector({ pool, log: quietLog });

answerRounds(async ({ group, table }) => {
  const upsert = guardedUpsert(table);
  const projection: Projection = {
    name: table,
    topic: flatProductAmended.topic,
    contracts: [flatProductAmended],
    apply: async (sql, events: readonly StreamEvent<FlatProduct>[]) => {
      const latest = new Map(events.map(({ data }) => [data.id, data]));
      await sql(upsert.statement, upsert.parameters([...latest.values()]));
    },
  };
  const stream = connectKafka({ brokers: (process.env['KAFKA_BROKERS'] ?? '').split(','), clientId: 'bench-ours', log: quietLog });
  await stream.consumeBatches({ group, topics: [projection.topic], onBatch: (batch) => projector.run(projection, batch) });
  return () => stream.close();
});
