import { productListed } from '@jinqiao/contracts/product-events';
import fc from 'fast-check';
import { append, appendAll } from './append.js';
import type { NewEvent } from './append.js';
import type { Sql } from './sql.js';

const event: NewEvent<typeof productListed.example> = {
  contract: productListed,
  id: '019aa000-0000-7000-8000-00000000e001',
  subject: productListed.example.productId,
  version: 1,
  happenedAt: '2026-11-24T08:00:00.000Z',
  correlationId: 'test',
  data: productListed.example,
};

type Said = { statement: string; parameters: readonly unknown[] };

function recording(rows: readonly Record<string, unknown>[]): { sql: Sql; said: Said[] } {
  const said: Said[] = [];
  return {
    said,
    sql: (statement, parameters = []) => {
      said.push({ statement, parameters });
      return Promise.resolve(rows);
    },
  };
}

describe('append', () => {
  test('puts the event behind the parameters of any change, and leaves those as they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(fc.string(), fc.integer(), fc.constant(null)), { maxLength: 40 }), async (parameters) => {
        const { sql, said } = recording([{ changed: true }]);
        const own = parameters.map((_, index) => `$${index + 1}`).join(', ');
        await append(sql, { statement: `INSERT INTO thing VALUES (${own}) RETURNING 1`, parameters }, event);
        const [only] = said;
        expect(said).toHaveLength(1);
        expect(only?.parameters.slice(0, -1)).toEqual(parameters);
        const placeholders = [...(only?.statement.matchAll(/\$(\d+)/g) ?? [])].map(([, number]) => Number(number));
        expect(placeholders).toEqual([...parameters.keys(), parameters.length].map((index) => index + 1));
      }),
    );
  });

  test('answers false when the change touched no row', async () => {
    expect(await append(recording([{ changed: false }]).sql, { statement: 'UPDATE', parameters: [] }, event)).toBe(false);
  });

  test('sends nothing when there is nothing to append', async () => {
    const { sql, said } = recording([]);
    await appendAll(sql, []);
    expect(said).toEqual([]);
  });

  test('refuses an event larger than the broker takes before it sends anything', async () => {
    const { sql, said } = recording([]);
    const large = { ...event, data: { ...event.data, terms: { text: 'x'.repeat(900_000) } } };
    await expect(appendAll(sql, [event, large])).rejects.toMatchObject({ type: 'event-too-large' });
    expect(said).toEqual([]);
  });
});
