import { signatureOf } from '@jinqiao/eligibility-rules/access-class';
import type { Facts } from '@jinqiao/eligibility-rules/facts';
import type { Rule, Scheme } from '@jinqiao/eligibility-rules/rule';
import { licensed, listed } from '../test/synthetic-law.js';
import { asksTheSameOfProducts, Partition } from './access-class-refinement.js';

const newRule = (requires: Rule['requires']): Rule => ({
  ...(listed.rules[0] as Rule),
  id: 'L-9',
  side: 'sell',
  from: '2027-01-01',
  requires,
});
const withRule = (requires: Rule['requires']): Scheme => ({ ...listed, rules: [...listed.rules, newRule(requires)] });
const onlyStar = withRule({ fact: 'product.board', op: 'eq', value: 'STAR' });

const facts = (board: string): Facts => ({ 'product.productType': 'a_share', 'product.riskRatingR': 1, 'product.board': board });
const signature = signatureOf(listed, 'sell', facts('MAIN'));
const known = [{ accessClassId: 'class of all', side: 'sell' as const, signature, facts: facts('MAIN') }];
const access = (board: string) => ({
  scheme: listed,
  audience: 'public' as const,
  buy: [],
  sell: [{ signature: '', facts: facts(board), from: '2018-12-04', to: null }],
});

describe('a new rule', () => {
  test('about the investor asks the same of products as before, one about another side of the product does not', () => {
    expect(asksTheSameOfProducts({ before: listed, after: withRule({ fact: 'investor.kind', op: 'eq', value: 'institution' }) })).toBe(
      true,
    );
    expect(asksTheSameOfProducts({ before: listed, after: onlyStar })).toBe(false);
    expect(asksTheSameOfProducts({ before: licensed, after: { ...licensed, productTypes: [] } })).toBe(false);
  });

  test('splits a class whose members it tells apart: the largest part keeps the id, and only the others move', () => {
    const partition = new Partition({ before: listed, after: onlyStar }, known);
    partition.add('one', [access('MAIN')]);
    partition.add('two', [access('STAR')]);
    partition.add('three', [access('STAR')]);
    const [refined, ...others] = partition.refined();
    expect(others).toEqual([]);
    expect(refined).toMatchObject({
      accessClassId: 'class of all',
      kept: { signature: signatureOf(onlyStar, 'sell', facts('STAR')) },
      split: [{ signature: signatureOf(onlyStar, 'sell', facts('MAIN')) }],
    });
    expect(partition.moved()).toEqual(['one']);
  });

  test('leaves a class whole whose members answer it alike, and moves nobody', () => {
    const partition = new Partition({ before: listed, after: onlyStar }, known);
    partition.add('two', [access('STAR')]);
    partition.add('three', [access('STAR')]);
    expect(partition.refined()).toMatchObject([{ accessClassId: 'class of all', split: [] }]);
    expect(partition.moved()).toEqual([]);
  });

  test('gives a class without members the signature of the one that it was made for', () => {
    const partition = new Partition({ before: listed, after: onlyStar }, known);
    expect(partition.refined()).toMatchObject([{ kept: { signature: signatureOf(onlyStar, 'sell', facts('MAIN')) }, split: [] }]);
  });
});
