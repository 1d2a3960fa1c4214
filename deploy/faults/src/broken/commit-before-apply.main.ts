/** A read side that commits its offset, and then applies: what it has in hand when it dies is lost. */
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import { decodeRecord } from '@jinqiao/event-stream/cloud-events';
import { runReadSide } from '../read-side.js';

runReadSide({
  applierOf: (pool, projection) => async (batch) => {
    const nextOffset = (batch.records.at(-1)?.offset ?? batch.fetchedOffset - 1n) + 1n;
    const { rows } = await pool.query<{ next_offset: string }>(
      `INSERT INTO projection_checkpoint AS checkpoint (projection, topic, partition, next_offset) VALUES ($1, $2, $3, $4)
       ON CONFLICT (projection, topic, partition, generation) DO UPDATE SET next_offset = greatest(checkpoint.next_offset, excluded.next_offset) RETURNING next_offset`,
      [projection.name, batch.topic, batch.partition, nextOffset],
    );
    if (batch.records.length > 0)
      await inPoolTransaction(pool, { actor: 'projector' }, (sql) => projection.apply(sql, batch.records.map(decodeRecord)));
    return { nextOffset: BigInt(rows[0]?.next_offset ?? nextOffset) };
  },
});
