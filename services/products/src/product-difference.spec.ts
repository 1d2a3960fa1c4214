import { approve, differenceAskedFor, requestResumption, requestWithdrawal, submit } from './change-request.js';
import { editDraft, publish } from './product.js';
import type { Product } from './product.js';
import { contentMeaning } from './product-draft.js';
import { productDifference } from './product-difference.js';
import { productView } from './product-view.js';
import { asking, chen, draft, hash, listed, on, refused, renamed, submitted, suspended } from '../test/product-examples.js';

const asked = (product: Product) => product.pending && differenceAskedFor(product, product.pending);

describe('what a checker decides on', () => {
  test('of a listing is everything that the draft says', () => {
    expect(asked(submitted)?.map(({ pointer }) => pointer)).toEqual([
      '/productCode',
      '/productType',
      '/names',
      '/terms',
      '/accesses',
      '/offeredFrom',
      '/lifecycle',
      '/suspendedSides',
    ]);
  });

  test('of an amendment is what the draft says otherwise than the published version, each side as it was written', () => {
    const terms = Object.fromEntries(Object.entries(draft.terms).reverse());
    const waiting = submit(editDraft(listed, { ...renamed, terms }, 'mei'), asking, on());
    const differences = [{ pointer: '/names/en', before: draft.names?.en, after: 'SPD Bank' }];
    expect(asked(waiting)).toEqual(differences);
    expect(productView(waiting)['pending']).toMatchObject({ kind: 'amendment', differences });
    expect(productView(listed)['pending']).toBeNull();
  });

  test('of a resumption is that the suspension and its reason go, and of a withdrawal that the product goes', () => {
    expect(asked(requestResumption(suspended, asking, { hash }))).toEqual([
      { pointer: '/lifecycle', before: 'suspended', after: 'listed' },
      { pointer: '/suspendedSides', before: ['buy'], after: [] },
      { pointer: '/lifecycleReason', before: 'A trading halt.' },
    ]);
    expect(asked(requestWithdrawal(listed, { ...asking, reason: 'Gone.' }, { hash }))).toEqual([
      { pointer: '/lifecycle', before: 'listed', after: 'withdrawn' },
      { pointer: '/lifecycleReason', after: 'Gone.' },
    ]);
  });

  test('is what the approval then publishes, whatever was asked for', () => {
    const waiting = [
      submitted,
      submit(editDraft(listed, renamed, 'mei'), asking, on()),
      submit(editDraft(suspended, renamed, 'mei'), asking, on()),
      requestResumption(suspended, asking, { hash }),
      requestWithdrawal(suspended, { ...asking, reason: 'Gone.' }, { hash }),
    ];
    for (const product of waiting) expect(productDifference(product.published, approve(product, chen, on()).state)).toEqual(asked(product));
  });

  test('can be shown of a draft whose type this release does not know any more', () => {
    const stale = { ...submitted, draft: { ...submitted.draft, productType: 'tulip' } };
    expect(asked(stale)).toContainEqual({ pointer: '/productType', after: 'tulip' });
  });
});

test('a version that says the same as the one before is not published, whoever asks', () => {
  if (listed.published === null) throw new Error('A listed product is published.');
  const same = { ...listed.published, version: 2, effectiveFrom: '2030-01-01' };
  expect(refused(() => publish(listed, same))).toMatchObject({ type: 'nothing-to-change', members: { version: 1 } });
});

test('a request that waits across a release is still bound to the same text', () => {
  expect(
    contentMeaning({ ...draft, names: { en: ' A ' }, terms: { mic: 'XSHG' }, accesses: [...draft.accesses], offeredFrom: '2018-12-04' }),
  ).toBe(
    '{"accesses":[{"audience":"public","scheme":"stock-connect-northbound"}],"names":{"en":"A"},"offeredFrom":"2018-12-04",' +
      '"productCode":"XSHG-600000","productType":"a_share","terms":{"mic":"XSHG"}}',
  );
});
