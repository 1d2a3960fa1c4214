import { readdirSync } from 'node:fs';
import { decide } from '@jinqiao/eligibility-rules/decide';
import { factsOnDay } from '@jinqiao/eligibility-rules/derived-facts';
import { parseCondition } from '@jinqiao/eligibility-rules/parse-condition';
import { decides } from '@jinqiao/eligibility-rules/rule';
import type { AuthoredTexts, Rule } from '@jinqiao/eligibility-rules/rule';
import { addDays, isDay } from '@jinqiao/identifiers/day';
import { schemeById, schemes } from './registry.js';
import type { SchemeCase } from './scheme-case.js';

const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const constantlyTrue = ({ when, requires }: Rule): boolean => when === undefined && 'all' in requires && requires.all.length === 0;
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

for (const scheme of schemes) {
  const { cases } = (await import(`./${scheme.id}/cases.js`)) as { cases: readonly SchemeCase[] };

  describe(scheme.names.en, () => {
    for (const { name, day, side, facts, decision, because, missing, dependsOnOrder } of cases)
      test(`${day} ${side}: ${name}`, () => {
        const determination = decide(scheme, factsOnDay(facts, day), day, side);
        const reasons = determination.decision === 'UNDETERMINED' ? determination.unknown : determination.refused;
        expect({ decision: determination.decision, because: reasons.map(({ id }) => id) }).toEqual({ decision, because });
        expect(determination.dependsOnOrder).toBe(dependsOnOrder ?? false);
        if (missing !== undefined) expect(determination.missingFacts).toEqual(missing);
      });

    test('every rule that decides has a case that it refuses, unless it always holds', () => {
      const refusing = cases.filter(({ decision }) => decision === 'INELIGIBLE').flatMap(({ because }) => because);
      const deciding = scheme.rules.filter((rule) => decides(rule) && !constantlyTrue(rule));
      expect(deciding.map(({ id }) => id).filter((id) => !refusing.includes(id))).toEqual([]);
    });

    test('there is a case for each side, one undetermined and one before the scheme is in force', () => {
      expect(new Set(cases.map(({ side }) => side))).toEqual(new Set(['buy', 'sell']));
      expect(cases.map(({ decision }) => decision)).toEqual(
        expect.arrayContaining(['UNDETERMINED', ...(scheme.inForceFrom === null ? [] : ['NOT_IN_FORCE'])]),
      );
    });

    test('every condition can be read against the fact dictionary', () => {
      for (const { when, requires } of scheme.rules) {
        expect(parseCondition(requires)).toEqual(requires);
        if (when !== undefined) expect(parseCondition(when)).toEqual(when);
      }
    });

    test('every text is written in three languages and every rule cites where it was read', () => {
      expect([scheme.names, ...(scheme.note ? [scheme.note] : [])].every(written)).toBe(true);
      for (const { says, doubt, cites } of scheme.rules) {
        expect(written(says) && (doubt === undefined || written(doubt))).toBe(true);
        expect(cites.length).toBeGreaterThan(0);
      }
    });

    test('days exist, no rule ends before it starts, and none starts before the scheme', () => {
      for (const { from, to } of scheme.rules) {
        expect(isDay(from)).toBe(true);
        expect(scheme.inForceFrom === null || scheme.inForceFrom <= from).toBe(true);
        if (to !== undefined) expect(isDay(to) && from <= to).toBe(true);
      }
    });

    test('a succeeding rule starts the day after the one that it follows, for the same side', () => {
      for (const rule of scheme.rules.filter(({ succeeds }) => succeeds !== undefined)) {
        const closed = scheme.rules.find(({ id }) => id === rule.succeeds);
        expect({ to: closed?.to, side: closed?.side }).toEqual({ to: addDays(rule.from, -1), side: rule.side });
      }
    });

    test('a closed rule has exactly one successor', () => {
      for (const { id } of scheme.rules.filter(({ to }) => to !== undefined))
        expect(scheme.rules.filter(({ succeeds }) => succeeds === id)).toHaveLength(1);
    });
  });
}
