import { factsOnDay } from '@jinqiao/eligibility-rules/derived-facts';
import { evaluate } from '@jinqiao/eligibility-rules/evaluate';
import { missingTerms } from './missing-terms.js';
import { productFacts } from './product-facts.js';
import { productTypeById, productTypes } from './registry.js';
import type { ProductType, Terms } from './product-type.js';

const typeOf = (id: string): ProductType => {
  const type = productTypeById(id);
  if (type === undefined) throw new Error(`${id} is not registered`);
  return type;
};

const changed = (id: string, terms: Terms): Terms => ({ ...typeOf(id).example.terms, ...terms });

const without = (left: string, terms: Terms): Terms => Object.fromEntries(Object.entries(terms).filter(([term]) => term !== left));

const faultsOf = (id: string, terms: Terms): readonly string[] => {
  const result = typeOf(id).partialTerms.safeParse(terms);
  return result.success ? [] : result.error.issues.map(({ path }) => path.join('/'));
};

test.each<[string, string, Terms, string]>([
  ['an ETF of Hong Kong with a code of six digits', 'etf', { mic: 'XHKG', stockCode: '000000' }, 'stockCode'],
  ['an ETF of Shanghai with a code of five digits', 'etf', { mic: 'XSHG', stockCode: '00000' }, 'stockCode'],
  ['a synthetic ETF that leaves the feature out', 'etf', changed('etf', { trackingMethod: 'synthetic' }), 'features'],
  ['a physical ETF with the feature synthetic', 'etf', changed('etf', { features: ['synthetic'] }), 'features'],
  ['a Hong Kong stock code that lost its zeros', 'hk_share', { stockCode: '5' }, 'stockCode'],
  ['a code of a renminbi counter without that counter', 'hk_share', changed('hk_share', { rmbCounterCode: '80000' }), 'rmbCounterCode'],
  ['a demand deposit with a tenor', 'rmb_deposit', changed('rmb_deposit', { depositKind: 'demand' }), 'tenorMonths'],
  ['a deposit with a tenor and a day', 'rmb_deposit', changed('rmb_deposit', { maturesOn: '2027-01-01' }), 'maturesOn'],
  ['a renminbi deposit in Hong Kong dollars', 'rmb_deposit', { currency: 'HKD' }, 'currency'],
  ['a product that ends before it starts', 'bank_wmp', { inceptionOn: '2026-02-02', maturesOn: '2026-02-01' }, 'maturesOn'],
  ['a swap with a tenor and a last day', 'irs', changed('irs', { maturesOn: '2030-01-01' }), 'tenorYears'],
  ['a swap of less than no years, which would pass any longest tenor', 'irs', { tenorYears: '-1' }, 'tenorYears'],
  ['a pair of one currency', 'fx_product', { baseCurrency: 'USD', quoteCurrency: 'USD' }, 'quoteCurrency'],
  ['a pair without renminbi that names their market', 'fx_product', changed('fx_product', { quoteCurrency: 'HKD' }), 'rmbMarket'],
  ['CNH in a pair', 'fx_product', { quoteCurrency: 'CNH' }, 'quoteCurrency'],
  ['gold as a balance in XAU', 'gold_contract', { currency: 'XAU' }, 'currency'],
  ['a fineness below nought', 'gold_contract', { finenessPct: '-1' }, 'finenessPct'],
  ['an opening hour that does not exist', 'payment_service', { opensAt: '24:00' }, 'opensAt'],
  ['therapies in a cargo insurance', 'insurance', { insuranceKind: 'cargo', coveredTherapies: ['Example'] }, 'coveredTherapies'],
  ['a rating above the top of the scale', 'reinsurance', { reinsurerRatingNotch: 0 }, 'reinsurerRatingNotch'],
  ['a security repaid before its issue', 'ils', changed('ils', { issuedOn: '2030-01-01' }), 'maturesOn'],
  ['a token on a token', 'token', { wrappedProductType: 'token' }, 'wrappedProductType'],
  ['the number of a filing that is not completed', 'token', { csrcFilingCompleted: false, csrcFilingNumber: '1' }, 'csrcFilingNumber'],
  ['renminbi market of a bond in US dollars', 'bond', { currency: 'USD', rmbMarket: 'offshore' }, 'rmbMarket'],
  ['an amount with a space before it', 'loan', { largestAmount: ' 1' }, 'largestAmount'],
  ['a name of nothing but spaces', 'ils', { specialPurposeInsurer: '  ' }, 'specialPurposeInsurer'],
])('%s is refused, in a draft as well', (_, id, terms, term) => {
  expect(faultsOf(id, terms)).toEqual([term]);
});

test('whatever may be in another currency needs its renminbi market just where the currency is CNY', () => {
  const bond = without('rmbMarket', typeOf('bond').example.terms);
  expect(missingTerms(typeOf('bond'), bond)).toEqual(['rmbMarket']);
  expect(typeOf('bond').terms.safeParse(bond).success).toBe(false);
  expect(typeOf('bond').partialTerms.safeParse(bond).success).toBe(true);
  expect(missingTerms(typeOf('bond'), { ...bond, currency: 'HKD' })).toEqual([]);
  const pair = without('rmbMarket', typeOf('fx_product').example.terms);
  expect(missingTerms(typeOf('fx_product'), pair)).toEqual(['rmbMarket']);
});

test('published lists name shares and ETFs by market and code, and nothing else', () => {
  const named = productTypes.filter((type) => type.listKey(type.example.terms) !== undefined).map(({ id }) => id);
  expect(named.sort()).toEqual(['a_share', 'etf', 'hk_share']);
  expect(typeOf('hk_share').listKey({ mic: 'XHKG', stockCode: '00005' })).toEqual({ mic: 'XHKG', code: '00005' });
  expect(typeOf('etf').listKey({ mic: 'XSHE' })).toBeUndefined();
});

test('whether a wealth management product manages cash is unknown until it says so, and never taken as no', () => {
  const silent = without('features', typeOf('bank_wmp').example.terms);
  const noCash = { not: { fact: 'product.features', op: 'includes', value: 'cash_management' } } as const;
  expect(evaluate(noCash, productFacts(typeOf('bank_wmp'), silent))).toBe('unknown');
  expect(missingTerms(typeOf('bank_wmp'), silent)).toEqual(['features']);
});

test('a swap states its tenor or has it computed from its last day', () => {
  const irs = typeOf('irs');
  expect(factsOnDay(productFacts(irs, irs.example.terms), '2026-01-01')['product.remainingTenorYears']).toBe('5');
  expect(factsOnDay(productFacts(irs, { maturesOn: '2027-01-01' }), '2026-01-01')['product.remainingTenorYears']).toBe('1');
  expect('product.remainingTenorYears' in factsOnDay(productFacts(irs, {}), '2026-01-01')).toBe(false);
});
