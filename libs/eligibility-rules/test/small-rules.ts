import fc from 'fast-check';
import type { Condition } from '../src/condition.js';
import { all, any, eq, gte, includes, includesAny, isOneOf, lte, ne, not } from '../src/conditions.js';
import type { FactValue } from '../src/facts.js';
import type { Scheme } from '../src/rule.js';

const texts = { en: 'text', 'zh-Hans': '文本', 'zh-Hant': '文本' };

/** A channel with one rule. */
export const schemeOf = (requires: Condition, when?: Condition): Scheme => ({
  id: 'a-scheme',
  names: texts,
  kind: 'channel',
  direction: 'both',
  theme: 'market-connectivity',
  inForceFrom: '2020-01-01',
  productTypes: ['fund'],
  coverage: 'partial',
  rules: [
    { id: 'R-1', side: 'both', from: '2020-01-01', says: texts, requires, cites: [], confidence: 'official-page', ...(when && { when }) },
  ],
});

/** Every value that a small rule can tell apart. */
export const DOMAINS: Readonly<Record<string, readonly FactValue[]>> = {
  'investor.riskToleranceC': [0, 1, 2, 3],
  'investor.usesBothChannels': [true, false],
  'investor.statuses': [[], ['QDII'], ['RQDII'], ['QDII', 'RQDII']],
  'investor.accountMarket': ['CN', 'HK', 'OS'],
};
const smallLeaf = fc.constantFrom<Condition>(
  gte('investor.riskToleranceC', 2),
  lte('investor.riskToleranceC', 1),
  eq('investor.riskToleranceC', 1),
  { fact: 'investor.riskToleranceC', op: 'gt', otherFact: 'product.riskRatingR' },
  eq('investor.usesBothChannels', true),
  includes('investor.statuses', 'QDII'),
  includesAny('investor.statuses', 'QDII', 'RQDII'),
  ne('investor.accountMarket', 'CN'),
  isOneOf('investor.accountMarket', 'HK'),
  eq('investor.kind', 'individual'),
);
/** A condition over few facts. */
export const smallCondition = fc
  .array(
    fc
      .array(fc.tuple(smallLeaf, fc.boolean()), { minLength: 1, maxLength: 2 })
      .map((leaves) => any(...leaves.map(([leaf, flipped]) => (flipped ? not(leaf) : leaf)))),
    { minLength: 1, maxLength: 2 },
  )
  .map((parts) => all(...parts));
/** Some of the facts of `smallCondition`. */
export const smallFacts = fc.record(
  {
    'product.productType': fc.constant('fund'),
    'product.riskRatingR': fc.constantFrom(1, 2),
    'investor.kind': fc.constantFrom('individual', 'institution'),
    'investor.riskToleranceC': fc.constantFrom(...(DOMAINS['investor.riskToleranceC'] ?? [])),
    'investor.usesBothChannels': fc.boolean(),
    'investor.statuses': fc.constantFrom(...(DOMAINS['investor.statuses'] ?? [])),
    'investor.accountMarket': fc.constantFrom('CN', 'HK', 'OS'),
  },
  { requiredKeys: ['product.productType', 'product.riskRatingR', 'investor.kind'] },
);
