import { accessClassDetermined } from '@jinqiao/contracts/access-class-events';
import { accessDetermined } from '@jinqiao/contracts/access-events';
import { ruleSetPublished } from '@jinqiao/contracts/scheme-events';
import type { RuleSet } from '@jinqiao/contracts/scheme-events';
import type { Rule, Scheme } from '@jinqiao/eligibility-rules/rule';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import { v7 as uuid } from 'uuid';
import { openLaw } from '../src/law-opening.store.js';
import { adoptLaw, releasedLaw } from '../src/law.store.js';
import { loadRelease } from '../src/rule-release.store.js';
import { openEligibilityDatabase } from './eligibility-database.js';
import type { EligibilityDatabase } from './eligibility-database.js';
import { productEvent, shareState } from './known-products.js';

const released = releasedLaw().schemes;
const cause = { happenedAt: '2026-11-25T02:00:00.000Z', correlationId: 'test' };
const clock = () => new Date(cause.happenedAt);

let database: EligibilityDatabase;
beforeEach(async () => (database = await openEligibilityDatabase()));
afterEach(() => database.close());

const load = (schemes: readonly Scheme[]) =>
  inPoolTransaction(database.pool, { actor: 'projector' }, (sql) => loadRelease(sql, schemes, cause));
const changing = (id: string, change: Partial<Rule>): Scheme[] =>
  released.map((scheme) => ({ ...scheme, rules: scheme.rules.map((rule) => (rule.id === id ? { ...rule, ...change } : rule)) }));
const ruleSets = async (): Promise<RuleSet[]> =>
  (await database.events()).filter(({ type }) => type === ruleSetPublished.type).map(({ content }) => content as RuleSet);

describe('the released law', () => {
  test('is loaded exactly once, by two replicas that start at once, and read back as it was released', async () => {
    const laws = await Promise.all([openLaw(database.pool, clock), openLaw(database.pool, clock)]);
    for (const law of laws) expect(law.schemes).toEqual(released);
    const { rows } = await database.administrator.query('SELECT rule_id, version FROM rule_history');
    expect(rows).toHaveLength(released.flatMap(({ rules }) => rules).length);
    const published = await ruleSets();
    expect(published.map(({ scheme, version }) => [scheme, version]).sort()).toEqual(
      released
        .filter(({ rules }) => rules.length > 0)
        .map(({ id }) => [id, 1])
        .sort(),
    );
    for (const each of published) expect(ruleSetPublished.data.parse(each)).toEqual(each);
  });

  test('that edits a published rule is refused with the rule and what differs, and nothing of it is kept', async () => {
    await load(released);
    const edited = changing('SC-NB-01', { from: '2023-07-25', confidence: 'official-page' }).map((scheme) =>
      scheme.id === 'stock-connect-northbound'
        ? { ...scheme, rules: [...scheme.rules, { ...(scheme.rules[0] as Rule), id: 'SC-NB-NEW' }] }
        : scheme,
    );
    await expect(load(edited)).rejects.toThrow(/The rule SC-NB-01 of this release differs from the published one in .*from.* never edited/);
    const { rows } = await database.administrator.query("SELECT 1 FROM rule WHERE rule_id = 'SC-NB-NEW'");
    expect(rows).toEqual([]);
  });

  test('may close a rule that ran on; the release before it is then known and changes nothing', async () => {
    await load(released);
    const closed = changing('SC-NB-01', { to: '2027-12-31' });
    expect(await load(closed)).toMatchObject([{ scheme: 'stock-connect-northbound', rule: { id: 'SC-NB-01' }, change: 'closed' }]);
    expect(await load(closed)).toEqual([]);
    expect(await load(released)).toEqual([]);
    await expect(load(changing('SC-NB-01', { to: '2028-12-31' }))).rejects.toThrow(
      'SC-NB-01 of this release differs from the published one in to.',
    );
    const { rows } = await database.administrator.query(
      "SELECT version, change FROM rule_history WHERE rule_id = 'SC-NB-01' ORDER BY version",
    );
    expect(rows).toEqual([
      { version: 1, change: 'released' },
      { version: 2, change: 'closed' },
    ]);
  });
});

describe('a release that says when its rules were verified', () => {
  const verified = (day: string) => changing('SC-NB-01', { cites: citesOf('SC-NB-01').map((cite) => ({ ...cite, lastVerifiedAt: day })) });
  const citesOf = (id: string) => released.flatMap(({ rules }) => rules).find((rule) => rule.id === id)?.cites ?? [];
  const noted = async () => {
    const { rows } = await database.administrator.query(
      'SELECT rule_id, verified_on::text AS day, verified_by FROM rule_verification ORDER BY position',
    );
    return rows as unknown[];
  };

  test('is accepted, noted once, and lets nothing be determined again', async () => {
    const law = await openLaw(database.pool, clock);
    await inPoolTransaction(database.pool, { actor: 'projector' }, (sql) => adoptLaw(sql, law.snapshot(), cause));
    const events = (await database.events()).length;
    for (const schemes of [verified('2026-10-01'), verified('2026-10-01'), verified('2026-09-01')]) {
      const next = await openLaw(database.pool, clock, schemes);
      expect(next.hash).toBe(law.hash);
      expect(await inPoolTransaction(database.pool, { actor: 'projector' }, (sql) => adoptLaw(sql, next.snapshot(), cause))).toBe(false);
      const rule = next.schemeById('stock-connect-northbound')?.rules.find(({ id }) => id === 'SC-NB-01');
      expect(new Set(rule?.cites.map(({ lastVerifiedAt }) => lastVerifiedAt))).toEqual(new Set(['2026-10-01']));
    }
    expect(await noted()).toEqual([{ rule_id: 'SC-NB-01', day: '2026-10-01', verified_by: null }]);
    expect((await database.events()).length).toBe(events);
  });

  test('is refused where that day has not come, and nothing of it is kept', async () => {
    await expect(load(verified('2027-01-01'))).rejects.toThrow(
      'SC-NB-01 of this release says that it was verified on 2027-01-01, which has not come.',
    );
    expect(await noted()).toEqual([]);
  });
});

describe('a release that adds a rule to determined products', () => {
  test('moves those alone that it tells apart: the class keeps its id for the others', async () => {
    const withoutBoards = released.map((scheme) => ({ ...scheme, rules: scheme.rules.filter(({ id }) => id !== 'SC-NB-02') }));
    const law = await openLaw(database.pool, clock, withoutBoards);
    await inPoolTransaction(database.pool, { actor: 'projector' }, (sql) => adoptLaw(sql, law.snapshot(), cause));
    const share = (stockCode: string, board: string) =>
      productEvent(shareState(uuid(), stockCode, { terms: { mic: 'XSHG', stockCode, board } }));
    const star = share('688001', 'STAR');
    await database.applyProducts(law, [share('600000', 'MAIN'), share('600001', 'MAIN'), star]);
    const before = (await database.events()).length;
    const next = await openLaw(database.pool, clock, released);
    const news = (await database.events()).slice(before).filter(({ type }) => type !== ruleSetPublished.type);
    expect(news.filter(({ type }) => type === accessDetermined.type).map(({ subject }) => subject)).toEqual([star.subject]);
    expect(news.filter(({ type }) => type === accessClassDetermined.type).map(({ version }) => version)).toContain(1);
    expect(await inPoolTransaction(database.pool, { actor: 'projector' }, (sql) => adoptLaw(sql, next.snapshot(), cause))).toBe(false);
  });
});

describe('the history of a rule', () => {
  test('can only be added to', async () => {
    await load(released);
    await expect(database.pool.query("UPDATE rule_history SET change = 'closed'")).rejects.toThrow('rule_history is append-only');
    await expect(database.pool.query('DELETE FROM rule_history')).rejects.toThrow('rule_history is append-only');
  });
});
