import { randomUUID } from 'node:crypto';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import type { Scope } from '@jinqiao/event-log/transaction';
import { completeDraft, institutionId, otherInstitutionId, runProducts } from './running-products.js';
import type { RunningProducts } from './running-products.js';

let products: RunningProducts;
beforeAll(async () => {
  products = await runProducts();
  await products.announce({ version: 1, licences: [products.licence] });
});
afterAll(() => products.close());

const sql = (scope: Scope, statement: string, parameters: readonly unknown[] = []) =>
  inPoolTransaction(products.asService, scope, (run) => run(statement, parameters));
const eventsOf = async (productId: string): Promise<number> =>
  Number(
    (await products.administrator.query<{ count: string }>('SELECT count(*) FROM event_log WHERE subject = $1', [productId])).rows[0]
      ?.count,
  );
const submitted = async (): Promise<string> => {
  const { body } = await products.ask('POST', '', { as: 'mei', body: completeDraft() });
  await products.ask('POST', `/${body.productId}/submission`, { as: 'mei' });
  return body.productId;
};
const times = <T>(count: number, work: (position: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, position) => work(position)));

describe('at the same moment', () => {
  test('ten approvals: one takes effect, one event is written, nine find nothing pending', async () => {
    const productId = await submitted();
    const answers = await times(10, (position) =>
      products.ask('POST', `/${productId}/approval`, { as: position % 2 === 0 ? 'chen' : 'wang' }),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const { status, body } of answers.filter((answer) => answer.status !== 200))
      expect([status, body.type]).toEqual([409, expect.stringMatching(/no-change-pending$/)]);
    expect(await eventsOf(productId)).toBe(1);
  });

  test('an approval and a rejection: one of the two decides', async () => {
    const productId = await submitted();
    const [approval, rejection] = await Promise.all([
      products.ask('POST', `/${productId}/approval`, { as: 'chen' }),
      products.ask('POST', `/${productId}/rejection`, { as: 'wang', body: { reason: 'No.' } }),
    ]);
    expect([approval.status, rejection.status].sort()).toEqual([200, 409]);
    expect(await eventsOf(productId)).toBe(approval.status === 200 ? 1 : 0);
  });

  test('twenty drafts with one key are one draft', async () => {
    const body = completeDraft();
    const headers = { 'idempotency-key': randomUUID() };
    const answers = await times(20, () => products.ask('POST', '', { as: 'mei', body, headers }));
    expect(new Set(answers.map((answer) => `${answer.status} ${answer.body.productId}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    const found = await products.ask('GET', `?productCode=${String(body['productCode'])}`, { as: 'mei' });
    expect(found.body['items']).toHaveLength(1);
  });

  test('twenty drafts with one code and twenty keys are one draft and nineteen refusals', async () => {
    const body = completeDraft();
    const answers = await times(20, () => products.ask('POST', '', { as: 'mei', body }));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.body.productId)).size).toBe(1);
  });

  test('twenty approvals with one key publish once and answer alike', async () => {
    const productId = await submitted();
    const headers = { 'idempotency-key': randomUUID() };
    const answers = await times(20, () => products.ask('POST', `/${productId}/approval`, { as: 'chen', headers }));
    expect(new Set(answers.map(({ status, headers: sent }) => `${status} ${String(sent['consistency-token'])}`))).toEqual(
      new Set([`200 product:${productId}@1`]),
    );
    expect(await eventsOf(productId)).toBe(1);
  });

  test('ten changes of one revision: one is kept', async () => {
    const { body } = await products.ask('POST', '', { as: 'mei', body: completeDraft() });
    const answers = await times(10, (position) =>
      products.ask('PUT', `/${body.productId}`, { as: 'mei', body: { names: { en: `Name ${position}` } }, headers: { 'if-match': '"1"' } }),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(9).fill(412)]);
  });
});

describe('with the guards of the program passed by, the database', () => {
  test.each(['mei', 'li'])('lets %s, who asked for or wrote the change, decide nothing', async (checker) => {
    const { body } = await products.ask('POST', '', { as: 'li', body: completeDraft() });
    await products.ask('POST', `/${body.productId}/submission`, { as: 'mei' });
    const decide = sql(
      { institutionId },
      "UPDATE change_request SET outcome = 'approved', checker = $2, decided_at = now() WHERE product_id = $1",
      [body.productId, checker],
    );
    await expect(decide).rejects.toMatchObject({ code: '23514', constraint: 'change_request_four_eyes' });
  });

  test('lets nobody approve without a name', async () => {
    const productId = await submitted();
    const decide = sql({ institutionId }, "UPDATE change_request SET outcome = 'approved', decided_at = now() WHERE product_id = $1", [
      productId,
    ]);
    await expect(decide).rejects.toMatchObject({ code: '23514', constraint: 'change_request_decision' });
  });

  test.each([
    ['another maker put into the request', "UPDATE change_request SET maker = 'nobody' WHERE product_id = $1"],
    ['another content put into the request', "UPDATE change_request SET content_hash = repeat('0', 64) WHERE product_id = $1"],
    ['the request taken away', 'DELETE FROM change_request WHERE product_id = $1'],
  ])('does not let %s', async (_, statement) => {
    await expect(sql({ institutionId }, statement, [await submitted()])).rejects.toMatchObject({ code: '42501' });
  });

  test('lets a decision be taken once', async () => {
    const productId = await submitted();
    await products.ask('POST', `/${productId}/approval`, { as: 'chen' });
    const again = sql({ institutionId }, "UPDATE change_request SET checker = 'wang' WHERE product_id = $1", [productId]);
    await expect(again).rejects.toMatchObject({ code: '42501' });
  });

  test('keeps one pending request a product', async () => {
    const productId = await submitted();
    const again = sql(
      { institutionId },
      `INSERT INTO change_request (request_id, product_id, institution_id, kind, base_version, content_hash, maker, editors, requested_at)
       SELECT gen_random_uuid(), product_id, institution_id, kind, base_version, content_hash, maker, editors, requested_at FROM change_request WHERE product_id = $1`,
      [productId],
    );
    await expect(again).rejects.toMatchObject({ code: '23505', constraint: 'change_request_one_pending' });
  });

  test.each([
    // One that owns nothing: other test files announce institutions on the same topics.
    ['another institution', { institutionId: randomUUID() }],
    ['the relay', { actor: 'relay' }],
    ['a reader', { actor: 'reader' }],
  ] as const)('shows no product, request or institution to %s', async (_, scope) => {
    await submitted();
    for (const table of ['product', 'change_request', 'known_institution', 'idempotency_key'])
      expect(await sql(scope, `SELECT 1 FROM ${table}`)).toEqual([]);
    expect(await sql(scope, "UPDATE product SET lifecycle = 'withdrawn' RETURNING product_id")).toEqual([]);
  });

  test('shows nothing where no scope was set at all', async () => {
    expect((await products.asService.query('SELECT 1 FROM product')).rows).toEqual([]);
  });

  test.each(['operator', 'supervisor'] as const)('lets an %s read products and change none', async (actor) => {
    await submitted();
    expect((await sql({ actor }, 'SELECT 1 FROM product')).length).toBeGreaterThan(0);
    expect(await sql({ actor }, 'UPDATE product SET revision = revision + 1 RETURNING product_id')).toEqual([]);
  });

  test('lets no institution write in the name of another', async () => {
    const insert = sql(
      { institutionId },
      `INSERT INTO product (product_id, institution_id, product_code, lifecycle, version, revision, draft, editors)
       VALUES (gen_random_uuid(), $1, 'X', 'draft', 0, 1, '{}', '{}')`,
      [otherInstitutionId],
    );
    await expect(insert).rejects.toMatchObject({ code: '42501' });
  });

  test('has forced row-level security on every table with institution_id, and gives its role nothing of its own', async () => {
    const { rows } = await products.administrator.query<{ name: string; forced: boolean }>(
      `SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS forced FROM pg_class c
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'institution_id' WHERE c.relnamespace = 'products'::regnamespace AND c.relkind = 'r'`,
    );
    expect(rows.length).toBeGreaterThanOrEqual(6);
    expect(rows.filter(({ forced }) => !forced)).toEqual([]);
    const { rows: owned } = await products.administrator.query(
      "SELECT relname FROM pg_class WHERE pg_get_userbyid(relowner) = 'jinqiao_products' UNION ALL SELECT rolname FROM pg_roles WHERE rolname = 'jinqiao_products' AND (rolsuper OR rolbypassrls)",
    );
    expect(owned).toEqual([]);
  });
});
