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

/** Every value that a random rule or fact has, in a list: to draw from a list is the cheapest that there is. */
function elementsOf(specification: FactSpecification): readonly (string | number | boolean)[] {
  switch (specification.type) {
    case 'boolean':
      return [false, true];
    case 'integer':
      return INTEGERS;
    case 'decimal':
      return DECIMALS;
    case 'code':
    case 'set of code':
      return codesOf(specification);
    case 'day':
      return DAYS;
    case 'local time':
      return TIMES;
  }
}

const specificationOf = (fact: string): FactSpecification => {
  const specification = factDictionary.get(fact);
  if (specification === undefined) throw new Error(`no fact ${fact}`);
  return specification;
};

function valuesOf(fact: string): readonly FactValue[] {
  const specification = specificationOf(fact);
  // Mostly what lets the rules speak at all.
  if (fact === 'product.productType') return ['fund', 'fund', 'a_share', 'etf', 'rmb_deposit'];
  if (fact === 'product.schemeListing') return ['full', 'full', 'full', 'sell_only', 'not_listed'];
  if (specification.type !== 'set of code') return elementsOf(specification);
  return codesOf(specification).reduce<readonly (readonly string[])[]>(
    (sets, code) => [...sets, ...sets.map((set) => [...set, code])],
    [[]],
  );
}

/** A known value of a fact. */
export const valueOf = (fact: string): fc.Arbitrary<FactValue> => fc.constantFrom(...valuesOf(fact));

const KNOWN = 5;

/** Values, five times as many as there are `absent` ones. */
function mostlyKnown(fact: string, absent: readonly (null | undefined)[]): fc.Arbitrary<FactValue | null | undefined> {
  const values = valuesOf(fact);
  const known = Array.from({ length: KNOWN * absent.length }, () => values).flat();
  const missing = Array.from({ length: values.length }, () => absent).flat();
  return fc.constantFrom(...known, ...missing);
}

const factsOf = (names: readonly string[], absent: readonly (null | undefined)[]): fc.Arbitrary<Facts> =>
  fc.tuple(...names.map((fact) => mostlyKnown(fact, absent))).map((values) => {
    const drawn: Record<string, FactValue | null> = {};
    names.forEach((fact, position) => {
      const value = values[position];
      if (value !== undefined) drawn[fact] = value;
    });
    return drawn;
  });

const unknownOrNotApplicable = [null, undefined] as const;
/** Facts of which some are known, some unknown and some not applicable. */
export const facts = factsOf(FACTS, unknownOrNotApplicable);
/** As `facts`, of the product's side alone. */
export const productFacts = factsOf(PRODUCT, unknownOrNotApplicable);
/** As `facts`, of the investor and the order alone. */
export const askedFacts = factsOf([...INVESTOR, ...TRADE], unknownOrNotApplicable);
/** Every fact known or known not to apply, each age and tenor given or derivable. */
export const completeFacts = factsOf(FACTS, [null]);

const OPERATORS = { boolean: ['eq', 'ne'], code: ['eq', 'ne', 'in'], 'set of code': ['includes', 'includesAny'] } as const;
const ORDERED = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'between'] as const;

const LITERALS_AN_OPERATOR = 60;

/** Literals of an operator: each list of one to three values, and each pair of limits, even where nothing lies between them. */
function literalsFor(op: Comparison['op'], specification: FactSpecification): readonly Literal[] {
  const elements = elementsOf(specification) as readonly (string | number)[];
  const pairs = elements.flatMap((a) => elements.map((b) => [a, b]));
  if (op === 'between') return pairs;
  if (op !== 'in' && op !== 'includesAny') return elements;
  return [...elements.map((a) => [a]), ...pairs, ...pairs.map(([a = '', b = ''], place) => [a, b, elements[place % elements.length] ?? a])];
}

/** All lists in one, each as often as it takes to weigh like the longest. */
function evenly<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(...lists.map(({ length }) => length));
  return lists.flatMap((list) => Array.from({ length: longest }, (_, place) => list[place % list.length] as T));
}

/** Comparisons of a fact, every operator as often as every other. */
function comparisonsOf(fact: string): readonly Comparison[] {
  const specification = specificationOf(fact);
  const choices: readonly Comparison['op'][] =
    specification.type in OPERATORS ? OPERATORS[specification.type as keyof typeof OPERATORS] : ORDERED;
  const compared = choices.flatMap((op) => {
    const literals = literalsFor(op, specification);
    // Spread over all of them where there are more.
    const step = Math.max(1, literals.length / LITERALS_AN_OPERATOR);
    return Array.from({ length: LITERALS_AN_OPERATOR }, (_, place): Comparison => {
      const value = literals[Math.floor(place * step) % literals.length];
      return { fact, op, ...(value === undefined ? {} : { value }) };
    });
  });
  return [...compared, ...Array.from({ length: LITERALS_AN_OPERATOR }, (): Comparison => ({ fact, op: 'exists' }))];
}

const comparison: fc.Arbitrary<Condition> = fc.constantFrom(...evenly(FACTS.map(comparisonsOf)));

const twoFacts: fc.Arbitrary<Condition> = fc.constantFrom(
  ...PAIRS.flatMap(([a, b]) =>
    [false, true].flatMap((swapped) =>
      (['eq', 'ne', 'gt', 'gte', 'lt', 'lte'] as const).map((op): Condition => ({
        fact: swapped ? b : a,
        op: specificationOf(a).type in OPERATORS && op !== 'eq' ? 'ne' : op,
        otherFact: swapped ? a : b,
      })),
    ),
  ),
);

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
export const day: fc.Arbitrary<Day> = fc.constantFrom(
  ...DAYS.flatMap((start) => Array.from({ length: 15 }, (_, months) => addMonths(start, months))).flatMap((start) =>
    [0, -1, 1, -2, 2].map((days) => addDays(start, days)),
  ),
);

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
  .tuple(scheme(), fc.array(fc.constantFrom(...DERIVED.flatMap(comparisonsOf)), { minLength: 1, maxLength: 3 }))
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
