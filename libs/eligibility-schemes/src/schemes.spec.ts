import { readdirSync } from 'node:fs';
import { factDictionary, scopeOf } from '@jinqiao/eligibility-rules/fact-dictionary';
import { valueFault } from '@jinqiao/eligibility-rules/fact-value';
import { parseCondition } from '@jinqiao/eligibility-rules/parse-condition';
import { combine } from '@jinqiao/eligibility-rules/product-verdict';
import { decides } from '@jinqiao/eligibility-rules/rule';
import type { AuthoredTexts } from '@jinqiao/eligibility-rules/rule';
import { addDays, isDay } from '@jinqiao/identifiers/day';
import { actualOutcome, expectedOutcome } from './case-outcome.js';
import { holesOf, refusingCases } from './refusing-cases.js';
import { schemeById, schemes } from './registry.js';
import { casesOf } from './scheme-cases.js';

const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const written = (texts: AuthoredTexts): boolean => [texts.en, texts['zh-Hans'], texts['zh-Hant']].every((text) => text.trim() !== '');

test('every scheme folder is registered under its own name, once', () => {
  expect(schemes.map(({ id }) => id).sort()).toEqual([...folders].sort());
});

test('no two rules of the house share an id', () => {
  const ids = schemes.flatMap(({ rules }) => rules.map(({ id }) => id));
  expect(ids).toEqual([...new Set(ids)]);
});

test('a scheme is found by its id, and an unknown id finds none', () => {
  expect(schemeById('bond-connect-northbound')?.kind).toBe('channel');
  expect(schemeById('moon-connect')).toBeUndefined();
});

test('only channels grant: nothing becomes eligible by gates, labels, treatments and issuance alone', () => {
  const others = schemes.filter(({ kind }) => kind !== 'channel');
  expect(new Set(others.map(({ kind }) => kind))).toEqual(new Set(['gate', 'label', 'treatment', 'issuance']));
  expect(combine(others.map(({ kind }) => ({ kind, decision: 'ELIGIBLE', dependsOnOrder: false })))).toBe('ineligible');
});

for (const scheme of schemes) {
  const cases = await casesOf(scheme);

  describe(scheme.names.en, () => {
    for (const worked of cases)
      test(`${worked.day} ${worked.side}: ${worked.name}`, () => {
        expect(actualOutcome(scheme, worked)).toEqual(expectedOutcome(worked));
      });

    test('every rule that decides has a case that it refuses, unless it always holds', () => {
      expect(holesOf(refusingCases(scheme, cases))).toEqual([]);
    });

    test('no case is told twice, and none names a fact that does not exist or a value that it cannot have', () => {
      const sentences = cases.map(({ name, day, side }) => `${day} ${side}: ${name}`);
      expect(sentences).toEqual([...new Set(sentences)]);
      const faults = cases.flatMap(({ facts }) =>
        Object.entries(facts).flatMap(([fact, value]) => {
          const specification = factDictionary.get(fact);
          const notApplicable = value === null && scopeOf(fact) !== 'investor';
          const fault = specification === undefined ? 'no such fact' : notApplicable ? undefined : valueFault(specification, value);
          return fault === undefined ? [] : [`${fact}: ${fault}`];
        }),
      );
      expect(faults).toEqual([]);
    });

    test('there are cases for each side, an undetermined one that names what is missing, and the first day with the day before', () => {
      expect(new Set(cases.map(({ side }) => side))).toEqual(new Set(['buy', 'sell']));
      expect(cases.some(({ decision, missing = [] }) => decision === 'UNDETERMINED' && missing.length > 0)).toBe(true);
      if (scheme.inForceFrom === null) return;
      const told = cases.map(({ day, decision }) => `${day} ${decision === 'NOT_IN_FORCE' ? 'closed' : 'open'}`);
      expect(told).toEqual(expect.arrayContaining([`${addDays(scheme.inForceFrom, -1)} closed`, `${scheme.inForceFrom} open`]));
    });

    test('what decides nothing says what would have to be confirmed, and what decides has a rule that does', () => {
      expect(scheme.rules.some(decides)).toBe(scheme.coverage === 'partial');
      if (scheme.coverage === 'none')
        expect([scheme.note?.en, scheme.note?.['zh-Hans'], scheme.note?.['zh-Hant']]).toEqual([
          expect.stringContaining('To confirm:'),
          expect.stringContaining('待核实：'),
          expect.stringContaining('待核實：'),
        ]);
    });

    test('every condition can be read against the fact dictionary', () => {
      for (const { when, requires } of scheme.rules) {
        expect(parseCondition(requires)).toEqual(requires);
        if (when !== undefined) expect(parseCondition(when)).toEqual(when);
      }
    });

    test('every text is written in three languages and every rule cites where it was read', () => {
      expect(scheme.authoritativeLanguage).toBeDefined();
      const texts = [scheme.names, scheme.note, scheme.authoritativeLanguage, ...scheme.rules.flatMap(({ says, doubt }) => [says, doubt])];
      expect(texts.filter((text) => text !== undefined).every(written)).toBe(true);
      for (const { cites } of scheme.rules) expect(cites.length).toBeGreaterThan(0);
    });

    test('days exist, no rule ends before it starts, and none starts before the scheme', () => {
      for (const { from, to } of scheme.rules) {
        expect(isDay(from)).toBe(true);
        expect(scheme.inForceFrom === null || scheme.inForceFrom <= from).toBe(true);
        if (to !== undefined) expect(isDay(to) && from <= to).toBe(true);
      }
    });

    test('a succeeding rule leaves no gap and no overlap, and cases tell its first day and the last day before', () => {
      for (const rule of scheme.rules.filter(({ succeeds }) => succeeds !== undefined)) {
        const closed = scheme.rules.find(({ id }) => id === rule.succeeds);
        const lastDay = addDays(rule.from, -1);
        expect({ to: closed?.to, side: closed?.side }).toEqual({ to: lastDay, side: rule.side });
        expect(cases.map(({ day }) => day)).toEqual(expect.arrayContaining([lastDay, rule.from]));
      }
    });

    test('a closed rule has at most one successor: one that was closed at run time may have none', () => {
      for (const { id } of scheme.rules.filter(({ to }) => to !== undefined))
        expect(scheme.rules.filter(({ succeeds }) => succeeds === id).length).toBeLessThanOrEqual(1);
    });
  });
}
