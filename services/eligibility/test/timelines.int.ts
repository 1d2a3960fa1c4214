import { randomUUID } from 'node:crypto';
import type { RunningEligibility } from './running-eligibility.js';
import { runWithSampleProducts } from './running-with-products.js';
import { hidden, share } from './sample-products.js';

const hongKong = { kind: 'individual', identityDocuments: ['HKID'], statuses: [] };

let running: RunningEligibility;
beforeAll(async () => (running = await runWithSampleProducts()));
afterAll(() => running.close());

const ask = (body: Record<string, unknown>, as = 'ivy') =>
  running.ask('POST', '/eligibility/timelines', {
    as,
    body: { productId: share, investor: hongKong, from: '2018-12-01', to: '2018-12-31', ...body },
  });

describe('the timeline of a share', () => {
  test('begins with its offer and ends with the list, each with its cause', async () => {
    const { status, body } = await ask({});
    expect(status).toBe(200);
    expect(body['verdicts']).toMatchObject({
      buy: [
        { from: '2018-12-01', to: '2018-12-03', offered: false, verdict: 'ineligible' },
        { from: '2018-12-04', to: '2018-12-18', offered: true, verdict: 'eligible' },
        { from: '2018-12-19', to: '2018-12-31', offered: true, verdict: 'undetermined' },
      ],
    });
    expect(body['changes']).toContainEqual(
      expect.objectContaining({ day: '2018-12-19', side: 'buy', causes: [{ by: 'list', fact: 'product.schemeListing', before: 'full' }] }),
    );
  });

  test('names rules by which it changes over the years', async () => {
    const { body } = await ask({ from: '2019-01-01', to: '2026-12-31' });
    const causes = (body['changes'] as { causes: { by: string }[] }[]).flatMap((change) => change.causes);
    expect(causes).toContainEqual(expect.objectContaining({ by: 'rule', event: 'begins' }));
  });

  test.each([
    ['days in the wrong order', { from: '2019-01-01', to: '2018-12-31' }, '/to'],
    ['more days than one request takes', { from: '2000-01-01', to: '2026-12-31' }, '/to'],
    ['a day that does not exist', { from: '2018-02-30' }, '/from'],
    ['a fact that does not exist', { investor: { knd: 'individual' } }, '/investor/knd'],
  ])('with %s is refused at its place', async (_, body, pointer) => {
    const answer = await ask(body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((fault) => fault.pointer)).toEqual([pointer]);
  });

  test('is not found where the caller may not see the product, exactly as where there is none', async () => {
    const [unseen, absent] = [await ask({ productId: hidden }), await ask({ productId: randomUUID() })];
    expect(unseen.status).toBe(404);
    expect(unseen.body.detail).toBe(absent.body.detail);
    expect((await ask({ productId: hidden }, 'ivy, an institutional investor')).status).toBe(200);
  });
});
