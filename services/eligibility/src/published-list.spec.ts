import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { entriesMax, inFixedOrder, listFaults, PublishListBody } from './published-list.js';

const scheme = {
  id: 'stock-connect-northbound',
  productTypes: ['a_share', 'etf'],
  decidedByList: 'product.schemeListing',
} as unknown as Scheme;
const list: PublishListBody = {
  day: '2018-12-04',
  mic: 'XSHG',
  productTypes: ['a_share'],
  entries: [{ code: '600000', standing: 'full' }],
};

const refusedAt = (body: unknown): string[] => PublishListBody.safeParse(body).error?.issues.map(({ path }) => `/${path.join('/')}`) ?? [];

describe('a list to be published', () => {
  test('is accepted when its scheme carries its product types and each code stands once', () => {
    expect(refusedAt(list)).toEqual([]);
    expect(listFaults(scheme, list)).toEqual([]);
  });

  test.each(['2018-02-30', '2018-13-01', '0000-01-01', '4.12.2018'])(
    'is refused for the day %s, which does not exist or is not written as a day',
    (day) => {
      expect(refusedAt({ ...list, day })).toEqual(['/day']);
    },
  );

  test('is refused for a market that is no MIC, a standing that no list gives and a field that nobody knows', () => {
    expect(refusedAt({ ...list, mic: 'Shanghai', entries: [{ code: '600000', standing: 'not_listed' }] })).toEqual([
      '/mic',
      '/entries/0/standing',
    ]);
    expect(refusedAt({ ...list, note: 'x' })).toEqual(['/']);
  });

  test('is refused when it has more entries than one list may have', () => {
    const entries = Array.from({ length: entriesMax + 1 }, (_, n) => ({ code: String(n), standing: 'full' }));
    expect(refusedAt({ ...list, entries })).toEqual(['/entries']);
  });

  test('is refused at each product type that its scheme does not carry and at each code that stands twice', () => {
    const faulty: PublishListBody = { ...list, productTypes: ['a_share', 'bond', 'a_share'], entries: [...list.entries, ...list.entries] };
    expect(listFaults(scheme, faulty).map(({ path }) => path.join('/'))).toEqual(['productTypes/1', 'productTypes/2', 'entries/1/code']);
  });

  test('is the same list in whatever order it is written', () => {
    const entries = [
      { code: '600004', standing: 'sell_only' as const },
      { code: '600000', standing: 'full' as const },
    ];
    expect(inFixedOrder({ ...list, entries })).toEqual(inFixedOrder({ ...list, entries: [...entries].reverse() }));
  });
});
