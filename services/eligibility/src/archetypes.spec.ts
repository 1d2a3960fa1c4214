import { decide } from '@jinqiao/eligibility-rules/decide';
import { factsOnDay } from '@jinqiao/eligibility-rules/derived-facts';
import { parseFacts } from '@jinqiao/eligibility-rules/parse-facts';
import { schemes } from '@jinqiao/eligibility-schemes/registry';
import { productFacts } from '@jinqiao/product-types/product-facts';
import { productTypeById } from '@jinqiao/product-types/registry';
import { archetypes, factsOfArchetype } from './archetypes.js';
import type { Archetype } from './archetypes.js';

test('there are twelve archetypes, each with its own id, a version and a name of its own in three languages', () => {
  expect(archetypes).toHaveLength(12);
  expect(new Set(archetypes.map(({ id }) => id)).size).toBe(12);
  for (const lang of ['en', 'zh-Hans', 'zh-Hant'] as const) expect(new Set(archetypes.map(({ names }) => names[lang])).size).toBe(12);
  expect(archetypes.every(({ version }) => Number.isInteger(version) && version >= 1)).toBe(true);
});

test.each(archetypes.map((archetype) => [archetype.id, archetype] as const))(
  'the facts of %s are facts that a check accepts',
  (_, archetype) => {
    expect(parseFacts({ investor: archetype.investor }, ['investor'], '')).toEqual({ facts: factsOfArchetype(archetype) });
  },
);

test('no two archetypes are answered alike by all schemes, on a day before and after the circulars of 2025', () => {
  const answered = (archetype: Archetype) =>
    ['2023-09-01', '2026-11-25'].flatMap((day) =>
      schemes.flatMap((scheme) =>
        scheme.productTypes.map((id) => {
          const type = productTypeById(id);
          const facts = { ...(type && factsOnDay(productFacts(type, type.example.terms), day)), ...factsOfArchetype(archetype) };
          const { decision, refused, missingFacts } = decide(scheme, { ...facts, 'product.schemeListing': 'full' }, day, 'buy');
          return [decision, refused.map(({ id: reason }) => reason), missingFacts];
        }),
      ),
    );
  expect(new Set(archetypes.map((archetype) => JSON.stringify(answered(archetype)))).size).toBe(archetypes.length);
});
