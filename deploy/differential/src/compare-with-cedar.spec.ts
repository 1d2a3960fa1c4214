import { schemes } from '@jinqiao/eligibility-schemes/registry';
import { casesOf } from '@jinqiao/eligibility-schemes/scheme-cases';
import { compareWithCedar } from './compare-with-cedar.js';
import { sourceOf } from './draw.js';
import { randomOf } from '@jinqiao/deploy-generate/random';
import { cedarDecimal, toCedar } from './to-cedar.js';

describe('Cedar', () => {
  test('says of every rule that it can say the same, where everything is known', async () => {
    const sources = await Promise.all(schemes.map(async (scheme) => sourceOf(scheme, await casesOf(scheme))));
    const { pairs, holds, rules, notSaid, differences } = compareWithCedar(sources, 100, randomOf(4));
    expect(differences).toEqual([]);
    expect(rules).toBeGreaterThan(notSaid.length);
    expect(Math.min(holds, pairs - holds)).toBeGreaterThan(200);
  });

  test('has no words for what a person decides, for what is unknown and for more than four digits after the point', () => {
    expect(toCedar({ all: [{ needsReview: { en: 'Ask a person.' } }] })).toBeUndefined();
    expect(toCedar({ not: { unknown: 'product.board' } })).toBeUndefined();
    expect(toCedar({ fact: 'trade.amountCny', op: 'gt', value: '0.00001' })).toBeUndefined();
    expect(['5', '5.25', '-0.1', '0.12345'].map(cedarDecimal)).toEqual(['5.0', '5.25', '-0.1', undefined]);
  });
});
