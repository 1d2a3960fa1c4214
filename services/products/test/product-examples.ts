import { Problem } from '@jinqiao/problem-details/problem';
import { productTypeById } from '@jinqiao/product-types/registry';
import { approve, requestWithdrawal, submit } from '../src/change-request.js';
import type { Circumstances } from '../src/change-request.js';
import type { KnownInstitution } from '../src/licence.js';
import { startDraft, suspend } from '../src/product.js';
import type { ProductDraft } from '../src/product-draft.js';

const found = productTypeById('a_share');
if (found === undefined) throw new Error('These examples are shares.');
export const share = found;

export const productId = '019aa000-0000-7000-8000-000000000101';
export const institutionId = '019aa000-0000-7000-8000-000000000001';
export const today = '2026-11-25';
export const draft: ProductDraft = {
  productCode: 'XSHG-600000',
  productType: 'a_share',
  names: { en: 'Shanghai Pudong Development Bank' },
  terms: share.example.terms as ProductDraft['terms'],
  accesses: [{ scheme: 'stock-connect-northbound', audience: 'public' }],
  offeredFrom: '2018-12-04',
};
export const licensed: KnownInstitution = {
  institutionId,
  version: 1,
  lifecycle: 'approved',
  licences: [{ regulator: 'SFC', code: 'SFC_TYPE_1', activities: [share.licensedActivity], from: '2014-11-17' }],
};
export const hash = (text: string): string => `hash of ${text}`;
export const on = (change: Partial<Circumstances> = {}): Circumstances => ({ institution: licensed, today, hash, ...change });
export const asking = { requestId: '019aa000-0000-7000-8000-000000000901', requestedBy: 'mei', requestedAt: '2026-11-25T01:00:00.000Z' };
export const chen = { decidedBy: 'chen', decidedAt: '2026-11-25T02:00:00.000Z' };

export const drafted = startDraft(productId, institutionId, draft, 'mei');
export const submitted = submit(drafted, asking, on());
export const listed = approve(submitted, chen, on()).product;
export const suspended = suspend(listed, { sides: ['buy'], reason: 'A trading halt.' }, today).product;
export const withdrawn = approve(requestWithdrawal(listed, { ...asking, reason: 'Gone.' }, { hash }), chen, on()).product;
export const renamed: ProductDraft = { ...draft, names: { en: 'SPD Bank' } };

/** The problem with which the work is refused. */
export const refused = (work: () => unknown): Problem => {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('Nothing was refused.');
};
