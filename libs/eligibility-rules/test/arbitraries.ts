import { addDays, addMonths } from '@jinqiao/identifiers/day';
import type { Day } from '@jinqiao/identifiers/day';
import fc from 'fast-check';
import type { Comparison, Condition, Literal } from '../src/condition.js';
import { factDictionary } from '../src/fact-dictionary.js';
import type { FactSpecification } from '../src/fact-specification.js';
import type { Facts, FactValue } from '../src/facts.js';
import type { AuthoredTexts, Rule, Scheme } from '../src/rule.js';

/** Few facts of every type and scope, with few values close to each other: comparisons then sit on their limits. */
const INVESTOR = [
  'investor.kind',
  'investor.identityDocuments',
  'investor.securitiesAndCashCny',
  'investor.riskToleranceC',
  'investor.registeredIn',
  'investor.usesBothChannels',
  'investor.statuses',
  'investor.accountMarket',
];
const TRADE = ['trade.amountCny', 'trade.localTime'];
const PRODUCT = [
  'product.board',
  'product.features',
  'product.marketCapCny',
  'product.riskRatingR',
  'product.domicile',
  'product.hasListedHShare',
  'product.listedOn',
  'product.listedMonths',
  'product.maturesOn',
  'product.remainingTenorYears',
  'institution.kind',
  'institution.licensedActivities',
  'product.productType',
  'product.schemeListing',
];
/** Every fact that a random rule may look at. */
export const FACTS: readonly string[] = [...INVESTOR, ...TRADE, ...PRODUCT];
const PAIRS: readonly (readonly [string, string])[] = [
  ['product.riskRatingR', 'investor.riskToleranceC'],
  ['product.marketCapCny', 'investor.securitiesAndCashCny'],
  ['trade.amountCny', 'product.marketCapCny'],
  ['investor.registeredIn', 'product.domicile'],
  ['product.listedOn', 'product.maturesOn'],
  ['trade.amountCny', 'investor.securitiesAndCashCny'],
  ['investor.usesBothChannels', 'product.hasListedHShare'],
];

const DECIMALS = ['-1', '0', '0.99', '1', '1.00', '1.01', '2', '30'];
const INTEGERS = [-1, 0, 1, 2, 6, 12];
const DAYS: readonly Day[] = ['2024-01-31', '2024-02-29', '2024-03-01', '2025-01-31', '2025-02-28', '2025-12-31'];
const TIMES = ['00:00', '07:00', '12:30', '23:00', '23:59'];

const codesOf = ({ values, standard }: FactSpecification): readonly string[] =>
  standard === undefined ? (values ?? []).slice(0, 4) : ['CN', 'HK', 'LU'];

function elementOf(specification: FactSpecification): fc.Arbitrary<string | number | boolean> {
  switch (specification.type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.constantFrom(...INTEGERS);
    case 'decimal':
      return fc.constantFrom(...DECIMALS);
    case 'code':
    case 'set of code':
      return fc.constantFrom(...codesOf(specification));
    case 'day':
      return fc.constantFrom(...DAYS);
    case 'local time':
      return fc.constantFrom(...TIMES);
  }
}

const specificationOf = (fact: string): FactSpecification => {
  const specification = factDictionary.get(fact);
  if (specification === undefined) throw new Error(`no fact ${fact}`);
  return specification;
};

/** A known value of a fact. */
export function valueOf(fact: string): fc.Arbitrary<FactValue> {
  const specification = specificationOf(fact);
  // Mostly what lets the rules speak at all.
  if (fact === 'product.productType') return fc.constantFrom('fund', 'fund', 'a_share', 'etf', 'rmb_deposit');
  if (fact === 'product.schemeListing') return fc.constantFrom('full', 'full', 'full', 'sell_only', 'not_listed');
  return specification.type === 'set of code' ? fc.subarray([...codesOf(specification)]) : elementOf(specification);
}

const factsOf = (names: readonly string[], absent: fc.Arbitrary<null | undefined>): fc.Arbitrary<Facts> =>
  fc
    .tuple(...names.map((fact) => fc.oneof({ weight: 5, arbitrary: valueOf(fact) }, { weight: 1, arbitrary: absent })))
    .map(
      (values) =>
        Object.fromEntries(
          names.map((fact, position) => [fact, values[position]] as const).filter(([, value]) => value !== undefined),
        ) as Facts,
    );

const unknownOrNotApplicable = fc.constantFrom(null, undefined);
/** Facts of which some are known, some unknown and some not applicable. */
export const facts = factsOf(FACTS, unknownOrNotApplicable);
/** As `facts`, of the product's side alone. */
export const productFacts = factsOf(PRODUCT, unknownOrNotApplicable);
/** As `facts`, of the investor and the order alone. */
export const askedFacts = factsOf([...INVESTOR, ...TRADE], unknownOrNotApplicable);
/** Every fact known or known not to apply, each age and tenor given or derivable. */
export const completeFacts = factsOf(FACTS, fc.constant(null));

const OPERATORS = { boolean: ['eq', 'ne'], code: ['eq', 'ne', 'in'], 'set of code': ['includes', 'includesAny'] } as const;
const ORDERED = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'between'] as const;

function literalFor(op: Comparison['op'], specification: FactSpecification): fc.Arbitrary<Literal> {
  const element = elementOf(specification) as fc.Arbitrary<string | number>;
  if (op === 'in' || op === 'includesAny') return fc.array(element, { minLength: 1, maxLength: 3 });
  return op === 'between' ? fc.tuple(element, element).map((bounds) => [...bounds]) : element;
}

function comparisonOf(fact: string): fc.Arbitrary<Comparison> {
  const specification = specificationOf(fact);
  const choices: readonly Comparison['op'][] =
    specification.type in OPERATORS ? OPERATORS[specification.type as keyof typeof OPERATORS] : ORDERED;
  return fc
    .constantFrom<Comparison['op']>(...choices, 'exists')
    .chain((op): fc.Arbitrary<Comparison> =>
      op === 'exists' ? fc.constant({ fact, op }) : literalFor(op, specification).map((value) => ({ fact, op, value })),
    );
}

const comparison: fc.Arbitrary<Condition> = fc.constantFrom(...FACTS).chain(comparisonOf);

const twoFacts: fc.Arbitrary<Condition> = fc
  .tuple(fc.constantFrom(...PAIRS), fc.boolean(), fc.constantFrom<Comparison['op']>('eq', 'ne', 'gt', 'gte', 'lt', 'lte'))
  .map(([[a, b], swapped, op]) => ({
    fact: swapped ? b : a,
    op: specificationOf(a).type in OPERATORS && op !== 'eq' ? 'ne' : op,
    otherFact: swapped ? a : b,
  }));

const leaf = (withReviews: boolean): fc.Arbitrary<Condition> =>
  fc.oneof(
    { weight: 6, arbitrary: comparison },
    { weight: 2, arbitrary: twoFacts },
    { weight: withReviews ? 1 : 0, arbitrary: fc.constant<Condition>({ needsReview: { en: 'Ask the exchange.' } }) },
  );

/** A random condition over `FACTS`. */
export const condition = (withReviews = true): fc.Arbitrary<Condition> =>
  fc.letrec<{ node: Condition }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf(withReviews),
      fc.array(tie('node'), { maxLength: 3 }).map((all) => ({ all })),
      fc.array(tie('node'), { maxLength: 3 }).map((any) => ({ any })),
      tie('node').map((part) => ({ not: part })),
    ),
  })).node;

const texts: AuthoredTexts = { en: 'text', 'zh-Hans': '文本', 'zh-Hant': '文本' };

/** A day near those on which random rules start and end. */
export const day: fc.Arbitrary<Day> = fc
  .tuple(fc.constantFrom(...DAYS), fc.integer({ min: -2, max: 2 }), fc.integer({ min: 0, max: 14 }))
  .map(([start, days, months]) => addDays(addMonths(start, months), days));

const rule = (withReviews: boolean): fc.Arbitrary<Omit<Rule, 'id'>> =>
  fc
    .record({
      side: fc.constantFrom('buy' as const, 'sell' as const, 'both' as const),
      from: day,
      length: fc.option(fc.integer({ min: 0, max: 500 }), { freq: 2 }),
      when: fc.option(condition(withReviews), { freq: 2 }),
      requires: condition(withReviews),
      verified: fc.integer({ min: 0, max: 10 }),
      explains: fc.integer({ min: 0, max: 12 }),
      capacity: fc.boolean(),
    })
    .map(({ side, from, length, when, requires, verified, explains, capacity }) => ({
      side,
      from,
      ...(length === null ? {} : { to: addDays(from, length) }),
      says: texts,
      ...(when === null ? {} : { when }),
      requires,
      cites: [{ instrument: 'A circular' }],
      ...(verified === 0 ? {} : { confidence: 'official-page' as const }),
      ...(explains === 0 ? { explainsOnly: true } : {}),
      ...(capacity ? { about: 'capacity' as const } : {}),
    }));

/** A random scheme over `FACTS`. */
export const scheme = (withReviews = true): fc.Arbitrary<Scheme> =>
  fc
    .record({
      kind: fc.constantFrom('channel' as const, 'channel' as const, 'gate' as const, 'label' as const),
      inForceFrom: fc.option(fc.oneof(fc.constant('2024-01-01'), day), { freq: 12 }),
      productTypes: fc.constantFrom(['a_share', 'etf', 'fund', 'rmb_deposit'], ['a_share', 'etf', 'fund'], ['fund']),
      coverage: fc.integer({ min: 0, max: 12 }),
      listed: fc.boolean(),
      rules: fc.array(rule(withReviews), { minLength: 1, maxLength: 4 }),
    })
    .map(({ kind, inForceFrom, productTypes, coverage, listed, rules }) => ({
      id: 'random-scheme',
      names: texts,
      kind,
      direction: 'both' as const,
      theme: 'market-connectivity',
      inForceFrom,
      productTypes,
      coverage: coverage === 0 ? ('none' as const) : ('partial' as const),
      ...(listed ? { decidedByList: 'product.schemeListing' } : {}),
      rules: rules.map((each, position) => ({ id: `R-${position + 1}`, ...each })),
    }));

/** The side of an order. */
export const side = fc.constantFrom('buy' as const, 'sell' as const);

const DERIVED = ['product.listedMonths', 'product.remainingTenorYears'];

/** A random scheme with a rule about ages and tenors on top. */
export const schemeOfAges: fc.Arbitrary<Scheme> = fc
  .tuple(scheme(), fc.array(fc.constantFrom(...DERIVED).chain(comparisonOf), { minLength: 1, maxLength: 3 }))
  .map(([random, comparisons]) => ({
    ...random,
    coverage: 'partial' as const,
    rules: [
      ...random.rules,
      {
        id: 'R-AGE',
        side: 'both' as const,
        from: '2024-01-31',
        says: texts,
        requires: { any: comparisons },
        cites: [],
        confidence: 'official-page' as const,
      },
    ],
  }));

/** Product facts whose ages and tenors have to be derived. */
export const productFactsByDay: fc.Arbitrary<Facts> = productFacts.map((product) =>
  Object.fromEntries(Object.entries(product).filter(([fact]) => !DERIVED.includes(fact))),
);
