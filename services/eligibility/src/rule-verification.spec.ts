import { addDays, daysBetween } from '@jinqiao/identifiers/day';
import fc from 'fast-check';
import type { Rule } from '@jinqiao/eligibility-rules/rule';
import { differingFields } from './rule-content.js';
import { confirmedRule, dueOn, isDue, reminderOn, verificationQueue, verifiedByFile } from './rule-verification.js';
import type { VerificationRecord } from './rule-verification.js';
import { ruleHash } from './rule.store.js';

const texts = { en: 'A rule', 'zh-Hans': 'A rule', 'zh-Hant': 'A rule' };
const rule: Rule = {
  id: 'V-1',
  side: 'buy',
  from: '2019-01-01',
  says: texts,
  requires: { all: [] },
  cites: [{ instrument: 'A circular' }, { instrument: 'A notice', lastVerifiedAt: '2026-09-01' }],
};
const record = (change: Partial<VerificationRecord>): VerificationRecord => ({
  rule: 'V-1',
  scheme: 'listed-channel',
  says: texts,
  cites: rule.cites,
  contentHash: 'a'.repeat(64),
  since: '2026-01-01',
  lastVerifiedAt: null,
  doubted: null,
  owner: null,
  putOffUntil: null,
  ...change,
});
const day = fc.integer({ min: 0, max: 2_000 }).map((days) => addDays('2024-01-01', days));

describe('a rule is due', () => {
  test('180 days after it was confirmed, from its first day in the store where it never was, and at once where it is doubted', () => {
    expect(dueOn(record({ lastVerifiedAt: '2026-01-01' }))).toBe('2026-06-30');
    expect(dueOn(record({}))).toBe('2026-01-01');
    const doubted = { on: '2026-03-01', by: 'sun', sourceSeen: 'the page', note: 'Another amount.' };
    expect(dueOn(record({ lastVerifiedAt: '2026-02-01', doubted }))).toBe('2026-03-01');
  });

  test.each([
    ['2026-06-15', 'none'],
    ['2026-06-16', 'due-soon'],
    ['2026-06-29', 'due-soon'],
    ['2026-06-30', 'due'],
    ['2026-07-01', 'overdue'],
  ])('and says so: on %s the reminder is %s', (today, reminder) => {
    expect(reminderOn(today, '2026-06-30', null)).toBe(reminder);
  });

  test('also while its reminder is put off, which comes back on its day', () => {
    expect(reminderOn('2026-07-09', '2026-06-30', '2026-07-10')).toBe('put-off');
    expect(reminderOn('2026-07-10', '2026-06-30', '2026-07-10')).toBe('overdue');
    const [place] = verificationQueue([record({ lastVerifiedAt: '2026-01-01', putOffUntil: '2026-07-10' })], '2026-07-02');
    expect(place).toMatchObject({ reminder: 'put-off', overdueDays: 2 });
    expect(place && isDue('overdue', place, '2026-07-02')).toBe(true);
  });

  test('never without a reminder: whoever does not put it off hears of it from 14 days before its day on', () => {
    fc.assert(
      fc.property(day, day, (today, due) => {
        const told = reminderOn(today, due, null) !== 'none';
        expect(told).toBe(daysBetween(today, due) <= 14);
        expect(told).toBe(isDue('overdue', { dueOn: due }, today) || isDue('soon', { dueOn: due }, today));
      }),
      { seed: 4, numRuns: 2_000 },
    );
  });
});

describe('the days on which people looked at the sources', () => {
  test('are no part of what a rule says: to look again is no edit', () => {
    const again = { ...rule, cites: rule.cites.map((cite) => ({ ...cite, seenAt: '2026-10-01', lastVerifiedAt: '2026-11-01' })) };
    expect(ruleHash(again)).toBe(ruleHash(rule));
    expect(differingFields(rule, again)).toEqual([]);
    const elsewhere = { ...rule, cites: [{ instrument: 'Another circular' }, ...rule.cites.slice(1)] };
    expect(ruleHash(elsewhere)).not.toBe(ruleHash(rule));
    expect(ruleHash({ ...rule, says: { ...texts, en: 'Another text' } })).not.toBe(ruleHash(rule));
  });

  test('stand on every citation once a rule is confirmed, and a later one stays', () => {
    expect(confirmedRule(rule, '2026-08-01').cites.map(({ lastVerifiedAt }) => lastVerifiedAt)).toEqual(['2026-08-01', '2026-09-01']);
    expect(confirmedRule(rule, null)).toBe(rule);
  });

  test('verify a rule by its file only where every citation has one, and then for the earliest', () => {
    expect(verifiedByFile(rule)).toBeUndefined();
    expect(verifiedByFile(confirmedRule(rule, '2026-08-01'))).toBe('2026-08-01');
    expect(verifiedByFile({ ...rule, cites: [] })).toBeUndefined();
  });
});
