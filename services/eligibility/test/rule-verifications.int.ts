import { ruleSetPublished } from '@jinqiao/contracts/scheme-events';
import { schemes } from '@jinqiao/eligibility-schemes/registry';
import { randomUUID } from 'node:crypto';
import { runEligibility, today } from './running-eligibility.js';
import type { RunningEligibility } from './running-eligibility.js';

const scheme = 'bond-connect-northbound';
let running: RunningEligibility;
beforeAll(async () => (running = await runEligibility(() => Promise.resolve(), { consumes: false })));
afterAll(() => running.close());

type Place = {
  readonly rule: string;
  readonly contentHash: string;
  readonly lastVerifiedAt: string | null;
  readonly dueOn: string;
  readonly overdueDays: number;
  readonly owner: string | null;
  readonly reminder: string;
  readonly doubted: { readonly note: string } | null;
};
const queue = async (query: string, as = 'sun') => {
  const { status, body } = await running.ask('GET', `/rule-verifications?${query}`, { as });
  return {
    status,
    body,
    items: (body['items'] ?? []) as readonly Place[],
    counts: body['counts'] as Record<string, number>,
    next: body['nextCursor'] as string | null,
  };
};
const placeOf = async (rule: string) => {
  const found = (await queue(`due=all&scheme=${scheme}`)).items.find((each) => each.rule === rule);
  if (found === undefined) throw new Error(`${rule} is not in the queue.`);
  return found;
};
const verify = (rule: string, body: unknown, { as = 'sun', key = randomUUID() } = {}) =>
  running.ask('POST', `/schemes/${scheme}/rules/${rule}/verifications`, { as, body, key });
const put = (rule: string, what: string, body: unknown, as = 'sun') =>
  running.ask('PUT', `/schemes/${scheme}/rules/${rule}/verification-${what}`, { as, body });
const confirmation = (contentHash: string, change: Record<string, unknown> = {}) => ({
  contentHash,
  verifiedOn: today,
  outcome: 'confirmed',
  sourceSeen: 'https://www.cmu.org.hk',
  ...change,
});

test('no rule of the released law was ever confirmed, and the queue says so of every one that has not ended', async () => {
  const open = schemes.flatMap(({ rules }) => rules).filter(({ to }) => to === undefined || to >= today);
  const { counts, body } = await queue('due=overdue&limit=200');
  expect(body).toMatchObject({ asOf: today, daysAConfirmationHolds: 180, daysOfNotice: 14 });
  expect(counts).toMatchObject({ all: open.length, neverVerified: open.length, due: open.length, overdue: 0, unowned: open.length });
  const seen: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page = await queue(`due=overdue&limit=7${cursor === '' ? '' : `&cursor=${cursor}`}`);
    seen.push(...page.items.map(({ rule }) => rule));
    cursor = page.next;
  }
  expect(seen).toHaveLength(open.length);
  expect(new Set(seen)).toEqual(new Set(open.map(({ id }) => id)));
});

describe('a verification', () => {
  test('is recorded once for the content that was read, stands on the citations, and changes neither the law nor an event', async () => {
    const { contentHash } = await placeOf('BC-NB-01');
    const before = await running.ask('GET', `/schemes/${scheme}`, { as: 'ivy' });
    const events = (await running.database.events()).length;
    const key = randomUUID();
    const recorded = await verify('BC-NB-01', confirmation(contentHash), { key });
    expect(recorded).toMatchObject({ status: 201, body: { rule: 'BC-NB-01', verifiedBy: 'sun', verifiedOn: today, contentHash } });
    expect((await verify('BC-NB-01', confirmation(contentHash), { key })).body).toEqual(recorded.body);
    expect(await placeOf('BC-NB-01')).toMatchObject({ lastVerifiedAt: today, dueOn: '2027-05-24', overdueDays: 0, reminder: 'none' });
    const after = await running.ask('GET', `/schemes/${scheme}`, { as: 'ivy' });
    expect(after.body['lawHash']).toBe(before.body['lawHash']);
    const [rule] = after.body['rules'] as { cites: { lastVerifiedAt?: string }[] }[];
    expect(rule?.cites.map(({ lastVerifiedAt }) => lastVerifiedAt)).toEqual([today, today]);
    expect((await running.database.events()).length).toBe(events);
    const { body } = await running.ask('GET', `/schemes/${scheme}/rules/BC-NB-01/verifications`, { as: 'sima' });
    expect(body['verifications']).toHaveLength(1);
    const exported = await running.ask('GET', `/schemes/${scheme}/export`, { as: 'sun' });
    expect(JSON.stringify(exported.body['files'])).toContain(`lastVerifiedAt: '${today}'`);
  });

  test('that doubts keeps the rule due until it is confirmed, and shows who doubts what', async () => {
    const { contentHash } = await placeOf('BC-NB-02');
    await put('BC-NB-02', 'reminder', { until: '2026-12-20', note: 'On leave.' });
    const doubt = { outcome: 'doubted', note: 'The page names another filing.' };
    expect((await verify('BC-NB-02', confirmation(contentHash, doubt))).status).toBe(201);
    expect(await placeOf('BC-NB-02')).toMatchObject({
      lastVerifiedAt: null,
      dueOn: today,
      reminder: 'due',
      doubted: { by: 'sun', note: doubt.note },
    });
    expect((await verify('BC-NB-02', confirmation(contentHash), { as: 'sima' })).status).toBe(201);
    expect(await placeOf('BC-NB-02')).toMatchObject({ lastVerifiedAt: today, reminder: 'none', doubted: null });
  });

  test.each([
    ['a day that has not come', { verifiedOn: '2026-11-26' }, '/verifiedOn', '2026-11-26'],
    ['a day before the last verification', { verifiedOn: '2026-11-24' }, '/verifiedOn', '2026-11-24'],
    ['a day that does not exist', { verifiedOn: '2026-02-30' }, '/verifiedOn', '2026-02-30'],
    ['a doubt without a reason', { outcome: 'doubted' }, '/note', undefined],
    ['another outcome', { outcome: 'true' }, '/outcome', 'true'],
    ['a hash that is none', { contentHash: 'abc' }, '/contentHash', 'abc'],
    ['no source', { sourceSeen: ' ' }, '/sourceSeen', ' '],
    ['a field that nobody knows', { verdict: 'ok' }, '/verdict', 'ok'],
  ])('with %s is refused at its place', async (_, change, pointer, rejectedValue) => {
    const { contentHash } = await placeOf('BC-NB-01');
    const { status, body } = await verify('BC-NB-01', confirmation(contentHash, change));
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([
      { pointer, ...(rejectedValue === undefined ? {} : { rejectedValue }), detail: expect.stringMatching(/\.$/) as string },
    ]);
  });

  test('of other content than the published is refused with the present hash; of a rule that is not there it is not found', async () => {
    const { contentHash } = await placeOf('BC-NB-01');
    const refused = await verify('BC-NB-01', confirmation('0'.repeat(64)));
    expect(refused).toMatchObject({ status: 409, body: { contentHash } });
    expect(refused.body.type).toContain('version-conflict');
    expect((await verify('BC-NB-77', confirmation(contentHash))).status).toBe(404);
    const elsewhere = await running.ask('POST', '/schemes/moon-connect/rules/BC-NB-01/verifications', {
      as: 'sun',
      body: confirmation(contentHash),
    });
    expect(elsewhere.status).toBe(404);
  });

  test('is for supervisors alone, and its record can only be added to', async () => {
    const { contentHash } = await placeOf('BC-NB-01');
    expect((await verify('BC-NB-01', confirmation(contentHash), { as: 'ivy' })).status).toBe(403);
    expect((await queue('', 'ivy')).status).toBe(403);
    expect((await put('BC-NB-01', 'owner', { owner: 'ivy' }, 'ivy')).status).toBe(403);
    for (const table of ['rule_verification', 'rule_duty'])
      await expect(running.database.pool.query(`DELETE FROM ${table}`)).rejects.toThrow(`${table} is append-only`);
  });
});

describe('the owner of a rule', () => {
  test('takes it, and is replaced only by whoever names him', async () => {
    expect(await put('BC-NB-01', 'owner', { owner: 'sun' })).toMatchObject({ status: 200, body: { owner: 'sun', changedBy: 'sun' } });
    const refused = await put('BC-NB-01', 'owner', { owner: 'sima' }, 'sima');
    expect(refused).toMatchObject({ status: 409, body: { owner: 'sun' } });
    expect((await put('BC-NB-01', 'owner', { owner: 'sima', insteadOf: 'sun', note: 'Sun is on leave.' }, 'sima')).status).toBe(200);
    expect((await queue('due=all&owner=sima')).items.map(({ rule }) => rule)).toEqual(['BC-NB-01']);
    expect((await queue(`due=all&unowned=true&scheme=${scheme}`)).items.map(({ rule }) => rule)).toEqual(['BC-NB-02']);
    const { body } = await running.ask('GET', `/schemes/${scheme}/rules/BC-NB-01/verifications`, { as: 'sun' });
    expect(body['duties']).toMatchObject([
      { owner: 'sima', changedBy: 'sima', note: 'Sun is on leave.' },
      { owner: 'sun', changedBy: 'sun' },
    ]);
  });

  test.each([
    ['owner', { owner: '' }, '/owner'],
    ['reminder', { until: today, note: 'Later.' }, '/until'],
    ['reminder', { until: '2027-02-01', note: 'Later.' }, '/until'],
    ['reminder', { until: '2026-12-01' }, '/note'],
  ])('and a reminder are refused where they can not be: %s %j', async (what, body, pointer) => {
    const answer = await put('BC-NB-01', what, body);
    expect({ status: answer.status, pointers: answer.body.errors.map((fault) => fault.pointer) }).toEqual({
      status: 400,
      pointers: [pointer],
    });
  });

  test('puts a reminder off: the rule stays in the queue, and says until when', async () => {
    const rule = 'BC-SB-01';
    const path = `/schemes/bond-connect-southbound/rules/${rule}/verification-reminder`;
    const answer = await running.ask('PUT', path, { as: 'sun', body: { until: '2026-12-24', note: 'The page is down.' } });
    expect(answer).toMatchObject({ status: 200, body: { putOffUntil: '2026-12-24' } });
    const { items } = await queue('due=overdue&scheme=bond-connect-southbound');
    expect(items.find((each) => each.rule === rule)).toMatchObject({ reminder: 'put-off', putOffUntil: '2026-12-24' });
  });
});

test.each([
  ['due=yesterday', '/due'],
  ['limit=0', '/limit'],
  ['owner=sun&unowned=true', '/unowned'],
  ['who=sun', '/who'],
])('the queue is refused with %s', async (query, pointer) => {
  const { status, body } = await queue(query);
  expect({ status, pointers: body.errors.map((fault) => fault.pointer) }).toEqual({ status: 400, pointers: [pointer] });
});

test('the queue is refused with a cursor that it did not give, and with a scheme that is not there', async () => {
  expect((await queue('cursor=x')).body.type).toContain('cursor-not-valid');
  expect((await queue('scheme=moon-connect')).status).toBe(404);
});

test('no rule set was published again by any of this', async () => {
  const ruleSets = (await running.database.events()).filter(({ type }) => type === ruleSetPublished.type);
  expect(ruleSets.every(({ version }) => version === 1)).toBe(true);
});
