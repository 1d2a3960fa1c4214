/** A write side whose relay takes what no other relay has locked, without regard to keys: a later version overtakes an earlier one that another relay holds. */
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import { runWriteSide } from '../write-side.js';
import { eventIn, polling } from './polling.js';

runWriteSide(({ pool, stream }) =>
  polling(() =>
    inPoolTransaction(pool, { actor: 'relay' }, async (sql) => {
      const rows = await sql(
        `DELETE FROM outbox USING event_log WHERE event_log.position = outbox.position
           AND outbox.position IN (SELECT position FROM outbox ORDER BY position LIMIT 20 FOR UPDATE SKIP LOCKED) RETURNING event_log.*`,
      );
      const inOrder = rows.toSorted((a, b) => Number(a['position']) - Number(b['position']));
      await stream.publish(inOrder.map(eventIn));
    }),
  ),
);
