import type { Audience } from '@jinqiao/contracts/shapes';
import { syntheticLaw } from '../test/synthetic-law.js';
import { nearestEligible, needsAlternatives } from './alternatives.js';
import type { KnownProduct } from './access-facts.js';
import { answerProduct } from './check-answer.js';
import type { Asked } from './check-answer.js';
import { checkProduct } from './check.js';
import { searchInDepth } from './in-depth.js';
import { standingIntervals } from './list-standing.js';
import type { ProductVersion } from './product-version.js';

const everybody: Audience[] = ['public'];
const version: ProductVersion = {
  version: 1,
  productType: 'a_share',
  terms: { mic: 'XSHG', stockCode: '600000', board: 'MAIN', riskRatingR: 2, listedOn: '2015-01-01' },
  accesses: [{ scheme: 'listed-channel', audience: 'public' }],
  offeredFrom: '2018-12-04',
  effectiveFrom: '2018-12-04',
  lifecycle: 'listed',
  suspendedSides: [],
};
const productOf = (productId: string, terms: Record<string, unknown>, change: Partial<ProductVersion> = {}): KnownProduct => ({
  productId,
  versions: [{ ...version, terms: { ...version.terms, ...terms } as ProductVersion['terms'], ...change }],
  institution: { jurisdiction: 'HK', institutionKind: 'licensed_corporation', lifecycle: 'approved', licences: [], schemeRoles: [] },
  standings: () => standingIntervals([{ day: '2018-12-04', standing: 'full' }]),
});
const question: Asked = { asOf: '2018-12-16', side: 'buy', facts: { 'investor.riskToleranceC': 3 }, alternatives: 2 };
const risky = productOf('a', { riskRatingR: 5 });

describe('an answer for both sides', () => {
  test('says of each side what an answer for that side alone says', () => {
    const both = answerProduct(syntheticLaw, risky, { ...question, side: 'both' }, everybody);
    for (const side of ['buy', 'sell'] as const) {
      const { verdict, orderable, accesses, ...common } = checkProduct(syntheticLaw, risky, { ...question, side }, everybody);
      expect(both).toMatchObject({ ...common, [side]: { verdict, orderable, accesses } });
    }
    expect(both).not.toHaveProperty('verdict');
  });
});

describe('an answer with what the investor could change', () => {
  test('names the nearest sufficient change, and nothing where the access is eligible already', () => {
    const asked = { ...question, withWhatIf: true, inDepth: searchInDepth() };
    expect(answerProduct(syntheticLaw, risky, asked, everybody)).toMatchObject({
      accesses: [{ decision: 'INELIGIBLE', whatIf: { sets: [[{ fact: 'investor.riskToleranceC', to: 5 }]], more: 0, exhausted: true } }],
    });
    const [access] = checkProduct(syntheticLaw, productOf('b', {}), { ...asked, side: 'buy' }, everybody).accesses;
    expect(access).not.toHaveProperty('whatIf');
  });
});

describe('the facts that could still decide', () => {
  const unknownInvestor: Asked = { ...question, facts: {} };
  const shares = [
    productOf('i', { board: 'STAR' }),
    productOf('j', { board: 'STAR', riskRatingR: 9, listedOn: '2018-12-01' }),
    productOf('k', { board: 'STAR' }),
  ];
  const named = (mostClasses: number) => {
    const inDepth = searchInDepth(mostClasses);
    return shares.map((share) => {
      const [access] = checkProduct(syntheticLaw, share, { ...unknownInvestor, side: 'buy', inDepth }, everybody).accesses;
      return access && 'decidingFacts' in access ? access.decidingFacts : undefined;
    });
  };

  test('are named only where the answer is open, and alike for products of one class', () => {
    expect(named(200)).toEqual([['investor.riskToleranceC'], [], ['investor.riskToleranceC']]);
  });

  test('are all missing facts once the searches are used up: too many, never too few', () => {
    expect(named(0).map((facts) => [...(facts ?? [])].sort())).toEqual(named(200).map((facts) => [...(facts ?? [])].sort()));
  });
});

describe('an answer for some schemes', () => {
  test('shows their accesses alone, and its verdict still looks at all', () => {
    const product = productOf('c', {}, { accesses: [...version.accesses, { scheme: 'licensed-channel', audience: 'public' }] });
    const checked = checkProduct(syntheticLaw, product, { ...question, side: 'buy', schemes: new Set(['licensed-channel']) }, everybody);
    expect(checked.accesses.map(({ scheme }) => scheme)).toEqual(['licensed-channel']);
    expect(checked.verdict).toBe('eligible');
  });
});

describe('the alternatives to a product', () => {
  const candidates = [
    risky,
    productOf('d', { riskRatingR: 4 }),
    productOf('e', { riskRatingR: 1, listedOn: '2014-01-01' }),
    productOf('f', { riskRatingR: 3 }),
    productOf('g', { riskRatingR: 2 }, { accesses: [{ scheme: 'listed-channel', audience: 'institutional' }] }),
    productOf('h', { riskRatingR: 2 }),
  ];
  const found = nearestEligible(syntheticLaw, { product: risky, candidates }, question, everybody);

  test('are needed only where it is not eligible', () => {
    expect(needsAlternatives(syntheticLaw, risky, question, everybody)).toBe(true);
    expect(needsAlternatives(syntheticLaw, productOf('h', {}), question, everybody)).toBe(false);
  });

  test('are eligible, visible, and those that differ least come first, as many as were asked for', () => {
    expect(found.products).toEqual([
      { productId: 'f', productVersion: 1, verdict: 'eligible', differsIn: ['product.riskRatingR'] },
      { productId: 'h', productVersion: 1, verdict: 'eligible', differsIn: ['product.riskRatingR'] },
    ]);
  });

  test('count only what this caller may see, and never the product itself', () => {
    expect(found.lookedAt).toBe(4);
  });
});
