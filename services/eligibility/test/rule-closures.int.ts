import { accessClassDetermined } from '@jinqiao/contracts/access-class-events';
import { accessDetermined } from '@jinqiao/contracts/access-events';
import { randomUUID } from 'node:crypto';
import type { RunningEligibility } from './running-eligibility.js';
import { runWithSampleProducts } from './running-with-products.js';
import { onlyMainBoard } from './rule-drafts.js';

const scheme = 'stock-connect-northbound';
let running: RunningEligibility;
beforeAll(async () => (running = await runWithSampleProducts()));
afterAll(() => running.close());

const says = onlyMainBoard.rule.says;
const closure = {
  kind: 'closure',
  closes: 'SC-NB-02',
  lastDay: '2027-06-30',
  reason: says,
  cites: [{ instrument: 'An invented circular that repeals another' }],
  cases: [
    {
      ...onlyMainBoard.cases[0],
      name: 'an individual buys a STAR share once the rule has ended',
      day: '2027-07-01',
      facts: { ...onlyMainBoard.cases[0].facts, 'investor.statuses': [] },
      decision: 'ELIGIBLE',
      because: [],
    },
  ],
};
const draft = (body: unknown) => running.ask('POST', `/schemes/${scheme}/rule-drafts`, { as: 'sun', body });
const follow = (draftId: unknown, step: string, as: string, body?: unknown) =>
  running.ask('POST', `/schemes/${scheme}/rule-drafts/${draftId as string}/${step}`, {
    as,
    key: randomUUID(),
    ...(body === undefined ? {} : { body }),
  });

describe('the closing of a rule', () => {
  test.each([
    ['a rule that is not there', { closes: 'SC-NB-77' }, '/closes', 'SC-NB-77'],
    ['a rule that has ended', { closes: 'SC-NB-01T' }, '/closes', 'SC-NB-01T'],
    ['a last day that is past', { lastDay: '2026-11-24' }, '/lastDay', '2026-11-24'],
    ['a last day that does not exist', { lastDay: '2027-02-30' }, '/lastDay', '2027-02-30'],
    ['nothing that ended it', { cites: [] }, '/cites', []],
    ['no case of what is decided without it', { cases: [] }, '/cases', 0],
    ['a rule of its own', { rule: onlyMainBoard.rule }, '/rule', 'an object'],
    [
      'a case that comes out otherwise',
      { cases: [{ ...closure.cases[0], decision: 'INELIGIBLE', because: ['SC-NB-02'] }] },
      '/cases/0/decision',
      'INELIGIBLE',
    ],
  ])('with %s is refused with its place, value and remedy', async (_, change, pointer, rejectedValue) => {
    const { status, body } = await draft({ ...closure, ...change });
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ pointer, rejectedValue, detail: expect.stringMatching(/\.$/) as string }]);
  });

  test('goes the way of every draft: impact, second person, and it is seen at once and effective after its last day', async () => {
    const { status, body } = await draft(closure);
    expect({ status, kind: body['kind'], restates: body['restates'] }).toEqual({ status: 201, kind: 'closure', restates: [] });
    const impact = await follow(body['draftId'], 'impact', 'sun', {});
    expect(impact).toMatchObject({ status: 200, body: { asOf: '2027-07-01', rule: 'SC-NB-02' } });
    expect((await follow(body['draftId'], 'publication', 'sun')).body.type).toContain('own-change');
    const rival = await draft({ ...closure, lastDay: '2027-12-31', cases: [{ ...closure.cases[0], day: '2028-01-03' }] });

    const before = (await running.database.events()).length;
    const published = await follow(body['draftId'], 'publication', 'sima');
    expect(published).toMatchObject({ status: 201, body: { closed: 'SC-NB-02', productsChanged: 0 } });
    const news = (await running.database.events()).slice(before);
    expect(news.filter(({ type }) => type === accessClassDetermined.type)).toHaveLength(published.body['classesChanged'] as number);
    expect(published.body['classesChanged']).toBeGreaterThan(0);
    expect(news.filter(({ type }) => type === accessDetermined.type)).toEqual([]);

    const { body: shown } = await running.ask('GET', `/schemes/${scheme}`, { as: 'ivy' });
    expect(shown['rules']).toEqual(expect.arrayContaining([expect.objectContaining({ id: 'SC-NB-02', to: '2027-06-30' })]));
    const { body: history } = await running.ask('GET', `/schemes/${scheme}/rules/SC-NB-02/history`, { as: 'sima' });
    expect(history['items']).toMatchObject([
      { version: 1, change: 'released', closure: null },
      {
        version: 2,
        change: 'closed',
        draftedBy: 'sun',
        publishedBy: 'sima',
        differsIn: ['to'],
        closure: { reason: says, cites: closure.cites },
      },
    ]);
    const late = await follow(rival.body['draftId'], 'publication', 'sima');
    expect(late.body.errors).toMatchObject([
      { pointer: '/closes', detail: 'SC-NB-02 ends on 2027-06-30 already: a last day is never moved.' },
    ]);
  });

  test('is held afterwards: a draft that brings the rule back unseen contradicts its case, and says so by restating it', async () => {
    const again = {
      rule: { ...onlyMainBoard.rule, from: '2027-07-01', side: 'buy' },
      cases: [{ ...onlyMainBoard.cases[0], day: '2027-07-01' }],
    };
    const refused = await draft(again);
    expect(refused.body.errors).toMatchObject([{ case: { name: closure.cases[0]?.name, day: '2027-07-01' }, rule: 'SC-NB-90' }]);
    const restated = { ...closure.cases[0], decision: 'INELIGIBLE', because: ['SC-NB-90'] };
    const accepted = await draft({ ...again, cases: [...again.cases, restated] });
    expect(accepted).toMatchObject({
      status: 201,
      body: {
        restates: [{ name: restated.name, was: { decision: 'ELIGIBLE' }, willBe: { decision: 'INELIGIBLE', because: ['SC-NB-90'] } }],
      },
    });
  });
});
