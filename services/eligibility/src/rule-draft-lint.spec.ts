import type { Rule, Scheme } from '@jinqiao/eligibility-rules/rule';
import { listed } from '../test/synthetic-law.js';
import { readDraft } from './rule-draft-lint.js';
import { asKept } from './rule-draft.js';
import type { RuleDraft, RuleDraftBody } from './rule-draft.js';
import { ruleHash } from './rule.store.js';

const texts = { en: 'A successor', 'zh-Hans': 'A successor', 'zh-Hant': 'A successor' };
const successor = (change: Partial<Rule>): RuleDraft => ({
  rule: {
    id: 'L-9',
    side: 'buy',
    from: '2019-03-01',
    says: texts,
    requires: { all: [] },
    cites: [{ instrument: 'A circular' }],
    ...change,
  },
  cases: [],
});
/** L-1 runs on; L-2 ends on 2019-01-05. */
const held = { cases: [], ruleIdsTaken: new Set<string>(), today: '2019-02-01', hashOf: ruleHash };
const readIn = (scheme: Scheme, draft: RuleDraft) => readDraft({ ...held, scheme }, asKept<RuleDraftBody>(draft)).faults;
const faultsOf = (draft: RuleDraft, scheme: Scheme = listed) =>
  readIn(scheme, draft).map(({ rule, path, value }) => ({ rule, path, value }));

describe('a draft that follows a rule', () => {
  test('which ran on is accepted from any later day on', () => {
    expect(faultsOf(successor({ succeeds: 'L-1' }))).toEqual([]);
    expect(faultsOf(successor({ succeeds: 'L-1', from: '2018-12-11' }))).toEqual([]);
    expect(faultsOf(successor({ succeeds: 'L-1', from: '2018-12-10' }))).toEqual([
      { rule: 'L-9', path: '/rule/from', value: '2018-12-10' },
    ]);
  });

  test.each([
    ['on its last day', '2019-01-05', 'so the two would overlap: start on 2019-01-06.'],
    ['with days between', '2019-01-07', 'so the two would leave a gap: start on 2019-01-06.'],
  ])('which is closed and starts %s is refused with the day to start on', (_, from, remedy) => {
    const [fault] = readIn(listed, successor({ succeeds: 'L-2', from }));
    expect(fault).toMatchObject({ rule: 'L-9', path: '/rule/from', value: from });
    expect(fault?.remedy).toContain(remedy);
    expect(faultsOf(successor({ succeeds: 'L-2', from: '2019-01-06' }))).toEqual([]);
  });

  test('of the other side, or which has a successor already, is refused', () => {
    expect(faultsOf(successor({ succeeds: 'L-1', side: 'sell' }))).toEqual([{ rule: 'L-9', path: '/rule/side', value: 'sell' }]);
    const succeeded = { ...listed, rules: [...listed.rules, successor({ id: 'L-8', succeeds: 'L-1' }).rule] };
    expect(faultsOf(successor({ succeeds: 'L-1' }), succeeded)).toEqual([{ rule: 'L-9', path: '/rule/succeeds', value: 'L-1' }]);
  });
});

describe('a draft by itself', () => {
  test('is refused where a part of it never makes a difference', () => {
    const kind = (value: string) => ({ fact: 'investor.kind', op: 'eq' as const, value });
    const requires = { any: [kind('individual'), { all: [kind('individual'), kind('institution')] }] };
    expect(faultsOf(successor({ requires })).map(({ path }) => path)).toContain('/rule/requires/any/1');
  });

  test('of a thousand parts is judged all the same', () => {
    const parts = Array.from({ length: 990 }, (_, n) => ({ fact: 'investor.securitiesAndCashCny', op: 'gte' as const, value: String(n) }));
    expect(faultsOf(successor({ requires: { any: parts } }))).toEqual([]);
    const draft = successor({ requires: { any: parts }, confidence: 'official-page' });
    expect(faultsOf(draft).map(({ path }) => path)).toEqual(['/cases']);
  });
});

describe('the cases of a draft', () => {
  const capacity = { requires: { fact: 'investor.kind', op: 'eq', value: 'individual' } as const, confidence: 'official-page' as const };
  const refusing = { name: 'refused', day: '2019-03-02', side: 'sell' as const, decision: 'INELIGIBLE' as const, because: ['L-9'] };
  const institution = {
    'product.productType': 'a_share',
    'product.riskRatingR': 1,
    'investor.riskToleranceC': 5,
    'investor.kind': 'institution',
  };

  test('must hold one that it refuses, unless it never decides or always holds', () => {
    const draft = successor({ ...capacity, side: 'sell' });
    expect(faultsOf(draft).map(({ path }) => path)).toEqual(['/cases']);
    expect(faultsOf({ ...draft, cases: [{ ...refusing, facts: institution }] })).toEqual([]);
    expect(faultsOf(successor({ side: 'sell', confidence: 'official-page' }))).toEqual([]);
  });

  test('are refused where they name a fact that does not exist, or another reason than the right one', () => {
    const draft = successor({ ...capacity, side: 'sell' });
    expect(faultsOf({ ...draft, cases: [{ ...refusing, facts: { 'investor.knd': 'x' } }] })).toEqual([
      { rule: 'L-9', path: '/cases/0/facts/investor.knd', value: 'investor.knd' },
    ]);
    expect(faultsOf({ ...draft, cases: [{ ...refusing, facts: institution, because: ['L-9', 'L-3'] }] })).toEqual([
      { rule: 'L-9', path: '/cases/0/because', value: ['L-9', 'L-3'] },
    ]);
  });
});
