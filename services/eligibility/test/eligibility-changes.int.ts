import { eventually } from '@jinqiao/test-kit/eventually';
import type { RunningEligibility } from './running-eligibility.js';
import { runWithSampleProducts } from './running-with-products.js';
import { leaving, share } from './sample-products.js';

let running: RunningEligibility;
beforeAll(async () => {
  running = await runWithSampleProducts();
  await eventually(async () => expect((await between('from=2018-12-04&to=2018-12-05')).body['productsDue']).toBe(0));
});
afterAll(() => running.close());

type Touched = { readonly count: number; readonly examples: readonly Record<string, unknown>[] };
type Scheme = {
  readonly scheme: string;
  readonly archetypes: readonly { readonly archetype: string; readonly effects: Record<string, Touched> }[];
};

const between = (query: string, as = 'sun') => running.ask('GET', `/eligibility/changes?${query}`, { as });
const effectsOn = async (query: string, archetype: string) => {
  const { status, body } = await between(query);
  expect(status).toBe(200);
  const schemes = body['schemes'] as readonly Scheme[];
  return schemes.find(({ scheme }) => scheme === 'stock-connect-northbound')?.archetypes.find((each) => each.archetype === archetype)
    ?.effects;
};

describe('the changes of eligibility', () => {
  test('say who gains when the offer begins, and who can no longer be told when the list runs out', async () => {
    const begun = await effectsOn('from=2018-12-03&to=2018-12-04', 'hong-kong-individual');
    expect(begun?.['gains']?.examples).toContainEqual(
      expect.objectContaining({ productId: share, from: 'not-offered', to: 'eligible', why: 'offer' }),
    );
    const ended = await effectsOn('from=2018-12-18&to=2018-12-19', 'hong-kong-individual');
    expect(ended?.['becomesUndetermined']?.examples).toContainEqual(
      expect.objectContaining({
        productId: share,
        from: 'eligible',
        to: 'undetermined',
        why: 'list',
        decidesAfter: ['list-standing', 'nothing-said'],
      }),
    );
    expect(ended?.['gains']?.examples.map(({ productId }) => productId)).not.toContain(leaving);
  });

  test('of days on which only rules change have the rules as their cause', async () => {
    const effects = await effectsOn('from=2023-07-23&to=2023-07-24&scheme=stock-connect-northbound', 'shanghai-individual');
    const causes = Object.values(effects ?? {}).flatMap(({ examples }) => examples.map(({ why }) => why));
    expect(causes.length).toBeGreaterThan(0);
    expect(new Set(causes)).toEqual(new Set(['rules']));
  });

  test('are none between days on which nothing happens', async () => {
    expect((await between('from=2018-12-05&to=2018-12-06&scheme=stock-connect-northbound')).body['schemes']).toEqual([]);
  });

  test.each([
    ['days in the wrong order', 'from=2018-12-05&to=2018-12-05', '/to'],
    ['a day that does not exist', 'from=2018-02-30&to=2018-12-05', '/from'],
    ['too many examples', 'from=2018-12-04&to=2018-12-05&examples=101', '/examples'],
  ])('with %s are refused at their place', async (_, query, pointer) => {
    const answer = await between(query);
    expect({ status: answer.status, pointers: answer.body.errors.map((fault) => fault.pointer) }).toEqual({
      status: 400,
      pointers: [pointer],
    });
  });

  test('are for supervisors and operators alone', async () => {
    expect((await between('from=2018-12-04&to=2018-12-05', 'ivy')).status).toBe(403);
  });
});
