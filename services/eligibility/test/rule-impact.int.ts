import { accessClassDetermined } from '@jinqiao/contracts/access-class-events';
import type { AccessClassState } from '@jinqiao/contracts/access-class-events';
import { accessDetermined } from '@jinqiao/contracts/access-events';
import type { AccessState } from '@jinqiao/contracts/access-events';
import { decideResidual } from '@jinqiao/eligibility-rules/decide-residual';
import { combine } from '@jinqiao/eligibility-rules/product-verdict';
import type { Rule } from '@jinqiao/eligibility-rules/rule';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import type { Sql } from '@jinqiao/event-log/sql';
import { v7 as uuid } from 'uuid';
import { archetypes, factsOfArchetype } from '../src/archetypes.js';
import type { CurrentLaw } from '../src/current-law.js';
import { EligibilityChanges } from '../src/eligibility-changes.js';
import { changesBetween } from '../src/eligibility-changes.store.js';
import { productPages } from '../src/facts.store.js';
import { openLaw } from '../src/law-opening.store.js';
import { adoptLaw, releasedLaw } from '../src/law.store.js';
import { effectOf } from '../src/product-impact.js';
import type { ImpactStanding } from '../src/product-impact.js';
import { publishList } from '../src/published-list.store.js';
import { keepDraft } from '../src/rule-draft.store.js';
import type { RuleDraft } from '../src/rule-draft.js';
import { impactOfDraft } from '../src/rule-impact.store.js';
import { publishDraft } from '../src/rule-publication.store.js';
import { ruleHash } from '../src/rule.store.js';
import { openEligibilityDatabase } from './eligibility-database.js';
import type { EligibilityDatabase } from './eligibility-database.js';
import { institutionEvent, institutionState, productEvent, shareState } from './known-products.js';
import { onlyIndividuals, onlyMainBoard } from './rule-drafts.js';

const scheme = 'stock-connect-northbound';
const cause = { happenedAt: '2026-12-10T02:00:00.000Z', correlationId: 'test' };
const day = '2026-12-12';
const sides = ['buy', 'sell'] as const;
type Side = (typeof sides)[number];

/** Shares of both boards and ETFs of several ages; every fifth one is not on the list. */
const shares = Array.from({ length: 24 }, (_, n) => {
  const stockCode = String(600000 + n);
  const listedOn = ['2026-06-30', '2026-06-08', '2010-05-04'][n % 3] as string;
  if (n % 2 === 1) return shareState(uuid(), stockCode, { productType: 'etf', terms: { mic: 'XSHG', stockCode, listedOn } });
  return shareState(uuid(), stockCode, { terms: { mic: 'XSHG', stockCode, board: n % 4 === 0 ? 'STAR' : 'MAIN' } });
});
const list = {
  day: '2026-12-04',
  mic: 'XSHG',
  productTypes: ['a_share', 'etf'],
  entries: shares.filter((_, n) => n % 5 !== 4).map(({ terms }) => ({ code: terms['stockCode'] as string, standing: 'full' as const })),
};

let database: EligibilityDatabase;
let law: CurrentLaw;
/** The law of another replica, which publishes nothing. */
let elsewhere: CurrentLaw;
beforeAll(async () => {
  database = await openEligibilityDatabase();
  law = await openLaw(database.pool, () => new Date(cause.happenedAt));
  elsewhere = await openLaw(database.pool, () => new Date(cause.happenedAt));
  await as('projector', (sql) => adoptLaw(sql, law.snapshot(), cause));
  await database.applyInstitutions([institutionEvent(institutionState)]);
  await database.applyProducts(
    law,
    shares.map((state) => productEvent(state)),
  );
  await as('supervisor', (sql) => publishList(sql, scheme, list, cause));
  await database.workOff(law);
});
afterAll(() => database.close());

const as = <T>(actor: 'projector' | 'supervisor' | 'reader', work: (sql: Sql) => Promise<T>) =>
  inPoolTransaction(database.pool, { actor }, work);

const read = async () => {
  const events = await database.events();
  const latest = <T>(eventType: string) =>
    new Map(events.filter(({ type }) => type === eventType).map((each) => [each.subject, each.content as T]));
  return { events, classes: latest<AccessClassState>(accessClassDetermined.type), products: latest<AccessState>(accessDetermined.type) };
};

/** The verdict that every reader of the topics gives for an archetype. */
function verdictOf(
  known: Awaited<ReturnType<typeof read>>,
  productId: string,
  side: Side,
  facts: ReturnType<typeof factsOfArchetype>,
): ImpactStanding {
  const accesses = (known.products.get(productId)?.accesses ?? []).flatMap(({ schemeKind, [side]: intervals }) =>
    intervals
      .filter(({ from, to }) => from <= day && (to === null || day <= to))
      .map(({ accessClassId }) => ({ kind: schemeKind, ...decideResidual(known.classes.get(accessClassId)?.residuals ?? [], facts, day) })),
  );
  return accesses.length === 0 ? 'not-offered' : combine(accesses);
}

const onlyOldEtfs: RuleDraft = {
  rule: {
    ...(onlyMainBoard.rule as Rule),
    id: 'SC-NB-92',
    side: 'sell',
    when: { fact: 'product.productType', op: 'eq', value: 'etf' },
    requires: { fact: 'product.listedMonths', op: 'gte', value: 6 },
  },
  cases: [
    {
      ...onlyMainBoard.cases[0],
      name: 'a young ETF is not sold',
      side: 'sell',
      facts: { 'product.productType': 'etf', 'product.listedMonths': 5, 'product.board': null },
      because: ['SC-NB-92'],
    },
  ],
};
const individualsFromThen: RuleDraft = {
  rule: { ...(onlyIndividuals.rule as Rule), from: '2026-12-12' },
  cases: [{ ...onlyIndividuals.cases[0], day: '2026-12-12' }],
};

const mainlandInvestors = releasedLaw()
  .schemeById(scheme)
  ?.rules.find(({ id }) => id === 'SC-NB-01') as Rule;
const mainlandInvestorsUntilThen: RuleDraft = {
  rule: { ...mainlandInvestors, to: '2026-12-11' },
  closure: { reason: onlyMainBoard.rule.says, cites: onlyMainBoard.rule.cites, contentHash: ruleHash(mainlandInvestors) },
  cases: [
    {
      ...onlyMainBoard.cases[0],
      name: 'a holder of a Mainland identity card buys',
      day: '2026-12-12',
      facts: { ...onlyMainBoard.cases[0].facts, 'product.board': 'MAIN', 'investor.identityDocuments': ['CN_ID'] },
      decision: 'ELIGIBLE',
      because: [],
    },
  ],
};

describe('the impact announced', () => {
  test.each([
    ['of the end of a rule that nothing follows', mainlandInvestorsUntilThen],
    ['of a rule about boards', onlyMainBoard as RuleDraft],
    ['of a rule about the age of an ETF', onlyOldEtfs],
    ['of a rule about investors', individualsFromThen],
  ])(
    '%s is the difference found after publishing, product by product; events are the changed classes and the moved products',
    async (_, content) => {
      const draft = await as('supervisor', (sql) => keepDraft(sql, scheme, content, { subject: 'sun', at: cause.happenedAt }));
      const announced = await as('reader', async (sql) =>
        impactOfDraft(sql, await law.in(sql), draft, { day, archetypes, mostExamples: 100 }),
      );
      const before = await read();
      const published = await as('supervisor', (sql) =>
        publishDraft(sql, law.in, { scheme, draftId: draft.draftId, subject: 'sima' }, cause),
      );
      await as('reader', law.in);
      const after = await read();

      expect(announced.productsSeen).toBe(shares.length);
      const effects = {
        gains: 'gains',
        loses: 'loses',
        becomesUndetermined: 'becomes-undetermined',
        becomesOrderDependent: 'becomes-order-dependent',
        becomesIneligible: 'becomes-ineligible',
      } as const;
      const asTold = announced.archetypes.flatMap(({ archetype, sides: ofSides }) =>
        sides.flatMap((side) =>
          Object.entries(effects).flatMap(([name, effect]) =>
            (ofSides[side]?.[name as keyof typeof effects].examples ?? []).map(({ productId, from, to }) =>
              [archetype, side, effect, productId, from, to].join(),
            ),
          ),
        ),
      );
      const asFound = archetypes.flatMap((archetype) =>
        sides.flatMap((side) =>
          shares.flatMap(({ productId }) => {
            const facts = factsOfArchetype(archetype);
            const [from, to] = [verdictOf(before, productId, side, facts), verdictOf(after, productId, side, facts)];
            const effect = effectOf(from, to);
            return effect === 'unchanged' ? [] : [[archetype.id, side, effect, productId, from, to].join()];
          }),
        ),
      );
      expect(asFound.length).toBeGreaterThan(0);
      expect(asTold.sort()).toEqual(asFound.sort());

      const news = after.events.slice(before.events.length);
      const of = (eventType: string) => news.filter(({ type }) => type === eventType);
      expect(of(accessClassDetermined.type)).toHaveLength(published.classesChanged);
      expect(of(accessDetermined.type)).toHaveLength(published.productsChanged);
      for (const { subject, content: state } of of(accessClassDetermined.type))
        expect((state as AccessClassState).residuals).not.toEqual(before.classes.get(subject)?.residuals);
      for (const { subject, content: state } of of(accessDetermined.type))
        expect((state as AccessState).accesses).not.toEqual(before.products.get(subject)?.accesses);
    },
  );

  test('holds for every other replica from its next transaction on', async () => {
    expect(elsewhere.hash).not.toBe(law.hash);
    expect((await as('reader', elsewhere.in)).hash).toBe(law.hash);
    expect(elsewhere.schemeById(scheme)?.rules.map(({ id }) => id)).toEqual(expect.arrayContaining(['SC-NB-90', 'SC-NB-91', 'SC-NB-92']));
  });

  test('leaves nothing to do: determined again, no class and no product changes', async () => {
    const before = await read();
    await database.administrator.query(
      "INSERT INTO determination_due (product_id, happened_at, correlation_id) SELECT product_id, now(), 'again' FROM product_determination",
    );
    await database.workOff(law.snapshot());
    expect((await read()).events).toHaveLength(before.events.length);
    expect(await as('projector', (sql) => adoptLaw(sql, law.snapshot(), cause))).toBe(false);
  });
});

describe('the changes between two days', () => {
  test.each([
    ['2018-12-03', '2018-12-04'],
    ['2026-12-03', '2026-12-04'],
    ['2026-12-07', '2026-12-08'],
    ['2026-12-11', '2026-12-12'],
    ['2026-12-29', '2026-12-31'],
    ['2014-01-01', '2030-01-01'],
  ])('from %s to %s are the same, counted by classes and read product by product', async (from, to) => {
    for (const side of sides) {
      const schemes = new Set(law.schemes.map(({ id }) => id));
      const question = { from, to, side, archetypes, schemes, mostExamples: 100 };
      const [counted, read] = await as('reader', async (sql) => {
        const known = await law.in(sql);
        const oneByOne = new EligibilityChanges(known, question);
        for await (const products of productPages(sql)) for (const product of products) oneByOne.add(product);
        return [await changesBetween(sql, known, question), oneByOne.result()] as const;
      });
      expect(inOrder(counted)).toEqual(inOrder({ ...read, productsDue: 0 }));
    }
  });
});

/** Examples come in the order of their classes or of their products. */
const inOrder = (result: unknown): unknown =>
  JSON.parse(
    JSON.stringify(result, (name, value: unknown) =>
      name === 'examples' ? (value as { productId: string }[]).toSorted((one, other) => (one.productId < other.productId ? -1 : 1)) : value,
    ),
  );
