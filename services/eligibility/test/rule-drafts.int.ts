import { accessClassDetermined } from '@jinqiao/contracts/access-class-events';
import { accessDetermined } from '@jinqiao/contracts/access-events';
import { ruleSetPublished } from '@jinqiao/contracts/scheme-events';
import type { RuleSet } from '@jinqiao/contracts/scheme-events';
import { eventually } from '@jinqiao/test-kit/eventually';
import { randomUUID } from 'node:crypto';
import type { RunningEligibility } from './running-eligibility.js';
import { runWithSampleProducts } from './running-with-products.js';
import { onlyIndividuals, onlyMainBoard } from './rule-drafts.js';

const scheme = 'stock-connect-northbound';
let running: RunningEligibility;
beforeAll(async () => (running = await runWithSampleProducts()));
afterAll(() => running.close());

const draft = (body: unknown, as = 'sun') => running.ask('POST', `/schemes/${scheme}/rule-drafts`, { as, body });
const publish = (draftId: string, as: string, key: string = randomUUID()) =>
  running.ask('POST', `/schemes/${scheme}/rule-drafts/${draftId}/publication`, { as, key });
const eventTypes = async () => {
  const events = await running.database.events();
  const of = (eventType: string) => events.filter(({ type }) => type === eventType).length;
  return { classes: of(accessClassDetermined.type), products: of(accessDetermined.type), ruleSets: of(ruleSetPublished.type) };
};
const nothingDue = () =>
  eventually(async () => {
    const { rows } = await running.database.administrator.query('SELECT 1 FROM determination_due');
    expect(rows).toEqual([]);
  });
const changed = (change: Record<string, unknown>) => ({ ...onlyMainBoard, rule: { ...onlyMainBoard.rule, ...change } });

describe('a draft', () => {
  test.each([
    [
      'a fact that nobody knows',
      changed({ requires: { fact: 'product.bord', op: 'eq', value: 'MAIN' } }),
      '/rule/requires/fact',
      'product.bord',
    ],
    [
      'a value of another type',
      changed({ requires: { all: [{ fact: 'product.board', op: 'eq', value: 7 }] } }),
      '/rule/requires/all/0/value',
      7,
    ],
    ['no citation', changed({ cites: [] }), '/rule/cites', []],
    ['the id of a published rule', changed({ id: 'SC-NB-01' }), '/rule/id', 'SC-NB-01'],
    ['a day before its scheme', changed({ from: '2001-01-01' }), '/rule/from', '2001-01-01'],
    ['its last day before its first', changed({ to: '2026-12-09' }), '/rule/to', '2026-12-09'],
    ['a predecessor that nobody knows', changed({ succeeds: 'SC-NB-XX' }), '/rule/succeeds', 'SC-NB-XX'],
    ['no case that it refuses', { ...onlyMainBoard, cases: [] }, '/cases', 0],
    [
      'a case that it contradicts',
      {
        ...onlyMainBoard,
        cases: [...onlyMainBoard.cases, { ...onlyMainBoard.cases[0], name: 'a STAR share is bought', decision: 'ELIGIBLE', because: [] }],
      },
      '/cases/1/decision',
      'ELIGIBLE',
    ],
    ['a day that does not exist', changed({ from: '2018-02-30' }), '/rule/from', '2018-02-30'],
  ])('with %s is refused with its rule, place, value and remedy', async (_, body, pointer, rejectedValue) => {
    const answer = await draft(body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toMatchObject([{ pointer, rejectedValue, detail: expect.stringMatching(/\.$/) as string }]);
  });

  test.each([
    ['of an unknown kind', { ...onlyMainBoard, kind: 'repeal' }, '/kind'],
    ['with a case told twice', { ...onlyMainBoard, cases: [onlyMainBoard.cases[0], onlyMainBoard.cases[0]] }, '/cases/1/name'],
    [
      'with a case under the name of a released one, of other facts',
      {
        ...onlyMainBoard,
        cases: [
          onlyMainBoard.cases[0],
          { ...onlyMainBoard.cases[0], name: 'a Hong Kong resident buys a main-board share', day: '2026-11-02', because: [] },
        ],
      },
      '/cases/1/name',
    ],
  ])('%s is refused at its place', async (_, body, pointer) => {
    const answer = await draft(body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((fault) => fault.pointer)).toContain(pointer);
  });

  test('that contradicts a worked decision of the released law is refused with the case, the rule, what is expected and what came out', async () => {
    const { status, body } = await draft(changed({ from: '2026-11-01' }));
    expect(status).toBe(400);
    expect(body.errors).toContainEqual({
      rule: 'SC-NB-90',
      case: { name: 'a Hong Kong resident may not buy a STAR share', day: '2026-11-02', side: 'buy' },
      expected: { decision: 'INELIGIBLE', because: ['SC-NB-02'], dependsOnOrder: false },
      found: { decision: 'INELIGIBLE', because: ['SC-NB-02', 'SC-NB-90'], dependsOnOrder: false },
      pointer: '/rule',
      detail: expect.stringContaining('Let the draft begin after 2026-11-02') as string,
    });
  });

  test('nested deeper than a rule may be is refused', async () => {
    const nested = Array.from({ length: 25 }).reduce<unknown>((inner) => ({ not: inner }), { all: [] });
    expect((await draft(changed({ requires: nested }))).body.errors[0]).toMatchObject({
      rule: 'SC-NB-90',
      detail: 'Nest at most 20 deep.',
    });
  });

  test('is written, read and published by supervisors alone', async () => {
    expect((await draft(onlyMainBoard, 'ivy')).status).toBe(403);
    expect((await running.ask('GET', `/schemes/${scheme}/rule-drafts`, { as: 'ivy' })).status).toBe(403);
  });
});

describe('a publication', () => {
  test('needs a second supervisor, by the service and by the database', async () => {
    const { body } = await draft(onlyIndividuals);
    const draftId = body['draftId'] as string;
    expect((await publish(draftId, 'sun')).body.type).toContain('own-change');
    await expect(
      running.database.administrator.query('UPDATE rule_draft SET published_by = drafted_by, published_at = now() WHERE draft_id = $1', [
        draftId,
      ]),
    ).rejects.toThrow('two_people_make_a_law');
    expect((await publish(randomUUID(), 'sima')).status).toBe(404);
  });

  test('of a rule about investors changes classes and moves no product; the rule is seen at once and its history names both people', async () => {
    await nothingDue();
    const { body } = await draft(onlyIndividuals);
    const before = await eventTypes();
    const published = await publish(body['draftId'] as string, 'sima');
    expect(published).toMatchObject({ status: 201, body: { productsChanged: 0, draft: { draftedBy: 'sun', publishedBy: 'sima' } } });
    const after = await eventTypes();
    expect(published.body['classesChanged']).toBeGreaterThan(0);
    expect(after).toEqual({
      classes: before.classes + (published.body['classesChanged'] as number),
      products: before.products,
      ruleSets: before.ruleSets + 1,
    });
    const { body: shown } = await running.ask('GET', `/schemes/${scheme}`, { as: 'ivy' });
    expect(shown['rules']).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: 'SC-NB-91', from: '2027-01-01', decides: true })]),
    );
    expect(shown['lawHash']).toBe(published.body['lawHash']);
    const history = await running.ask('GET', `/schemes/${scheme}/rules/SC-NB-91/history`, { as: 'sun' });
    expect(history.body['items']).toMatchObject([{ version: 1, change: 'published', draftedBy: 'sun', publishedBy: 'sima' }]);
    expect((await publish(body['draftId'] as string, 'sima')).body.type).toContain('no-change-pending');
  });

  test('of a rule that tells members of a class apart splits it: events are the changed classes and the moved products, no more', async () => {
    await nothingDue();
    const { body } = await draft(onlyMainBoard);
    const before = await eventTypes();
    const key = randomUUID();
    const published = await publish(body['draftId'] as string, 'sima', key);
    expect(published.status).toBe(201);
    const after = await eventTypes();
    const { classesChanged, productsChanged } = published.body as unknown as { classesChanged: number; productsChanged: number };
    expect(classesChanged).toBeGreaterThan(0);
    // Of the sample products the one STAR share alone leaves its class.
    expect(productsChanged).toBe(1);
    expect(after).toEqual({
      classes: before.classes + classesChanged,
      products: before.products + productsChanged,
      ruleSets: before.ruleSets + 1,
    });
    expect((await publish(body['draftId'] as string, 'sima', key)).body).toEqual(published.body);
    expect(await eventTypes()).toEqual(after);
    await eventually(() => {
      const ruleSets = running.published.filter(({ type }) => type === ruleSetPublished.type).map(({ data }) => data as RuleSet);
      expect(ruleSets.some(({ rules }) => rules.some(({ id }) => id === 'SC-NB-90'))).toBe(true);
    });
  });

  test('is exported in the form of the released files', async () => {
    const { body } = await running.ask('GET', `/schemes/${scheme}/export`, { as: 'sun' });
    expect(body['files']).toMatchObject([
      { path: `${scheme}/scheme.ts`, content: expect.stringContaining("id: 'SC-NB-90',") as string },
      { path: `${scheme}/published-cases.ts`, content: expect.stringContaining("name: 'a STAR share is not bought',") as string },
    ]);
  });
});
