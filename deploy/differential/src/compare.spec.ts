import { residualsOf } from '@jinqiao/eligibility-rules/access-class';
import { decide } from '@jinqiao/eligibility-rules/decide';
import { schemeById, schemes } from '@jinqiao/eligibility-schemes/registry';
import { casesOf } from '@jinqiao/eligibility-schemes/scheme-cases';
import { compare } from './compare.js';
import { sourceOf } from './draw.js';
import type { Source } from './draw.js';
import { randomOf } from '@jinqiao/deploy-generate/random';

let sources: readonly Source[];
beforeAll(async () => (sources = await Promise.all(schemes.map(async (scheme) => sourceOf(scheme, await casesOf(scheme))))));

const SCHEMES_BY_SIDES = 2 * 38;

describe('a list and a check', () => {
  test('answer the same for every pair of every scheme, and every kind of decision is met', () => {
    const { pairs, products, classes, decisions, differences } = compare(sources, 400 * SCHEMES_BY_SIDES, randomOf(4));
    expect(differences).toEqual([]);
    expect(pairs).toBe(400 * SCHEMES_BY_SIDES);
    expect(classes).toBeLessThan(products);
    expect(Math.min(...Object.values(decisions))).toBeGreaterThan(500);
  });

  test('are compared on the same pairs again with the same seed', () => {
    expect(compare(sources, 2000, randomOf(7))).toEqual(compare(sources, 2000, randomOf(7)));
    expect(compare(sources, 2000, randomOf(7))).not.toEqual(compare(sources, 2000, randomOf(8)));
  });

  test('that differ are told with what reproduces it', () => {
    const nothingAsked: typeof residualsOf = (scheme, side, facts) =>
      residualsOf(scheme, side, facts).map((interval) => ({ ...interval, clauses: interval.clauses.slice(1) }));
    const [first] = compare(sources, 2000, randomOf(4), nothingAsked).differences;
    if (first === undefined) throw new Error('A residual without its first clause went unnoticed.');
    const scheme = schemeById(first.scheme);
    if (scheme === undefined) throw new Error(`${first.scheme} is not registered.`);
    expect(decide(scheme, { ...first.product, ...first.asked }, first.day, first.side).decision).toBe(first.check.decision);
    expect(first.list).not.toEqual(first.check);
  });
});
