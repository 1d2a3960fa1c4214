import { sampleBondsAndFunds } from './sample-bonds-and-funds.js';
import { publishedList, readShares, shareProduct } from './sample-shares.js';

describe('the sample', () => {
  test('carries the 581 Shanghai shares of the list of 4 December 2018, each once and open both ways', async () => {
    const shares = await readShares();
    const list = publishedList(shares);
    expect(new Set(list.entries.map(({ code }) => code)).size).toBe(581);
    expect(new Set(list.entries.map(({ standing }) => standing))).toEqual(new Set(['full']));
  });

  test('offers each share under its own code, from the day of the list, named as the exchange names it', async () => {
    const [first] = (await readShares()).map(shareProduct);
    expect(first).toMatchObject({
      productCode: 'XSHG-600000',
      names: { en: 'SHANGHAI PUDONG DEVELOPMENT BANK' },
      terms: { mic: 'XSHG', stockCode: '600000', board: 'MAIN' },
      offeredFrom: '2018-12-04',
    });
  });

  test('names made-up bonds and funds as samples', () => {
    expect(sampleBondsAndFunds).toHaveLength(7);
    expect(sampleBondsAndFunds.every(({ names }) => names['en']?.startsWith('Sample '))).toBe(true);
  });
});
