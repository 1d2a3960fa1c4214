import { randomUUID } from 'node:crypto';
import type { DecisionRecord, SignedDecision } from '@jinqiao/decision-records/decision-record';
import { replay } from '@jinqiao/decision-records/replay';
import { decisionKey } from './decision-key.js';
import { runEligibility } from './running-eligibility.js';
import type { RunningEligibility } from './running-eligibility.js';
import { runWithSampleProducts } from './running-with-products.js';
import { fund, hidden, list, share, unlisted } from './sample-products.js';
import { DecisionKeys, openDecisionSigning } from '../src/decision-signer.js';

const hongKong = { kind: 'individual', identityDocuments: ['HKID'], statuses: [], portfolioHkd: '7654321.09' };

let running: RunningEligibility;
beforeAll(async () => (running = await runWithSampleProducts()));
afterAll(() => running.close());

const question = { products: [{ productId: share }, { productId: unlisted }, { productId: fund }], investor: hongKong, asOf: list.day };
const record = async (body: Record<string, unknown> = {}, as = 'ivy') => {
  const { status, body: document } = await running.ask('POST', '/eligibility/decision-records', { as, body: { ...question, ...body } });
  return { status, body: document, document: document as unknown as SignedDecision };
};
const verify = (document: unknown, as = 'ivy') => running.ask('POST', '/eligibility/decision-records/verification', { as, body: document });

describe('an installation without a key', () => {
  test('refuses to record with what its operator has to set, and keeps nothing', async () => {
    const keyless = await runEligibility(() => Promise.resolve(), { consumes: false }, { DECISION_RECORD_KEY: '' });
    try {
      const { status, body } = await keyless.ask('POST', '/eligibility/decision-records', { as: 'ivy', body: question });
      expect([status, body.detail]).toEqual([503, expect.stringContaining('DECISION_RECORD_KEY')]);
      expect((await keyless.database.administrator.query('SELECT 1 FROM eligibility.decision_record')).rows).toEqual([]);
    } finally {
      await keyless.close();
    }
  });
});

describe('a signed decision record', () => {
  test('says what a check says, carries what it rests on, and can be decided again from itself', async () => {
    const { status, document } = await record();
    expect(status).toBe(201);
    const checked = await running.ask('POST', '/eligibility/checks', { as: 'ivy', body: question });
    expect(document.record.products.map(({ productId, verdict }) => [productId, verdict])).toEqual(
      checked.body.products.map(({ productId, verdict }) => [productId, verdict]),
    );
    expect(document.record.schemes.flatMap(({ rules }) => rules).every(({ hash }) => /^[0-9a-f]{64}$/.test(hash))).toBe(true);
    expect(await replay(document.record)).toEqual([]);
  });

  test('presented again is authentic, kept, replayed and compared with today', async () => {
    const { document } = await record();
    const { status, body } = await verify(document);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      signature: 'valid',
      authentic: true,
      kept: true,
      replay: { agrees: true, differences: [] },
      today: { sameLaw: true, rulesNoLongerSo: [] },
    });
    const [first] = (body['today'] as { products: { same: boolean; recorded: unknown; today: unknown }[] }).products;
    expect(first).toMatchObject({ recorded: { verdict: 'eligible' }, today: { verdict: 'undetermined' }, same: false });
  });

  test.each<[string, (record: DecisionRecord) => unknown]>([
    ['a fact', (document) => ({ ...document, facts: { ...document.facts, 'investor.kind': 'institution' } })],
    ['a verdict', (document) => ({ ...document, products: document.products.map((product) => ({ ...product, verdict: 'eligible' })) })],
    ['the day', (document) => ({ ...document, asOf: '2018-12-05' })],
    ['a field that nobody reads', (document) => ({ ...document, note: 'changed' })],
  ])('with %s changed is not authentic, and nothing of it is replayed', async (_, changed) => {
    const { document } = await record();
    expect((await verify({ ...document, record: changed(document.record) })).body).toMatchObject({
      signature: 'not-valid',
      authentic: false,
      replay: null,
    });
  });

  test('signed by another key is not ours, whatever key it brings along', async () => {
    const other = await openDecisionSigning(DecisionKeys.parse({ DECISION_RECORD_KEY: JSON.stringify(decisionKey()) }));
    const { document } = await record();
    const forged = { record: document.record, signature: await other.signer?.sign(document.record), publicKey: other.signer?.publicKey };
    expect((await verify(forged)).body).toMatchObject({ signature: 'key-not-known', authentic: false });
  });

  test('leaves no fact of the person and no document in the database', async () => {
    const { document } = await record();
    const { rows } = await running.database.administrator.query<{ relation: string }>(
      `SELECT table_name AS relation FROM information_schema.tables WHERE table_schema = 'eligibility'`,
    );
    const found = await Promise.all(
      rows.map(async ({ relation }) => {
        const { rows: telling } = await running.database.administrator.query(
          `SELECT 1 FROM eligibility.${relation} AS kept WHERE kept::text LIKE ANY($1)`,
          [['%7654321.09%', `%${document.record.salt}%`]],
        );
        return { relation, telling: telling.length };
      }),
    );
    expect(found.filter(({ telling }) => telling > 0)).toEqual([]);
    const { rows: kept } = await running.database.administrator.query<{ result: Record<string, unknown> }>(
      'SELECT result FROM eligibility.decision_record WHERE record_id = $1',
      [document.record.recordId],
    );
    expect(Object.keys(kept[0]?.result ?? {})).toEqual(expect.arrayContaining(['asOf', 'side', 'lawHash', 'products']));
  });

  test('is verified by the keys that anybody may read', async () => {
    const { document } = await record();
    const { body } = await running.ask('GET', '/eligibility/decision-records/keys', { as: '' });
    expect(body['keys']).toEqual([document.publicKey]);
  });

  test.each([
    ['no product', { products: [] }, '/products'],
    ['more products than it takes', { products: Array.from({ length: 21 }, () => ({ productId: randomUUID() })) }, '/products'],
    ['a fact that does not exist', { investor: { knd: 'x' } }, '/investor/knd'],
    ['both sides', { side: 'both' }, '/side'],
  ])('of %s is refused at its place', async (_, body, pointer) => {
    const answer = await record(body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((fault) => fault.pointer)).toEqual([pointer]);
  });

  test('of a product that the caller may not see is not found', async () => {
    expect((await record({ products: [{ productId: hidden }] })).status).toBe(404);
  });

  test.each([
    ['nothing', {}],
    ['a record without a signature', { record: { format: 'x' } }],
    ['a signature that is none', { record: { format: 'x' }, signature: 7 }],
  ])('that is %s is refused', async (_, body) => {
    expect((await verify(body)).status).toBe(400);
  });

  test('of no format that is known is not authentic', async () => {
    expect((await verify({ record: { format: 'x' }, signature: 'x' })).body).toMatchObject({ authentic: false, signature: 'not-valid' });
  });
});
