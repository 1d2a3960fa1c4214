/** A process that rebuilds, so that a test can kill it in the middle: slowly, or with a swap that does not come to its commit. Ends when its standard input does. */
import { createInterface } from 'node:readline';
import { surviveLostConnections } from '@jinqiao/event-log/pool-errors';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import { connectKafka } from '@jinqiao/event-stream/kafka-event-stream';
import { Pool } from 'pg';
import { swap } from '../src/generation-swap.js';
import { Jobs } from '../src/jobs.js';
import type { Projection } from '../src/projection.js';
import { rebuild } from '../src/rebuild.js';
import { everyVersion, latestVersion } from './both-sides.js';
import { silent } from './read-side.js';

const { SERVICE_URL: connectionString, PROJECTION, SLOWLY, SWAP, KAFKA_BROKERS = '' } = process.env;
const pool = surviveLostConnections(new Pool({ ...(connectionString === undefined ? {} : { connectionString }) }), silent);
const stream = connectKafka({ brokers: KAFKA_BROKERS.split(','), clientId: 'rebuild-process', log: { ...silent, debug: () => undefined } });
const known = [everyVersion, latestVersion].find(({ name }) => name === PROJECTION) ?? everyVersion;
const projection: Projection = {
  ...known,
  async apply(sql, events) {
    await known.apply(sql, events);
    if (SLOWLY !== undefined) await sql('SELECT pg_sleep(0.5)');
  },
};
const jobs = new Jobs(pool, silent, { heldMs: 500, lookMs: 20 });
const parts = { pool, stream, group: 'rebuild-test', log: silent };

createInterface({ input: process.stdin }).once('close', () => process.exit(0));
if (SWAP === undefined) jobs.resumable('rebuild', (job) => rebuild(parts, projection, job));
else {
  await swap({ ...parts, jobs }, projection, { requestedBy: 'an operator', reason: 'To be killed.' }, (work) =>
    inPoolTransaction(pool, { actor: 'operator' }, async (sql) => {
      const swapped = await work(sql);
      await sql('SELECT pg_sleep(600)');
      return swapped;
    }),
  );
}
