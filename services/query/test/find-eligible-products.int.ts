import type { AccessState } from '@jinqiao/contracts/access-events';
import type { ProductState } from '@jinqiao/contracts/product-events';
import { combine } from '@jinqiao/eligibility-rules/product-verdict';
import fc from 'fast-check';
import type { ClassOutcome } from '../src/access-classes.js';
import { notYetReceived, shareOf } from '../src/access-classes.js';
import { catalogueProduct } from '../src/catalogue-product.projection.js';
import { findEligibleProducts, type SearchCriteria } from '../src/find-eligible-products.js';
import { productAccess } from '../src/product-access.projection.js';
import type { SearchRow } from '../src/search-page.js';
import { verdictOf, verdictRank, verdicts } from '../src/verdict.js';
import { accessEvent, productEvent } from './events.js';
import { queryDatabase } from './query-database.js';

let database: Awaited<ReturnType<typeof queryDatabase>>;
beforeAll(async () => (database = await queryDatabase()));
afterAll(() => database.drop());

const uuidOf = (space: number, n: number) => `019aa000-0000-7000-8000-${String(space * 10_000 + n).padStart(12, '0')}`;
const days = ['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05'];
const day = fc.constantFrom(...days);
const sides = ['buy', 'sell'] as const;
const audiences = ['public', 'hong-kong-professional-investor', 'institutional'] as const;
const schemeKinds = {
  north: 'channel',
  south: 'channel',
  professionals: 'gate',
  suitability: 'gate',
  green: 'label',
  exempt: 'treatment',
  issuer: 'issuance',
} as const;
type SchemeName = keyof typeof schemeKinds;
const schemeNames = Object.keys(schemeKinds) as SchemeName[];
type Kind = (typeof schemeKinds)[SchemeName];
const kinds = ['channel', 'gate', 'label', 'issuance', 'treatment'] as const satisfies readonly Kind[];
/** A class belongs to one scheme, so to one kind. */
const classes = kinds.flatMap((schemeKind, space) =>
  Array.from({ length: 5 }, (_, n) => ({ schemeKind, accessClassId: uuidOf(10 + space, n) })),
);
const classIdsOf = (kind: Kind) => classes.filter(({ schemeKind }) => schemeKind === kind).map(({ accessClassId }) => accessClassId);

const decisions = [
  { decision: 'ELIGIBLE', dependsOnOrder: false },
  { decision: 'INELIGIBLE', dependsOnOrder: false },
  { decision: 'UNDETERMINED', dependsOnOrder: false },
  { decision: 'UNDETERMINED', dependsOnOrder: true },
  { decision: 'NOT_IN_FORCE', dependsOnOrder: false },
] as const;

type Decided = (typeof decisions)[number];
const outcomeOf = (kind: Kind, decided: Decided): ClassOutcome => ({
  ...decided,
  missingFacts: [],
  verdict: shareOf({ kind, ...decided }),
});
/** A class that is left out has not been received. */
const outcomes = fc
  .array(fc.option(fc.constantFrom(...decisions)), { minLength: classes.length, maxLength: classes.length })
  .map(
    (given) =>
      new Map(
        classes.flatMap(({ schemeKind, accessClassId }, n) =>
          given[n] ? [[accessClassId, outcomeOf(schemeKind, given[n])] as const] : [],
        ),
      ),
  );

/** Intervals one after the other, the last open or closed. */
const assignments = (kind: Kind) =>
  fc
    .tuple(
      fc.uniqueArray(fc.nat(4), { minLength: 1, maxLength: 3 }),
      fc.array(fc.constantFrom(...classIdsOf(kind)), { minLength: 3, maxLength: 3 }),
      fc.boolean(),
    )
    .map(([starts, classes, open]) => {
      const from = starts.sort().map((start) => days[start]!);
      return from.map((first, n) => ({
        accessClassId: classes[n]!,
        from: first,
        to: from[n + 1] ? dayBefore(from[n + 1]!) : open ? null : first,
      }));
    });
const dayBefore = (next: string) => days[days.indexOf(next) - 1]!;

const access = (scheme: SchemeName) =>
  fc.record({
    scheme: fc.constant<string>(scheme),
    schemeKind: fc.constant(schemeKinds[scheme]),
    audience: fc.constantFrom(...audiences),
    buy: assignments(schemeKinds[scheme]),
    sell: assignments(schemeKinds[scheme]),
  });
const accesses = fc.uniqueArray(fc.constantFrom(...schemeNames), { maxLength: 4 }).chain((names) => fc.tuple(...names.map(access)));

const version = fc.record({
  effectiveFrom: day,
  offeredFrom: day,
  lifecycle: fc.constantFrom('listed', 'listed', 'listed', 'suspended', 'withdrawn'),
  productType: fc.constantFrom('bond', 'fund'),
  productCode: fc.constantFrom('A', 'B', 'b', '100%_\\'),
  names: fc.constantFrom({ en: 'Harbour Bond' }, { 'zh-Hans': '沪港债券' }, { en: 'ＦＵＬＬ　Width', 'zh-Hant': '滬港基金' }),
});
type Product = { readonly versions: ProductState[]; readonly access: AccessState };
const catalogue = fc
  .array(fc.tuple(fc.array(version, { minLength: 1, maxLength: 3 }), accesses), { minLength: 1, maxLength: 8 })
  .map((products) =>
    products.map(([versions, declared], n): Product => {
      const productId = uuidOf(1, n);
      return {
        versions: versions.map((state, index) => ({ ...productEvent({ productId }).data, ...state, productId, version: index + 1 })),
        access: accessEvent({ productId, accesses: declared }).data,
      };
    }),
  );

const criteria = fc.record({
  day,
  side: fc.constantFrom(...sides),
  audiences: fc.subarray(['hong-kong-professional-investor', 'institutional']).map((more) => ['public', ...more]),
  verdicts: fc.option(fc.subarray([...verdicts], { minLength: 1 }), { nil: undefined }),
  schemes: fc.option(fc.subarray<string>(schemeNames, { minLength: 1 }), { nil: undefined }),
  productTypes: fc.option(fc.subarray(['bond', 'fund'], { minLength: 1 }), { nil: undefined }),
  text: fc.option(fc.constantFrom('HARBOUR', '沪港', 'full width', '%', '_', '\\', 'A'), { nil: undefined }),
  limit: fc.integer({ min: 1, max: 4 }),
});

/** One product asked alone, as a single check would. */
function judge(product: Product, asked: SearchCriteria, answers: ReadonlyMap<string, ClassOutcome>) {
  const inEffect = product.versions.findLast((state) => state.effectiveFrom <= asked.day);
  if (!inEffect || inEffect.offeredFrom > asked.day || inEffect.lifecycle === 'withdrawn') return undefined;
  const onTheDay = product.access.accesses.flatMap((declared) =>
    declared[asked.side]
      .filter(({ from, to }) => from <= asked.day && (to === null || to >= asked.day))
      .map(({ accessClassId }) => ({
        ...declared,
        kind: declared.schemeKind,
        ...(answers.get(accessClassId) ?? notYetReceived),
        visible: asked.audiences.includes(declared.audience),
      })),
  );
  const shown = onTheDay.filter(({ visible }) => visible);
  if (shown.length === 0) return undefined;
  if (asked.schemes && !shown.some(({ scheme }) => asked.schemes!.includes(scheme))) return undefined;
  if (asked.productTypes && !asked.productTypes.includes(inEffect.productType)) return undefined;
  const texts = [inEffect.productCode, ...Object.values(inEffect.names)].map((text = '') => text.normalize('NFKC').toLowerCase());
  if (asked.text !== undefined && !texts.some((text) => text.includes(asked.text!.toLowerCase()))) return undefined;
  return {
    productId: inEffect.productId,
    code: inEffect.productCode,
    verdict: combine(onTheDay.filter(({ visible, kind }) => visible || kind === 'gate')),
    schemes: shown.map(({ scheme }) => scheme).sort(),
  };
}

/** Of the open products, the classes that can still grant or hold back and that the caller sees. */
function waitingClasses(product: Product, asked: SearchCriteria, answers: ReadonlyMap<string, ClassOutcome>): readonly string[] {
  if (!['undetermined', 'depends-on-order'].includes(judge(product, asked, answers)?.verdict ?? '')) return [];
  return product.access.accesses
    .filter(({ audience, schemeKind }) => asked.audiences.includes(audience) && ['channel', 'gate'].includes(schemeKind))
    .flatMap((declared) => declared[asked.side].filter(({ from, to }) => from <= asked.day && (to === null || to >= asked.day)))
    .map(({ accessClassId }) => accessClassId)
    .filter((id) => (answers.get(id) ?? notYetReceived).verdict !== 'ineligible')
    .sort();
}

const byCodeThenId = (left: { code: string; productId: string }, right: { code: string; productId: string }) =>
  left.code === right.code ? (left.productId < right.productId ? -1 : 1) : left.code < right.code ? -1 : 1;

async function searchPage(asked: SearchCriteria, answers: ReadonlyMap<string, ClassOutcome>): Promise<readonly SearchRow[]> {
  const { statement, parameters } = findEligibleProducts(asked, answers);
  return (await database.asReader(asked.audiences, (sql) => sql(statement, parameters))) as readonly SearchRow[];
}

async function searchAll(asked: SearchCriteria, answers: ReadonlyMap<string, ClassOutcome>) {
  const found = [];
  let after: SearchCriteria['after'];
  for (;;) {
    const rows = await searchPage({ ...asked, after }, answers);
    const products = rows.filter((row) => row.product_id !== null);
    found.push(
      ...products.map((row) => ({
        productId: row.product_id,
        code: row.product_code,
        verdict: verdictOf(row.rank),
        schemes: row.accesses.map(({ scheme }) => scheme),
      })),
    );
    const last = products.at(-1);
    if (!last || products.length < asked.limit) return { found, totals: rows[0]! };
    after = { productCode: last.product_code, productId: last.product_id };
  }
}

test('a list is the same answer as each product asked alone: for any catalogue, investor, day and caller, over all its pages', async () => {
  await fc.assert(
    fc.asyncProperty(catalogue, outcomes, fc.array(criteria, { minLength: 4, maxLength: 4 }), async (products, answers, questions) => {
      await database.empty();
      await database.apply(
        catalogueProduct,
        products.flatMap(({ versions }) => versions.map((state) => productEvent(state))),
      );
      await database.apply(
        productAccess,
        products.map((product) => accessEvent(product.access)),
      );
      for (const asked of questions) {
        const judged = products.map((product) => judge(product, asked, answers)).filter((product) => product !== undefined);
        const expected = judged.filter(({ verdict }) => asked.verdicts?.includes(verdict) ?? true).sort(byCodeThenId);
        const { found, totals } = await searchAll(asked, answers);
        expect(found).toEqual(expected);
        expect(totals.total).toBe(expected.length);
        const waiting = (totals.open_products ?? []).flatMap(({ classIds, products: count }) =>
          Array.from({ length: count }, () => [...classIds].sort().join()),
        );
        const waitingAlone = products.map((product) => waitingClasses(product, asked, answers).join()).filter((ids) => ids !== '');
        expect(waiting.sort()).toEqual(waitingAlone.sort());
        for (const verdict of verdicts) {
          expect(totals.products_by_rank?.[verdictRank[verdict]] ?? 0).toBe(judged.filter((product) => product.verdict === verdict).length);
        }
      }
    }),
    { numRuns: 100 },
  );
});

test('the verdict of a product is that of combine, for every pair of accesses of every kind and decision, and every three channels and gates', async () => {
  await database.empty();
  const single = kinds.flatMap((kind) => decisions.map((_, n) => ({ kind, n })));
  const deciding = single.filter(({ kind }) => kind === 'channel' || kind === 'gate');
  const combinations = [
    ...single.flatMap((first) => [[first], ...single.map((second) => [first, second])]),
    ...deciding.flatMap((first) => deciding.flatMap((second) => deciding.map((third) => [first, second, third]))),
  ];
  const answers = new Map(
    kinds.flatMap((kind) => decisions.map((decided, n) => [classIdsOf(kind)[n]!, outcomeOf(kind, decided)] as const)),
  );
  const events = combinations.map((accesses, index) =>
    accessEvent({
      productId: uuidOf(1, index),
      accesses: accesses.map(({ kind, n }, position) => ({
        scheme: `s${position}`,
        schemeKind: kind,
        audience: 'public',
        buy: [{ accessClassId: classIdsOf(kind)[n]!, from: days[0]!, to: null }],
        sell: [],
      })),
    }),
  );
  await database.apply(
    catalogueProduct,
    events.map(({ subject }) => productEvent({ productId: subject, productCode: subject, offeredFrom: days[0]!, effectiveFrom: days[0]! })),
  );
  await database.apply(productAccess, events);
  const rows = await searchPage({ day: days[0]!, side: 'buy', audiences: ['public'], verdicts, limit: 10_000 }, answers);
  expect(rows.map((row) => row.product_id !== null && verdictOf(row.rank))).toEqual(
    combinations.map((accesses) => combine(accesses.map(({ kind, n }) => ({ kind, ...decisions[n]! })))),
  );
});
