/** A write side whose relay remembers the last position that it has published: what is committed later under an earlier position is lost. */
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import { runWriteSide } from '../write-side.js';
import { eventIn, polling } from './polling.js';

runWriteSide(({ pool, stream }) => {
  let last: unknown = '0';
  return polling(async () => {
    const rows = await inPoolTransaction(pool, { actor: 'relay' }, (sql) =>
      sql('SELECT * FROM event_log WHERE position > $1 ORDER BY position LIMIT 500', [last]),
    );
    await stream.publish(rows.map(eventIn));
    last = rows.at(-1)?.['position'] ?? last;
    await inPoolTransaction(pool, { actor: 'relay' }, (sql) => sql('DELETE FROM outbox WHERE position <= $1', [last]));
  });
});
