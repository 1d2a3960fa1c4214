import { randomUUID } from 'node:crypto';
import { institutionApproved } from '@jinqiao/contracts/institution-events';
import { decodeRecord } from '@jinqiao/event-stream/cloud-events';
import type { StreamEvent } from '@jinqiao/event-stream/stream-event';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import type { Scope } from '@jinqiao/event-log/transaction';
import { eventually } from '@jinqiao/test-kit/eventually';
import { testIssuer } from '@jinqiao/test-kit/tokens';
import { applicationOf, runInstitutions } from './running-institutions.js';
import type { Response, RunningInstitutions } from './running-institutions.js';

let institutions: RunningInstitutions;
const events: StreamEvent[] = [];
let reading: { stop(): Promise<void> };

beforeAll(async () => {
  institutions = await runInstitutions();
  reading = await institutions.stream.consumeBatches({
    group: 'institutions-test',
    topics: ['jinqiao.institutions.v1'],
    onBatch: ({ fetchedOffset, records }) => {
      events.push(...records.map(decodeRecord));
      return Promise.resolve({ nextOffset: (records.at(-1)?.offset ?? fetchedOffset - 1n) + 1n });
    },
  });
});
afterAll(async () => {
  await reading.stop();
  await institutions.close();
});

const times = <T>(count: number, work: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: count }, work));
const rowsOf = async (statement: string, parameters: readonly unknown[] = []): Promise<readonly Record<string, unknown>[]> =>
  (await institutions.administrator.query<Record<string, unknown>>(statement, [...parameters])).rows;
const sql = (scope: Scope, statement: string, parameters: readonly unknown[] = []) =>
  inPoolTransaction(institutions.asService, scope, (run) => run(statement, parameters));
const applied = async (application = applicationOf()): Promise<{ institutionId: string; maker: string }> => {
  const institutionId = randomUUID();
  const maker = await institutions.issuer.token({ sub: `maker of ${institutionId}`, roles: ['maker'], institutionId });
  const { status, body } = await institutions.ask('POST', '', { token: maker, body: application });
  expect({ status, body }).toMatchObject({ status: 201, body: { institutionId, lifecycle: 'applied', version: 0 } });
  return { institutionId, maker };
};

/** Expects a refusal of this type that leaves nothing behind. */
async function refusal(asked: () => Promise<Response>, status: number, type: string): Promise<Response['body']> {
  const counts = () =>
    rowsOf(
      'SELECT (SELECT json_agg(i ORDER BY institution_id) FROM institution i) AS institutions, (SELECT count(*) FROM event_log) AS events',
    );
  const before = await counts();
  const { body, ...answer } = await asked();
  expect({ status: answer.status, type: body.type }).toEqual({ status, type: expect.stringMatching(new RegExp(`/problems/${type}$`)) });
  expect(await counts()).toEqual(before);
  return body;
}

test('an institution applies, an operator approves, and the event tells all of it as its contract says', async () => {
  const { ask, people } = institutions;
  const application = applicationOf();
  const { institutionId, maker } = await applied(application);
  const waiting = await ask('GET', '?lifecycle=applied&limit=200', { token: people.olga });
  expect((waiting.body['items'] as { institutionId: string }[]).map((row) => row.institutionId)).toContain(institutionId);

  const approval = await ask('POST', `/${institutionId}/approval`, { token: people.olga });
  expect(approval).toMatchObject({
    status: 200,
    headers: { 'consistency-token': `institution:${institutionId}@1` },
    body: { institutionId, lifecycle: 'approved', version: 1, approvedBy: 'olga' },
  });
  for (const token of [maker, people.olga, people.sun]) {
    const read = await ask('GET', `/${institutionId}`, { token });
    expect(read).toMatchObject({ status: 200, body: { ...application, lifecycle: 'approved', version: 1 } });
  }
  const event = await eventually(() => {
    const found = events.find(({ subject }) => subject === institutionId);
    if (found === undefined) throw new Error('The event is not on the topic yet.');
    return found;
  });
  expect(event).toMatchObject({ type: 'jinqiao.institution.approved.v1', version: 1, authId: 'olga' });
  expect(institutionApproved.data.parse(event.data)).toEqual({ institutionId, version: 1, lifecycle: 'approved', ...application });
});

test('an institution applies once, for itself alone', async () => {
  const { ask, people, issuer } = institutions;
  const { institutionId, maker } = await applied();
  const again = await refusal(() => ask('POST', '', { token: maker, body: applicationOf() }), 409, 'institution-already-applied');
  expect(again).toMatchObject({ lifecycle: 'applied' });
  await refusal(() => ask('POST', '', { token: people['a maker of no institution'], body: applicationOf() }), 403, 'institution-not-yours');
  await refusal(() => ask('POST', '', { token: maker, body: { ...applicationOf(), institutionId } }), 400, 'request-not-valid');
  const stranger = await issuer.token({ sub: 'jun', roles: ['maker', 'checker'], institutionId: randomUUID() });
  await refusal(() => ask('GET', `/${institutionId}`, { token: stranger }), 404, 'not-found');
  await refusal(() => ask('GET', `/${randomUUID()}`, { token: people.olga }), 404, 'not-found');
  await refusal(() => ask('GET', '/one', { token: people.olga }), 400, 'request-not-valid');
  await refusal(() => ask('GET', '', { token: maker }), 403, 'role-missing');
});

test.each([
  ['lei', '/lei'],
  ['uscc', '/uscc'],
] as const)('an %s belongs to one institution, though its row is hidden from the other', async (identifier, pointer) => {
  const application = applicationOf({ uscc: identifier === 'uscc' });
  const value = 'uscc' in application ? application.uscc : application.lei;
  await applied(application);
  const token = await institutions.issuer.token({ roles: ['maker'], institutionId: randomUUID() });
  const body = { ...applicationOf(), [identifier]: value };
  const problem = await refusal(() => institutions.ask('POST', '', { token, body }), 409, 'institution-identifier-taken');
  expect(problem.errors).toMatchObject([{ pointer }]);
  expect(problem.detail).toContain(value);
});

test('an application with faults is refused at each of them', async () => {
  const token = await institutions.issuer.token({ roles: ['maker'], institutionId: randomUUID() });
  const body = { ...applicationOf(), lei: '213800JINQIAOTST0E00', jurisdiction: 'XQ', colour: 'red' };
  const problem = await refusal(() => institutions.ask('POST', '', { token, body }), 400, 'request-not-valid');
  expect(problem.errors).toMatchObject([
    { pointer: '/lei', rejectedValue: '213800JINQIAOTST0E00' },
    { pointer: '/jurisdiction', rejectedValue: 'XQ' },
    { pointer: '/colour', rejectedValue: 'red' },
  ]);
});

test('the decision is an operator’s, and not on one’s own application', async () => {
  const { ask, people, issuer } = institutions;
  const { institutionId, maker } = await applied();
  await refusal(() => ask('POST', `/${institutionId}/approval`, { token: maker }), 403, 'role-missing');
  await refusal(() => ask('POST', `/${institutionId}/approval`, { token: people.sun }), 403, 'role-missing');
  const both = await issuer.token({ sub: `maker of ${institutionId}`, roles: ['maker', 'operator'], institutionId });
  await refusal(() => ask('POST', `/${institutionId}/approval`, { token: both }), 403, 'own-change');
  await refusal(() => ask('POST', `/${randomUUID()}/approval`, { token: people.olga }), 404, 'not-found');
  await refusal(() => ask('POST', `/${institutionId}/approval`, { token: people.olga, body: { version: 1 } }), 400, 'request-not-valid');
  const forger = await testIssuer();
  const forged = await forger.token({ iss: issuer.issuer, sub: 'olga', roles: ['operator'] });
  await forger.stop();
  await refusal(() => ask('POST', `/${institutionId}/approval`, { token: forged }), 401, 'token-not-valid');
});

test('ten approvals at once: one takes effect and one event is written', async () => {
  const { ask, people } = institutions;
  const { institutionId } = await applied();
  const answers = await times(10, () => ask('POST', `/${institutionId}/approval`, { token: people.olga }));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(9).fill(409)]);
  for (const { body } of answers.filter(({ status }) => status === 409))
    expect(body).toMatchObject({ lifecycle: 'approved', possible: [] });
  expect(await rowsOf('SELECT version FROM event_log WHERE subject = $1', [institutionId])).toEqual([{ version: 1 }]);
});

test('twenty applications with one key are one application, and twenty approvals one approval', async () => {
  const { ask, people, issuer } = institutions;
  const institutionId = randomUUID();
  const token = await issuer.token({ sub: 'mei', roles: ['maker'], institutionId });
  const [body, key] = [applicationOf(), randomUUID()];
  const applications = await times(20, () => ask('POST', '', { token, body, key }));
  expect(new Set(applications.map(({ status }) => status))).toEqual(new Set([201]));
  const approvals = await times(20, () => ask('POST', `/${institutionId}/approval`, { token: people.olga, key }));
  expect(new Set(approvals.map(({ status, headers }) => `${status} ${String(headers['consistency-token'])}`))).toEqual(
    new Set([`200 institution:${institutionId}@1`]),
  );
  expect(await rowsOf('SELECT version FROM event_log WHERE subject = $1', [institutionId])).toEqual([{ version: 1 }]);
});

describe('with the guards of the program passed by, the database', () => {
  test('lets nobody approve their own application', async () => {
    const { institutionId } = await applied();
    const approve = sql(
      { actor: 'operator' },
      "UPDATE institution SET lifecycle = 'approved', version = 1, approved_by = applied_by, approved_at = now() WHERE institution_id = $1",
      [institutionId],
    );
    await expect(approve).rejects.toMatchObject({ code: '23514', constraint: 'institution_four_eyes' });
  });

  test('shows an institution to itself, operators and supervisors alone, and is written by no supervisor', async () => {
    const { institutionId } = await applied();
    const find = (scope: Scope) => sql(scope, 'SELECT 1 FROM institution WHERE institution_id = $1', [institutionId]);
    for (const scope of [{ institutionId }, { actor: 'operator' }, { actor: 'supervisor' }] as const)
      expect(await find(scope)).toHaveLength(1);
    for (const scope of [{ institutionId: randomUUID() }, { actor: 'relay' }, { actor: 'reader' }] as const)
      expect(await find(scope)).toEqual([]);
    expect((await institutions.asService.query('SELECT 1 FROM institution')).rows).toEqual([]);
    expect(await sql({ actor: 'supervisor' }, "UPDATE institution SET jurisdiction = 'CN' RETURNING institution_id")).toEqual([]);
    const insert = sql(
      { institutionId: randomUUID() },
      `INSERT INTO institution SELECT gen_random_uuid(), 'applied', 0, '{}', 'X', NULL, 'HK', 'bank', '[]', '[]', 'jun', now(), NULL, NULL`,
    );
    await expect(insert).rejects.toMatchObject({ code: '42501' });
  });

  test('has forced row-level security on every table with institution_id', async () => {
    const tables = await rowsOf(
      `SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS forced FROM pg_class c
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'institution_id' WHERE c.relnamespace = 'institutions'::regnamespace AND c.relkind = 'r'`,
    );
    expect(tables.length).toBeGreaterThanOrEqual(4);
    expect(tables.filter(({ forced }) => forced !== true)).toEqual([]);
  });
});
