import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import * as arbitrary from '../test/arbitraries.js';
import { settings } from '../test/runs.js';
import type { Condition } from './condition.js';
import { all, any, between, compared, eq, exists, gte, includesAny, isOneOf, lt, needsReview, not } from './conditions.js';
import { parseCondition } from './parse-condition.js';
import { toText } from './to-text.js';

const languages = ['en', 'zh-Hans', 'zh-Hant'] as const;
const golden = (name: string): URL => new URL(`../test/golden/${name}`, import.meta.url);
type Parts = { readonly when?: unknown; readonly requires: unknown };
const rules = Object.entries(JSON.parse(readFileSync(golden('rule-conditions.json'), 'utf8')) as Record<string, Parts>);

const asDocument = (language: (typeof languages)[number]): string =>
  rules
    .map(([id, { when, requires }]) => {
      const applies = when === undefined ? '' : `where ${toText(parseCondition(when), language)}\n`;
      return `## ${id}\n${applies}${toText(parseCondition(requires), language)}\n`;
    })
    .join('\n');

// After a wording is changed on purpose: UPDATE_GOLDEN=1, and read the difference.
test.each(languages)('every rule of the domain reads in %s as it was approved', (language) => {
  const file = golden(`rules.${language}.txt`);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, asDocument(language));
  expect(rules).toHaveLength(50);
  expect(asDocument(language)).toBe(readFileSync(file, 'utf8'));
});

test('parts stand below what joins them', () => {
  const requires = all(eq('investor.kind', 'individual'), any(gte('investor.netAssetsCny', '1234567.5'), not(exists('product.board'))));
  expect(toText(requires, 'en')).toBe(
    [
      'all of the following:',
      '- Kind of investor: Individual',
      '- at least one of the following:',
      '  - Net assets at the last year end: at least CNY 1,234,567.5',
      '  - Board of the listing: does not apply',
    ].join('\n'),
  );
});

test('limits read as people write them', () => {
  const text = (condition: Condition): string => toText(condition, 'en').replace(/^.*?: /, '');
  expect(text(gte('product.listedMonths', 1))).toBe('at least 1 month');
  expect(text(gte('product.listedMonths', 6))).toBe('at least 6 months');
  expect(text(between('trade.localTime', '07:00', '23:00'))).toBe('from 07:00 to 23:00');
  expect(text(lt('product.bondRegisteredOn', '2025-10-01'))).toBe('before 2025-10-01');
  expect(text(isOneOf('product.domicile', 'LU', 'HK', 'IE'))).toBe('LU, Hong Kong or IE');
  expect(text(not(includesAny('product.features', 'leveraged', 'inverse')))).toBe('includes none of Leveraged or Inverse');
  expect(text(compared('product.riskRatingR', 'lte', 'investor.riskToleranceC'))).toBe(
    'at most the value of “Risk tolerance class (C1 to C5)”',
  );
  expect(text({ unknown: 'product.board' })).toBe('not known');
  expect(toText(needsReview({ 'zh-Hant': '請查詢。' }), 'en')).toBe('for a person to judge: 請查詢。');
  expect([toText({ all: [] }, 'en'), toText({ any: [] }, 'en')]).toEqual(['always so', 'never so']);
});

test('what has no plain opposite keeps its not, because a fact that does not apply passes it', () => {
  expect(toText(not(gte('product.riskRatingR', 3)), 'en')).toBe('not the following:\n- Mainland risk rating (R1 to R5): at least 3');
});

test('every condition has the same outline in all three languages, and no word is missing', () => {
  fc.assert(
    fc.property(arbitrary.condition(), (condition) => {
      const outlines = languages.map((language) =>
        toText(condition, language)
          .split('\n')
          .map((line) => /^[ -]*/.exec(line)?.[0]),
      );
      const texts = languages.map((language) => toText(condition, language)).join('\n');
      return (
        new Set(outlines.map((outline) => JSON.stringify(outline))).size === 1 &&
        !/undefined|investor\.|product\.|: ?$|：$/.test(texts.replace(/following:$|：$/gm, ''))
      );
    }),
    settings,
  );
});
