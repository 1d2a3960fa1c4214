import { randomUUID } from 'node:crypto';
import { append, appendAll } from '@jinqiao/event-log/append';
import type { NewEvent } from '@jinqiao/event-log/append';
import type { Sql } from '@jinqiao/event-log/sql';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import { Pool } from 'pg';
import { figureChanged } from './figure-event.js';
import type { FigureState } from './figure-event.js';
import type { House } from './house.js';
import { figureId } from './random.js';
import { changeTo } from './writers.js';

/** The event of a state, with the suite's own contract unless another is given. */
export function eventOf(
  house: House,
  state: FigureState,
  contract: NewEvent<unknown>['contract'] = figureChanged(house.topic),
): NewEvent<unknown> {
  const { figureId: subject, version } = state;
  return { contract, id: randomUUID(), subject, version, happenedAt: new Date().toISOString(), correlationId: 'faults', data: state };
}

/** A state of a figure that no writer writes; `place` is counted from 0. */
export const ownFigure = (house: House, place: number, state: Partial<FigureState> = {}): FigureState => ({
  figureId: figureId(house.seed, 100_000 + place),
  version: 1,
  amount: place,
  note: 'own',
  ...state,
});

/** Lets the suite write as a write side does; the connection ends with the work. */
export async function asWriter<T>(
  house: House,
  work: (transaction: <R>(inside: (sql: Sql) => Promise<R>) => Promise<R>) => Promise<T>,
): Promise<T> {
  const pool = new Pool({ connectionString: house.database.urlFor('writing'), max: 2 });
  pool.on('error', () => undefined);
  try {
    return await work((inside) => inPoolTransaction(pool, { actor: 'operator' }, inside));
  } finally {
    await pool.end();
  }
}

/** Changes one figure as a command does. */
export async function write(sql: Sql, house: House, state: FigureState, contract?: NewEvent<unknown>['contract']): Promise<void> {
  await append(sql, changeTo(state), eventOf(house, state, contract));
}

const figuresAtOnce = 500;

/** Fills the log with so many events of 500 figures, version by version. */
export async function writeBacklog(house: House, events: number): Promise<void> {
  await asWriter(house, async (transaction) => {
    for (let version = 1; version * figuresAtOnce <= events; version += 1) {
      const states = Array.from({ length: figuresAtOnce }, (_none, place) =>
        ownFigure(house, place, { version, note: `version ${version}` }),
      );
      await transaction(async (sql) => {
        await sql(
          `INSERT INTO figure (id, version, amount, note) SELECT * FROM unnest($1::uuid[], $2::integer[], $3::integer[], $4::text[])
           ON CONFLICT (id) DO UPDATE SET version = excluded.version, amount = excluded.amount, note = excluded.note`,
          [
            states.map(({ figureId: id }) => id),
            states.map(() => version),
            states.map(({ amount }) => amount),
            states.map(({ note }) => note),
          ],
        );
        await appendAll(
          sql,
          states.map((state) => eventOf(house, state)),
        );
      });
    }
  });
}
