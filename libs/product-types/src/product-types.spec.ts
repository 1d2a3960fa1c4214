import { readdirSync } from 'node:fs';
import { factsOnDay } from '@jinqiao/eligibility-rules/derived-facts';
import { evaluate } from '@jinqiao/eligibility-rules/evaluate';
import { factDictionary } from '@jinqiao/eligibility-rules/fact-dictionary';
import { codeLabel } from '@jinqiao/eligibility-rules/fact-labels';
import { valueFault } from '@jinqiao/eligibility-rules/fact-value';
import fc from 'fast-check';
import { licenceCode, licenceCodes, licensedActivities } from './licensed-activities.js';
import { missingTerms } from './missing-terms.js';
import { productFacts } from './product-facts.js';
import { productTypeById, productTypes } from './registry.js';
import type { ProductType, Terms } from './product-type.js';

const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const typeOf = (id: string): ProductType => {
  const type = productTypeById(id);
  if (type === undefined) throw new Error(`${id} is not registered`);
  return type;
};
const share = typeOf('a_share');
const bond = typeOf('bond');
const fund = typeOf('fund');
const faults = (type: ProductType, terms: Terms) => {
  const result = type.terms.safeParse(terms);
  return result.success ? [] : result.error.issues.map(({ path, message }) => [path.join('/'), message]);
};

test('every product type folder is registered under its own name, and the registry has each code of the dictionary once', () => {
  const ids = productTypes.map(({ id }) => id).sort();
  expect(ids).toEqual([...folders].sort());
  expect(ids).toEqual([...(factDictionary.get('product.productType')?.values ?? [])].sort());
  expect(productTypeById('moon_share')).toBeUndefined();
});

describe.each(productTypes.map((type) => [type.id, type] as const))('%s', (_, type) => {
  test('the example is complete, and named in three languages', () => {
    expect(faults(type, type.example.terms)).toEqual([]);
    expect(missingTerms(type, type.example.terms)).toEqual([]);
    expect([type.names, type.example.names].flatMap((names) => [names.en, names['zh-Hans'], names['zh-Hant']]).every(Boolean)).toBe(true);
  });

  test('the example is plainly named as one, but for a share whose name the exchange published', () => {
    const { en, 'zh-Hans': hans, 'zh-Hant': hant } = type.example.names;
    expect(type.id === 'a_share' || [en?.startsWith('Example'), hans?.startsWith('示例'), hant?.startsWith('示例')].every(Boolean)).toBe(
      true,
    );
  });

  test('CFI codes begin with a category of ISO 10962 and at most a group', () => {
    expect((type.cfiStarts ?? []).filter((start) => !/^[ECDROFSHIJKLTM][A-Z]?$/.test(start))).toEqual([]);
  });

  test('its Mainland risk rating is a term, without which the suitability gate refuses the whole type', () => {
    expect(type.factNames).toContain('product.riskRatingR');
  });

  test('every fact that it can have is in the dictionary, and every fact of the example fits it', () => {
    expect(type.factNames.filter((fact) => !factDictionary.has(fact))).toEqual([]);
    for (const [fact, value] of Object.entries(productFacts(type, type.example.terms))) {
      const specification = factDictionary.get(fact);
      expect(
        specification === undefined ? 'not in the dictionary' : value === null ? undefined : valueFault(specification, value),
      ).toBeUndefined();
    }
  });

  test('every fact of the dictionary is stated, not stated yet, or does not apply; the list standing is left to the lists', () => {
    const facts = productFacts(type, {});
    const ofProduct = [...factDictionary.keys()].filter((fact) => fact.startsWith('product.'));
    for (const fact of ofProduct) expect(facts[fact] === null || facts[fact] === undefined || fact === 'product.productType').toBe(true);
    expect(facts['product.productType']).toBe(type.id);
    expect('product.schemeListing' in facts).toBe(false);
    expect(type.factNames.every((fact) => facts[fact] === undefined)).toBe(true);
  });

  test('a licensed activity is named that some licence covers', () => {
    expect(licenceCodes.some(({ activities }) => activities.includes(type.licensedActivity))).toBe(true);
  });

  test('a draft may lack any term, and says which it still needs', () => {
    expect(type.partialTerms.safeParse({}).success).toBe(true);
    expect(missingTerms(type, {}).length).toBeGreaterThan(0);
    fc.assert(
      fc.property(fc.subarray(Object.keys(type.example.terms)), (kept) => {
        const draft = Object.fromEntries(kept.map((term) => [term, type.example.terms[term]]));
        expect(type.partialTerms.safeParse(draft).success).toBe(true);
        expect(type.terms.safeParse(draft).success).toBe(missingTerms(type, draft).length === 0);
      }),
      { seed: 20250618, numRuns: 500 },
    );
  });

  test('a term that the type does not know is refused, in a draft as well', () => {
    expect(type.terms.safeParse({ ...type.example.terms, colour: 'red' }).success).toBe(false);
    expect(type.partialTerms.safeParse({ colour: 'red' }).success).toBe(false);
  });
});

test('the terms of the first listed share, as they stand on the wire, are complete', () => {
  expect(faults(share, { mic: 'XSHG', stockCode: '600000', board: 'MAIN' })).toEqual([]);
  expect(share.listKey({ mic: 'XSHG', stockCode: '600000' })).toEqual({ mic: 'XSHG', code: '600000' });
  expect(share.listKey({ mic: 'XSHG' })).toBeUndefined();
});

test('a STAR share of Shenzhen contradicts itself, as a draft too', () => {
  const terms = { mic: 'XSHE', stockCode: '688001', board: 'STAR' };
  expect(faults(share, terms)).toEqual([['board', 'The board STAR belongs to XSHG, not to XSHE. Correct the board or the mic.']]);
  expect(share.partialTerms.safeParse(terms).success).toBe(false);
});

test.each<[string, ProductType, Terms, string]>([
  ['a stock code that lost its zeros', share, { mic: 'XSHG', stockCode: '4', board: 'MAIN' }, 'stockCode'],
  ['a board that A shares do not have', share, { mic: 'XSHG', stockCode: '600000', board: 'GEM' }, 'board'],
  ['a market capitalisation as a JSON number', share, { ...share.example.terms, marketCapCny: 8e9 }, 'marketCapCny'],
  ['an ISIN with a wrong check digit', bond, { ...bond.example.terms, isin: 'HK0388045443' }, 'isin'],
  ['a maturity that is no day', bond, { ...bond.example.terms, maturesOn: '2034-02-30' }, 'maturesOn'],
  ['a maturity before the issue', bond, { ...bond.example.terms, issuedOn: '2035-01-01' }, 'maturesOn'],
  ['CNH as a currency', bond, { ...bond.example.terms, currency: 'CNH' }, 'currency'],
  ['a domicile that does not exist', fund, { ...fund.example.terms, domicile: 'ZZ' }, 'domicile'],
  ['a risk rating above five', fund, { ...fund.example.terms, riskRatingR: 6 }, 'riskRatingR'],
  ['a fund size with three digits after the point', fund, { ...fund.example.terms, fundSizeCny: '1.005' }, 'fundSizeCny'],
])('%s is refused at its term', (_, type, terms, term) => {
  expect(faults(type, terms).map(([at]) => at)).toEqual([term]);
});

test('a bond has no board, which is known; its green standard is not stated, which is unknown', () => {
  const facts = productFacts(bond, bond.example.terms);
  expect([facts['product.board'], facts['product.greenStandard']]).toEqual([null, undefined]);
  expect(evaluate({ fact: 'product.board', op: 'eq', value: 'STAR' }, facts)).toBe('false');
});

test('ages and tenors follow from the days that a type states, and do not apply where it states none', () => {
  expect(factsOnDay(productFacts(fund, fund.example.terms), '2020-02-29')['product.monthsSinceInception']).toBe(11);
  expect(factsOnDay(productFacts(bond, bond.example.terms), '2034-09-25')['product.remainingTenorYears']).toBe('0');
  expect(factsOnDay(productFacts(share, share.example.terms), '2026-01-01')['product.remainingTenorYears']).toBeNull();
  expect('product.monthsSinceInception' in factsOnDay(productFacts(fund, {}), '2026-01-01')).toBe(false);
});

test('facts of terms written by a newer version ignore what they do not know, and refuse what does not fit', () => {
  expect(productFacts(share, { mic: 'XSHG', stockCode: '600000', board: 'MAIN', segment: 'A1' })['product.board']).toBe('MAIN');
  expect(() => productFacts(share, { board: 'ATTIC' })).toThrow();
});

test('licence codes are distinct, and every activity is covered by one', () => {
  const codes = licenceCodes.map(({ code }) => code);
  expect(codes).toEqual([...new Set(codes)]);
  expect(licensedActivities.filter((activity) => !licenceCodes.some(({ activities }) => activities.includes(activity)))).toEqual([]);
  expect(licenceCode('SFC_TYPE_1')?.activities).toEqual(['dealing_in_securities']);
  expect(licenceCode('SFC_TYPE_11')?.inOperationFrom).toBeNull();
});

test('a product type is called as the fact dictionary labels its code', () => {
  expect(productTypes.map(({ names }) => names)).toEqual(productTypes.map(({ id }) => codeLabel('product.productType', id)));
});
