import { productTypeById } from '@jinqiao/product-types/registry';
import { v7 as uuid } from 'uuid';
import { shareState } from './known-products.js';

const fundTerms = productTypeById('fund')?.example.terms as Record<string, never>;
const bondTerms = productTypeById('bond')?.example.terms as Record<string, never>;
export const share = uuid();
export const unlisted = uuid();
export const star = uuid();
export const fund = uuid();
export const bond = uuid();
/** Shown to institutional investors only. */
export const hidden = uuid();
/** Withdrawn on 2018-12-12. */
export const leaving = uuid();
export const all = [share, unlisted, star, fund, bond, hidden, leaving];

export const states = [
  shareState(share, '600000'),
  shareState(unlisted, '600004'),
  shareState(star, '688001', { terms: { mic: 'XSHG', stockCode: '688001', board: 'STAR' } }),
  shareState(fund, 'F1', {
    productType: 'fund',
    terms: fundTerms,
    accesses: [{ scheme: 'mutual-recognition-of-funds', audience: 'public' }],
  }),
  shareState(bond, 'B1', { productType: 'bond', terms: bondTerms, accesses: [{ scheme: 'bond-connect-northbound', audience: 'public' }] }),
  shareState(hidden, '600009', { accesses: [{ scheme: 'stock-connect-northbound', audience: 'institutional' }] }),
  shareState(leaving, '600010'),
];
/** The list of one day: it names neither `unlisted` nor `hidden`. */
export const list = {
  day: '2018-12-04',
  mic: 'XSHG',
  productTypes: ['a_share'],
  entries: [
    { code: '688001', standing: 'full' },
    { code: '600000', standing: 'full' },
    { code: '600010', standing: 'sell_only' },
  ],
};
