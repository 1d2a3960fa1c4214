import type { Audience } from '@jinqiao/contracts/shapes';
import { addDays, daysBetween } from '@jinqiao/identifiers/day';
import fc from 'fast-check';
import { syntheticLaw } from '../test/synthetic-law.js';
import type { KnownProduct, Side } from './access-facts.js';
import { checkProduct } from './check.js';
import { standingIntervals } from './list-standing.js';
import type { ProductVersion } from './product-version.js';
import { timeline } from './timeline.js';

const everybody: Audience[] = ['public'];
const version: ProductVersion = {
  version: 1,
  productType: 'a_share',
  terms: { mic: 'XSHG', stockCode: '600000', board: 'MAIN', riskRatingR: 2, listedOn: '2018-07-14' },
  accesses: [{ scheme: 'listed-channel', audience: 'public' }],
  offeredFrom: '2018-12-04',
  effectiveFrom: '2018-12-04',
  lifecycle: 'listed',
  suspendedSides: [],
};
const productOf = (...versions: ProductVersion[]): KnownProduct => ({
  productId: 'a',
  versions,
  institution: {
    jurisdiction: 'HK',
    institutionKind: 'licensed_corporation',
    lifecycle: 'approved',
    licences: [{ regulator: 'SFC', code: 'SFC_TYPE_9', activities: ['asset_management'], from: '2018-12-08', to: '2019-01-03' }],
    schemeRoles: [{ scheme: 'licensed-channel', role: 'participant', from: '2018-12-07' }],
  },
  standings: () =>
    standingIntervals([
      { day: '2018-12-04', standing: 'full' },
      { day: '2018-12-28', standing: 'sell_only' },
    ]),
});
const days = { from: '2018-12-01', to: '2019-02-10' };
const of = (product: KnownProduct, facts: Record<string, number> = { 'investor.riskToleranceC': 3 }, audiences = everybody) =>
  timeline(syntheticLaw, product, { ...days, facts, audiences });

describe('a timeline', () => {
  test('says of every day what a check on that day says, by side and scheme, for any product and investor', () => {
    const anyVersion = fc.record({
      effectiveFrom: fc.constantFrom('2018-12-04', '2018-12-11', '2019-01-04'),
      lifecycle: fc.constantFrom('listed' as const, 'listed' as const, 'withdrawn' as const),
      terms: fc.record({
        board: fc.constantFrom('MAIN', 'STAR'),
        riskRatingR: fc.constantFrom(2, 5),
        listedOn: fc.constantFrom('2018-07-14', '2018-06-20'),
      }),
      accesses: fc.subarray(
        [
          { scheme: 'listed-channel', audience: 'public' as const },
          { scheme: 'licensed-channel', audience: 'public' as const },
        ],
        { minLength: 1 },
      ),
    });
    fc.assert(
      fc.property(
        fc.array(anyVersion, { minLength: 1, maxLength: 3 }),
        fc.constantFrom({}, { 'investor.riskToleranceC': 3 }),
        (changes, facts) => {
          const product = productOf(
            ...changes.map((change, index) => ({
              ...version,
              ...change,
              version: index + 1,
              terms: { ...version.terms, ...change.terms },
            })),
          );
          const answer = of(product, facts);
          for (let n = 0; n <= daysBetween(days.from, days.to); n++) {
            const day = addDays(days.from, n);
            const on = <T extends { from: string; to: string }>(intervals: readonly T[]) =>
              intervals.filter(({ from, to }) => from <= day && day <= to);
            for (const side of ['buy', 'sell'] as Side[]) {
              const checked = checkProduct(syntheticLaw, product, { asOf: day, side, facts }, everybody);
              expect(on(answer.verdicts[side])).toEqual([expect.objectContaining({ verdict: checked.verdict, offered: checked.offered })]);
              for (const access of answer.accesses) {
                const decision = checked.accesses.find(({ scheme }) => scheme === access.scheme)?.decision ?? 'NOT_OFFERED';
                expect(on(access[side])).toEqual([expect.objectContaining({ decision })]);
              }
            }
          }
        },
      ),
      { numRuns: 15, seed: 20261125 },
    );
  });

  test('names for each change the version, rule, age, list or licence that made it', () => {
    const causes = (product: KnownProduct, side: Side) =>
      of(product)
        .changes.filter((change) => change.side === side)
        .map(({ day, after, causes: by }) => [
          day,
          after.decision,
          ...by.map((cause) => ('id' in cause ? `${cause.by} ${cause.id} ${cause.event}` : cause.by)),
        ]);
    expect(causes(productOf(version), 'buy')).toEqual([
      ['2018-12-04', 'ELIGIBLE', 'version'],
      ['2018-12-10', 'INELIGIBLE', 'rule L-1 begins'],
      ['2018-12-19', 'INELIGIBLE', 'list'],
      ['2018-12-28', 'INELIGIBLE', 'list'],
      ['2019-01-12', 'INELIGIBLE', 'list'],
      ['2019-01-14', 'UNDETERMINED', 'age'],
    ]);
    const licensed = { ...version, accesses: [{ scheme: 'licensed-channel', audience: 'public' as const }] };
    expect(causes(productOf(licensed), 'sell')).toContainEqual(['2018-12-08', 'ELIGIBLE', 'institution']);
  });

  test('shows nothing of days on which the caller may not see the product', () => {
    const opened = { ...version, version: 2, effectiveFrom: '2018-12-11' };
    const narrow = { ...version, accesses: [{ scheme: 'listed-channel', audience: 'institutional' as const }] };
    const { verdicts, accesses } = of(productOf(narrow, opened));
    expect(verdicts.buy[0]).toEqual({
      from: '2018-12-01',
      to: '2018-12-10',
      offered: false,
      productVersion: undefined,
      verdict: 'ineligible',
    });
    expect(accesses[0]?.sell[0]).toMatchObject({ to: '2018-12-10', decision: 'NOT_OFFERED' });
  });
});
