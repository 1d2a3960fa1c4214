import type { Condition } from '@jinqiao/eligibility-rules/condition';
import { derivedFacts } from '@jinqiao/eligibility-rules/derived-facts';
import { scopeOf } from '@jinqiao/eligibility-rules/fact-dictionary';
import { residualOf } from '@jinqiao/eligibility-rules/residual';
import type { Rule } from '@jinqiao/eligibility-rules/rule';
import { schemes } from '@jinqiao/eligibility-schemes/registry';
import { productTypes } from './registry.js';
import type { ProductType } from './product-type.js';

/** What a type has not, though a scheme that carries it asks: for the type it is known that the fact does not apply. */
const LACKS: Readonly<Record<string, readonly string[]>> = {
  // An ETF has no board.
  etf: ['product.board'],
  // Only a bond was registered under the older catalogue of green bonds.
  fund: ['product.bondRegisteredOn'],
  loan: ['product.bondRegisteredOn'],
};

/** Comes from the lists, not from the terms. */
const FROM_LISTS = 'product.schemeListing';

function factsIn(condition: Condition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(factsIn);
  if ('any' in condition) return condition.any.flatMap(factsIn);
  if ('not' in condition) return factsIn(condition.not);
  if ('unknown' in condition) return [condition.unknown];
  return 'fact' in condition ? [condition.fact, ...(condition.otherFact === undefined ? [] : [condition.otherFact])] : [];
}

/** The product's facts that a rule still looks at once the type is known. */
function askedOf(type: ProductType, { when, requires }: Rule): readonly string[] {
  const rule: Condition = when === undefined ? requires : { any: [{ not: when }, requires] };
  const asked = factsIn(residualOf(rule, { 'product.productType': type.id }));
  return asked.filter((fact) => scopeOf(fact) === 'product' && fact !== FROM_LISTS);
}

const canState = (type: ProductType, fact: string): boolean =>
  type.factNames.includes(fact) || type.factNames.includes(derivedFacts.get(fact)?.from ?? '');

test.each(productTypes.map((type) => [type.id, type] as const))(
  'every fact that a scheme which carries %s looks at can be stated in its terms, or it is known why not',
  (id, type) => {
    const carrying = schemes.filter(({ productTypes: carried }) => carried.includes(id));
    const asked = new Set(carrying.flatMap(({ rules }) => rules).flatMap((rule) => askedOf(type, rule)));
    expect([...asked].filter((fact) => !canState(type, fact) && !LACKS[id]?.includes(fact))).toEqual([]);
    expect((LACKS[id] ?? []).filter((fact) => canState(type, fact) || !asked.has(fact))).toEqual([]);
  },
);

test('every product type that a scheme names exists', () => {
  const named = new Set(schemes.flatMap(({ productTypes: carried }) => carried));
  expect([...named].filter((id) => !productTypes.some((type) => type.id === id))).toEqual([]);
});

test('a rule for shares alone asks nothing of an ETF; one for a board asks for it', () => {
  const northbound = schemes.find(({ id }) => id === 'stock-connect-northbound')?.rules ?? [];
  const askedOfEtf = productTypes.filter(({ id }) => id === 'etf').flatMap((etf) => northbound.flatMap((rule) => askedOf(etf, rule)));
  expect(askedOfEtf).toEqual(expect.arrayContaining(['product.board', 'product.averageAum6mCny']));
  expect(askedOfEtf).not.toContain('product.hasListedHShare');
});
