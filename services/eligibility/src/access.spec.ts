import { decideResidual } from '@jinqiao/eligibility-rules/decide-residual';
import { residualsOf } from '@jinqiao/eligibility-rules/access-class';
import { decide } from '@jinqiao/eligibility-rules/decide';
import { factsOnDay } from '@jinqiao/eligibility-rules/derived-facts';
import type { Facts } from '@jinqiao/eligibility-rules/facts';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { addDays, daysBetween } from '@jinqiao/identifiers/day';
import { productFacts } from '@jinqiao/product-types/product-facts';
import fc from 'fast-check';
import { listed, syntheticLaw as law } from '../test/synthetic-law.js';
import { determineAccesses } from './access.js';
import type { SignatureInterval } from './access.js';
import { accessOfVersion } from './access-facts.js';
import type { Institution, KnownProduct } from './access-facts.js';
import { validUntil } from './check.js';
import { standingIntervals } from './list-standing.js';
import type { Publication } from './list-standing.js';
import { versionInEffect } from './product-version.js';
import type { ProductVersion } from './product-version.js';

type Life = {
  readonly versions: readonly ProductVersion[];
  readonly institution: Institution | undefined;
  readonly lists: Readonly<Record<string, readonly Publication[]>>;
};

const firstDay = '2018-11-25';
const anyDay = fc.integer({ min: 0, max: 70 }).map((n) => addDays(firstDay, n));

const anyVersion = fc.record({
  terms: fc.record(
    {
      mic: fc.constant('XSHG'),
      stockCode: fc.constantFrom('600000', '600004'),
      board: fc.constantFrom('MAIN', 'STAR'),
      listedOn: fc.constantFrom('2018-06-10', '2018-06-30', '2018-07-31', '2015-01-01'),
      riskRatingR: fc.integer({ min: 1, max: 5 }),
    },
    { requiredKeys: ['mic'] },
  ),
  accesses: fc.uniqueArray(
    fc.record({
      scheme: fc.constantFrom('listed-channel', 'licensed-channel'),
      audience: fc.constantFrom('public' as const, 'institutional' as const),
    }),
    { minLength: 1, selector: ({ scheme }) => scheme },
  ),
  effectiveFrom: anyDay,
  offeredFrom: anyDay,
  lifecycle: fc.constantFrom('listed' as const, 'listed' as const, 'suspended' as const, 'withdrawn' as const),
});

const anyInstitution = fc.record({
  jurisdiction: fc.constant('HK'),
  institutionKind: fc.constant('licensed_corporation'),
  lifecycle: fc.constant('approved' as const),
  licences: fc.array(
    fc.record(
      {
        regulator: fc.constant('SFC'),
        code: fc.constant('SFC_TYPE_9'),
        activities: fc.constant(['asset_management']),
        from: anyDay,
        to: anyDay,
      },
      { requiredKeys: ['regulator', 'code', 'activities', 'from'] },
    ),
    { maxLength: 2 },
  ),
  schemeRoles: fc.array(
    fc.record(
      {
        scheme: fc.constantFrom('licensed-channel', 'listed-channel'),
        role: fc.constant('participant' as const),
        from: anyDay,
        to: anyDay,
      },
      { requiredKeys: ['scheme', 'role', 'from'] },
    ),
    { maxLength: 2 },
  ),
});

const anyPublications = fc.array(
  fc.record({ day: anyDay, standing: fc.constantFrom('full' as const, 'sell_only' as const, 'not_listed' as const) }),
  { maxLength: 4 },
);

const anyLife: fc.Arbitrary<Life> = fc
  .record({
    versions: fc.array(anyVersion, { minLength: 1, maxLength: 4 }),
    institution: fc.option(anyInstitution, { nil: undefined }),
    lists: fc.record({ '600000': anyPublications, '600004': anyPublications }),
  })
  .map(({ versions, institution, lists }) => ({
    lists,
    institution: institution as Institution | undefined,
    versions: versions.map((version, index): ProductVersion => ({
      ...version,
      terms: { ...version.terms },
      productType: 'a_share',
      suspendedSides: [],
      version: index + 1,
    })),
  }));

const anyInvestor: fc.Arbitrary<Facts> = fc.record(
  {
    'investor.kind': fc.constantFrom('institution', 'individual'),
    'investor.statuses': fc.subarray(['HK_IPI', 'QDII']),
    'investor.riskToleranceC': fc.integer({ min: 1, max: 5 }),
  },
  { requiredKeys: [] },
);

const known = ({ versions, institution, lists }: Life): KnownProduct => ({
  productId: '019aa000-0000-7000-8000-000000000101',
  versions,
  institution,
  standings: ({ scheme, code }) => (scheme === 'listed-channel' ? standingIntervals(lists[code] ?? []) : []),
});

/** The facts on a day, put together anew and by brute force: an oracle that shares nothing with the cutting into intervals. */
function factsOn({ institution, lists }: Life, version: ProductVersion, scheme: Scheme, day: string): Facts {
  const inForce = ({ from, to }: { from: string; to?: string | undefined }) => from <= day && (to === undefined || to >= day);
  const publications = (lists[version.terms['stockCode'] as string] ?? []).filter(
    (list) => list.day <= day && daysBetween(list.day, day) <= 14,
  );
  const latest = publications.reduce<Publication | undefined>((last, list) => (last && last.day > list.day ? last : list), undefined);
  const type = law.productTypeById(version.productType);
  if (!type) throw new Error('The synthetic law knows its own type.');
  const facts: Facts = {
    ...productFacts(type, version.terms),
    ...(institution && {
      'institution.jurisdiction': institution.jurisdiction,
      'institution.kind': institution.institutionKind,
      'institution.licensedActivities': institution.licences.some(inForce) ? ['asset_management'] : [],
      'institution.schemeRoles': institution.schemeRoles.some((role) => role.scheme === scheme.id && inForce(role)) ? ['participant'] : [],
    }),
    ...(scheme.id === 'listed-channel' && latest && { 'product.schemeListing': latest.standing }),
  };
  return factsOnDay(facts, day);
}

const covering = (intervals: readonly SignatureInterval[], day: string) =>
  intervals.filter(({ from, to }) => from <= day && (to === null || day <= to));
const offeredVersion = (life: Life, day: string): ProductVersion | undefined => {
  const version = versionInEffect(life.versions, day);
  return version && version.lifecycle !== 'withdrawn' && day >= version.offeredFrom ? version : undefined;
};
const anySide = fc.constantFrom('buy' as const, 'sell' as const);

describe('the accesses of a product', () => {
  test('have on every day one interval for each declared scheme and side, and none on days without an offer', () => {
    fc.assert(
      fc.property(anyLife, anyDay, anySide, (life, day, side) => {
        const found = determineAccesses(law, known(life)).filter((access) => covering(access[side], day).length > 0);
        const declared = offeredVersion(life, day)?.accesses ?? [];
        const inOrder = (accesses: readonly { scheme: string; audience: string }[]) =>
          accesses.map(({ scheme, audience }) => `${scheme} ${audience}`).sort();
        expect(inOrder(found.map(({ scheme, audience }) => ({ scheme: scheme.id, audience })))).toEqual(inOrder(declared));
        for (const access of found) expect(covering(access[side], day)).toHaveLength(1);
      }),
      { numRuns: 500 },
    );
  });

  test('decide through their class as the facts of the day decide', () => {
    fc.assert(
      fc.property(anyLife, anyDay, anySide, anyInvestor, (life, day, side, investor) => {
        const version = offeredVersion(life, day);
        for (const access of determineAccesses(law, known(life))) {
          const [interval] = covering(access[side], day);
          if (!interval || !version) continue;
          const direct = decide(access.scheme, { ...factsOn(life, version, access.scheme, day), ...investor }, day, side);
          const byClass = decideResidual(residualsOf(access.scheme, side, interval.facts), investor, day);
          expect({ ...byClass, missingFacts: [...byClass.missingFacts].sort() }).toEqual({
            decision: direct.decision,
            refused: direct.refused.map(({ id }) => id),
            missingFacts: [...direct.missingFacts].sort(),
            dependsOnOrder: direct.dependsOnOrder,
          });
        }
      }),
      { numRuns: 1500 },
    );
  });

  test('never have neighbours of one signature, and their intervals follow one another in order', () => {
    fc.assert(
      fc.property(anyLife, anySide, (life, side) => {
        for (const access of determineAccesses(law, known(life))) {
          access[side].slice(1).forEach((interval, index) => {
            const before = access[side][index];
            if (!before?.to) throw new Error('An interval that runs on has a follower.');
            expect(before.to < interval.from).toBe(true);
            if (addDays(before.to, 1) === interval.from) expect(before.signature).not.toBe(interval.signature);
          });
        }
      }),
      { numRuns: 500 },
    );
  });

  test('keep the answer of a check until the day that it names', () => {
    fc.assert(
      fc.property(anyLife, anyDay, anyInvestor, fc.integer({ min: 1, max: 40 }), (life, asOf, investor, later) => {
        const version = offeredVersion(life, asOf);
        if (!version) return;
        const until = validUntil(accessOfVersion(law, known(life), version, listed), life.versions, { asOf, side: 'buy' });
        const day = addDays(asOf, later);
        if (until !== null && day > until) return;
        expect(offeredVersion(life, day)).toBe(version);
        const decisionOn = (at: string) => decide(listed, { ...factsOn(life, version, listed, at), ...investor }, at, 'buy').decision;
        expect(decisionOn(day)).toBe(decisionOn(asOf));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('an access whose audience changes', () => {
  test('becomes two, each on its own days', () => {
    const first: ProductVersion = {
      version: 1,
      productType: 'a_share',
      terms: { mic: 'XSHG', stockCode: '600000' },
      accesses: [{ scheme: 'listed-channel', audience: 'institutional' }],
      offeredFrom: '2018-12-04',
      effectiveFrom: '2018-12-04',
      lifecycle: 'listed',
      suspendedSides: [],
    };
    const second: ProductVersion = {
      ...first,
      version: 2,
      effectiveFrom: '2019-01-01',
      accesses: [{ scheme: 'listed-channel', audience: 'public' }],
    };
    const accesses = determineAccesses(law, known({ versions: [first, second], institution: undefined, lists: {} }));
    expect(accesses.map(({ audience, sell }) => ({ audience, days: sell.map(({ from, to }) => [from, to]) }))).toEqual([
      { audience: 'institutional', days: [['2018-12-04', '2018-12-31']] },
      { audience: 'public', days: [['2019-01-01', null]] },
    ]);
  });
});
