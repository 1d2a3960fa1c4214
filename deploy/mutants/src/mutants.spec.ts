import { schemeById } from '@jinqiao/eligibility-schemes/registry';
import { casesOf } from '@jinqiao/eligibility-schemes/scheme-cases';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { mutateCondition } from './mutate-condition.js';
import { survivorsOf } from './survivors.js';

const scheme = (id: string): Scheme => {
  const found = schemeById(id);
  if (found === undefined) throw new Error(`${id} is not registered.`);
  return found;
};

describe('a mutant', () => {
  test('moves a decimal limit by its smallest step, both ways', () => {
    const places = mutateCondition({ fact: 'investor.portfolioHkd', op: 'gte', value: '8000000' }).map(({ where }) => where);
    expect(places).toEqual(
      expect.arrayContaining(['investor.portfolioHkd gte: value "8000000.01"', 'investor.portfolioHkd gte: value "7999999.99"']),
    );
  });
  test('takes one code out of a list, and puts one in', () => {
    const places = mutateCondition({ fact: 'investor.accountMarket', op: 'in', value: ['CN', 'HK'] }).map(({ where }) => where);
    expect(places).toEqual(
      expect.arrayContaining(['["CN"]', '["HK"]', '["CN","HK","OS"]'].map((value) => `investor.accountMarket in: value ${value}`)),
    );
  });
  test('widens and narrows an opening time by a minute', () => {
    const places = mutateCondition({ fact: 'trade.localTime', op: 'between', value: ['07:00', '23:00'] }).map(({ where }) => where);
    expect(places).toEqual(
      expect.arrayContaining(
        ['["06:59","23:00"]', '["07:01","23:00"]', '["07:00","22:59"]', '["07:00","23:01"]'].map(
          (value) => `trade.localTime between: value ${value}`,
        ),
      ),
    );
  });
  test('of Payment Connect is killed by some case, each of them', async () => {
    const payment = scheme('payment-connect-southbound');
    const { mutants, survivors } = survivorsOf(payment, await casesOf(payment));
    expect(survivors).toEqual([]);
    expect(mutants).toBeGreaterThan(20);
  });
  test('survives where the case that would tell it is taken away', async () => {
    const payment = scheme('payment-connect-southbound');
    const cases = (await casesOf(payment)).filter(({ facts }) => facts['trade.localTime'] !== '23:00');
    expect(survivorsOf(payment, cases).survivors.length).toBeGreaterThan(0);
  });
});
