import { eventually } from '@jinqiao/test-kit/eventually';
import type { RunningEligibility } from './running-eligibility.js';
import { runWithSampleProducts } from './running-with-products.js';

let running: RunningEligibility;
beforeAll(async () => {
  running = await runWithSampleProducts();
  // The list lets products be determined again, beside the test.
  await eventually(async () => {
    const { rows } = await running.database.administrator.query('SELECT 1 FROM determination_due');
    expect(rows).toEqual([]);
  });
});
afterAll(() => running.close());

type Figures = {
  readonly total: number;
  readonly alarmAt: number;
  readonly level: string;
  readonly schemes: readonly { readonly scheme: string; readonly classes: number }[];
};
const figures = async () => {
  const { status, body } = await running.ask('GET', '/internal/access-classes', { as: 'olga' });
  expect(status).toBe(200);
  return body as unknown as Figures;
};

describe('the class figures for operations', () => {
  test('count the classes of each scheme, the largest number first', async () => {
    const { total, alarmAt, level, schemes } = await figures();
    const { rows } = await running.database.administrator.query<{ scheme: string; classes: number }>(
      'SELECT scheme, count(*)::integer AS classes FROM access_class GROUP BY scheme',
    );
    expect({ alarmAt, level }).toEqual({ alarmAt: 100_000, level: 'normal' });
    expect(total).toBeGreaterThan(0);
    expect(total).toBe(rows.reduce((sum, { classes }) => sum + classes, 0));
    expect(new Set(schemes.map(({ scheme, classes }) => `${scheme} ${classes}`))).toEqual(
      new Set(rows.map(({ scheme, classes }) => `${scheme} ${classes}`)),
    );
    expect(schemes.map(({ classes }) => classes)).toEqual(schemes.map(({ classes }) => classes).sort((one, other) => other - one));
  });

  test.each(['sun', 'mara', 'ivy'])('are for operators alone: %s is refused', async (person) => {
    const { status, body } = await running.ask('GET', '/internal/access-classes', { as: person });
    expect(status).toBe(403);
    expect(body.type).toContain('role-missing');
  });

  test('ask for a token', async () => {
    expect((await running.ask('GET', '/internal/access-classes', { as: 'nobody' })).status).toBe(401);
  });

  test('raise the alarm at a hundred thousand classes, and not one before', async () => {
    const { total } = await figures();
    const add = (first: number, last: number) =>
      running.database.administrator.query(
        `INSERT INTO access_class (access_class_id, scheme, side, signature, residuals)
         SELECT gen_random_uuid(), 'bond-connect-northbound', 'buy', 'invented ' || n, '[]' FROM generate_series($1::integer, $2::integer) n`,
        [first, last],
      );
    await add(1, 99_999 - total);
    expect(await figures()).toMatchObject({ total: 99_999, level: 'normal' });
    await add(100_000 - total, 100_000 - total);
    const alarmed = await figures();
    expect(alarmed).toMatchObject({ total: 100_000, level: 'alarm' });
    expect(alarmed.schemes[0]).toMatchObject({ scheme: 'bond-connect-northbound' });
  });
});
