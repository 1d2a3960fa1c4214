import { all, any, eq, gte, includes, lte, needsReview, not } from './conditions.js';
import { decide } from './decide.js';
import { explainReason } from './explain.js';
import type { Rule, Scheme } from './rule.js';

const texts = { en: 'text', 'zh-Hans': '文本', 'zh-Hant': '文本' };
const rule = (id: string, requires: Rule['requires'], more: Partial<Rule> = {}): Rule => ({
  id,
  side: 'both',
  from: '2020-01-01',
  says: texts,
  requires,
  cites: [{ instrument: 'Circular 1' }],
  confidence: 'official-page',
  ...more,
});
const channel = (rules: readonly Rule[], more: Partial<Scheme> = {}): Scheme => ({
  id: 'example',
  names: texts,
  kind: 'channel',
  direction: 'northbound',
  theme: 'market-connectivity',
  inForceFrom: '2020-01-01',
  productTypes: ['bond'],
  coverage: 'partial',
  rules,
  ...more,
});
const bond = { 'product.productType': 'bond' };
const institution = eq('investor.kind', 'institution');
const filed = includes('investor.statuses', 'PBOC_CIBM_FILED');
const ids = (reasons: readonly { id: string }[]) => reasons.map(({ id }) => id);

test('all refusing rules are named, never only the first', () => {
  const scheme = channel([rule('A', institution), rule('B', filed)]);
  const { decision, refused } = decide(scheme, { ...bond, 'investor.kind': 'individual', 'investor.statuses': [] }, '2020-01-01', 'buy');
  expect([decision, ...ids(refused)]).toEqual(['INELIGIBLE', 'A', 'B']);
});

test('a refusal stands though other facts are missing, and then nothing more is asked', () => {
  const { decision, refused, unknown, missingFacts } = decide(
    channel([rule('A', institution), rule('B', filed)]),
    { ...bond, 'investor.kind': 'individual' },
    '2020-01-01',
    'buy',
  );
  expect({ decision, refused: ids(refused), unknown: ids(unknown), missingFacts }).toEqual({
    decision: 'INELIGIBLE',
    refused: ['A'],
    unknown: ['B'],
    missingFacts: [],
  });
});

test('a scheme without a rule in force that day says nothing, so nothing is eligible', () => {
  const closed = channel([rule('A', all(), { to: '2020-12-31' })]);
  expect(decide(closed, bond, '2020-12-31', 'buy').decision).toBe('ELIGIBLE');
  expect(ids(decide(closed, bond, '2021-01-01', 'buy').unknown)).toEqual(['nothing-said']);
});

test('a rule for the other side says nothing for this one', () => {
  const { decision, unknown } = decide(channel([rule('A', all(), { side: 'buy' })]), bond, '2020-06-01', 'sell');
  expect([decision, ...ids(unknown)]).toEqual(['UNDETERMINED', 'nothing-said']);
});

test('a draft and a rule that only explains never decide, but are shown', () => {
  const draft: Rule = { id: 'DRAFT', side: 'both', from: '2020-01-01', says: texts, requires: any(), cites: [] };
  const scheme = channel([rule('A', all()), draft, rule('X', any(), { explainsOnly: true })]);
  const { decision, notMachineChecked } = decide(scheme, bond, '2020-06-01', 'buy');
  expect(decision).toBe('ELIGIBLE');
  expect(notMachineChecked.map(({ id, why }) => [id, why])).toEqual([
    ['DRAFT', 'draft'],
    ['X', 'explains-only'],
  ]);
  expect(decide(channel([draft]), bond, '2020-06-01', 'buy').decision).toBe('UNDETERMINED');
});

test('where no rule of a channel applies nothing is said; where a gate does not apply none is needed', () => {
  const narrowed = [rule('A', any(), { when: eq('product.complexProduct', true) })];
  const simple = { ...bond, 'product.complexProduct': false };
  expect(decide(channel(narrowed), simple, '2020-06-01', 'buy').decision).toBe('UNDETERMINED');
  expect(decide(channel(narrowed, { kind: 'gate' }), simple, '2020-06-01', 'buy').decision).toBe('ELIGIBLE');
});

test('whether a rule applies has to be known before it can speak: an unknown "when" is no yes', () => {
  const narrowed = channel([rule('A', all(), { when: eq('product.complexProduct', true) })]);
  const { decision, missingFacts } = decide(narrowed, bond, '2020-06-01', 'buy');
  expect({ decision, missingFacts }).toEqual({ decision: 'UNDETERMINED', missingFacts: ['product.complexProduct'] });
});

test('without coverage, or without a confirmed first day, everything stays undetermined', () => {
  expect(ids(decide(channel([rule('A', all())], { coverage: 'none' }), bond, '2020-06-01', 'buy').unknown)).toEqual(['nothing-said']);
  expect(ids(decide(channel([rule('A', all())], { inForceFrom: null }), bond, '2020-06-01', 'buy').unknown)).toEqual([
    'start-day-not-confirmed',
  ]);
});

test('only facts of the order missing: it depends on the order', () => {
  const quota = rule('Q', lte('trade.schemeDailyNetAfterCny', '20000000000'), { about: 'capacity' });
  const scheme = channel([rule('A', institution), quota]);
  const asked = decide(scheme, { ...bond, 'investor.kind': 'institution' }, '2020-06-01', 'buy');
  expect([asked.decision, asked.dependsOnOrder, ...asked.missingFacts]).toEqual(['UNDETERMINED', true, 'trade.schemeDailyNetAfterCny']);
  expect(asked.unknown[0]?.about).toBe('capacity');
  expect(decide(scheme, bond, '2020-06-01', 'buy').dependsOnOrder).toBe(false);
  const refused = decide(scheme, { ...bond, 'investor.kind': 'individual' }, '2020-06-01', 'buy');
  expect([refused.decision, refused.dependsOnOrder]).toEqual(['INELIGIBLE', false]);
});

test('what waits for a person does not depend on the order alone', () => {
  const scheme = channel([rule('A', all(needsReview({ en: 'Ask.' }), gte('trade.amountCny', '1')))]);
  const { dependsOnOrder, notMachineChecked } = decide(scheme, bond, '2020-06-01', 'buy');
  expect(dependsOnOrder).toBe(false);
  expect(notMachineChecked).toEqual([{ id: 'A', why: 'needs-review', says: { en: 'Ask.' } }]);
});

test('a doubt is shown where its rule applies, and the rule decides', () => {
  const scheme = channel([rule('A', institution, { doubt: texts })]);
  const { decision, doubts, refused } = decide(scheme, { ...bond, 'investor.kind': 'individual' }, '2020-06-01', 'buy');
  expect([decision, doubts, refused[0]?.doubt]).toEqual(['INELIGIBLE', [{ id: 'A', doubt: texts }], texts]);
});

test('a reason names the facts that refused, with the value seen and the limit, and nothing else', () => {
  const requires = any(
    not(eq('investor.accountMarket', 'CN')),
    all(gte('investor.portfolioHkd', '8000000'), eq('investor.kind', 'individual')),
  );
  const facts = { 'investor.accountMarket': 'CN', 'investor.portfolioHkd': '7999999.99', 'investor.kind': 'individual' };
  expect(explainReason(rule('A', requires), facts)).toEqual([
    { fact: 'investor.accountMarket', value: 'CN', seen: 'known', limit: { op: 'eq', value: 'CN', negated: true } },
    { fact: 'investor.portfolioHkd', value: '7999999.99', seen: 'known', limit: { op: 'gte', value: '8000000' } },
  ]);
});
