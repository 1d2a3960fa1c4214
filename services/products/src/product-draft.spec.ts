import { schemes } from '@jinqiao/eligibility-schemes/registry';
import { submit } from './change-request.js';
import { editDraft, requireRevision, startDraft } from './product.js';
import { contentMeaning } from './product-draft.js';
import {
  asking,
  draft,
  drafted,
  institutionId,
  listed,
  on,
  productId,
  refused,
  renamed,
  submitted,
  withdrawn,
} from '../test/product-examples.js';

describe('a draft', () => {
  test('begins at revision 1 without a version, and says what it still lacks', () => {
    const bare = startDraft(productId, institutionId, { productCode: 'A', productType: 'a_share', terms: {}, accesses: [] }, 'mei');
    expect(bare).toMatchObject({ lifecycle: 'draft', version: 0, revision: 1, published: null, pending: null });
    const incomplete = refused(() => submit(bare, asking, on()));
    expect(incomplete.type).toBe('product-incomplete');
    const pointers = (incomplete.members['missing'] as { pointer: string }[]).map(({ pointer }) => pointer);
    expect(pointers).toEqual(expect.arrayContaining(['/names', '/accesses', '/offeredFrom']));
    expect(pointers.some((pointer) => pointer.startsWith('/terms/'))).toBe(true);
  });

  test('of an unknown product type is refused with the types there are', () => {
    const problem = refused(() => startDraft(productId, institutionId, { ...draft, productType: 'tulip' }, 'mei'));
    expect(problem).toMatchObject({
      type: 'request-not-valid',
      members: { errors: [{ pointer: '/productType', rejectedValue: 'tulip' }] },
    });
    expect(problem.members['allowed']).toContain('a_share');
  });

  test('with an unknown scheme is refused at its place, with the schemes that would do', () => {
    const accesses = [...draft.accesses, { scheme: 'tulip-connect', audience: 'public' as const }];
    const problem = refused(() => editDraft(drafted, { ...draft, accesses }, 'mei'));
    expect(problem).toMatchObject({
      type: 'scheme-not-known',
      members: { errors: [{ pointer: '/accesses/1/scheme', rejectedValue: 'tulip-connect' }] },
    });
    expect(problem.members['allowed']).toContain('stock-connect-northbound');
  });

  test('by a scheme that cannot carry its type is refused, for each such scheme', () => {
    for (const scheme of schemes.filter(({ productTypes }) => !productTypes.includes('a_share'))) {
      const problem = refused(() =>
        startDraft(productId, institutionId, { ...draft, accesses: [{ scheme: scheme.id, audience: 'public' }] }, 'mei'),
      );
      expect(problem).toMatchObject({
        type: 'scheme-cannot-carry-product-type',
        members: { errors: [{ pointer: '/accesses/0/scheme', rejectedValue: scheme.id }] },
      });
    }
  });

  test('that declares a scheme twice is refused', () => {
    const accesses = [...draft.accesses, ...draft.accesses];
    expect(refused(() => editDraft(drafted, { ...draft, accesses }, 'mei'))).toMatchObject({
      type: 'request-not-valid',
      members: { errors: [{ pointer: '/accesses/1/scheme' }] },
    });
  });

  test('with a term that its type does not know is refused at once, before anything else is complete', () => {
    const problem = refused(() => editDraft(drafted, { ...draft, terms: { ...draft.terms, tulip: 1 } }, 'mei'));
    expect(problem).toMatchObject({ type: 'request-not-valid', members: { errors: [{ pointer: '/terms/tulip' }] } });
  });

  test('goes to the next revision with each change and remembers who wrote it', () => {
    expect(editDraft(editDraft(drafted, renamed, 'li'), draft, 'mei')).toMatchObject({ revision: 3, editors: ['mei', 'li'] });
  });

  test('is not changed by someone who looked at an earlier revision', () => {
    expect(refused(() => requireRevision(drafted, 7))).toMatchObject({
      type: 'if-match-failed',
      members: { expectedRevision: 7, currentRevision: 1 },
    });
  });

  test.each([
    ['while its listing waits', submitted],
    ['while an amendment waits', submit(editDraft(listed, renamed, 'mei'), asking, on())],
  ])('is not changed %s', (_, product) => {
    expect(refused(() => editDraft(product, renamed, 'mei')).type).toBe('change-pending');
  });

  test('of a withdrawn product is not changed', () => {
    expect(refused(() => editDraft(withdrawn, renamed, 'mei'))).toMatchObject({
      type: 'product-lifecycle-conflict',
      members: { lifecycle: 'withdrawn', possible: [] },
    });
  });

  test.each(['productCode', 'productType'] as const)('keeps its %s once the product was listed', (field) => {
    const other = { productCode: 'B', productType: 'bond' };
    expect(refused(() => editDraft(listed, { ...draft, [field]: other[field] }, 'mei'))).toMatchObject({
      members: { errors: [{ pointer: `/${field}` }] },
    });
  });
});

describe('what makes a change', () => {
  test('nothing to change is refused: keys, order of accesses and trailing zeros do not count', () => {
    const terms = Object.fromEntries(Object.entries(draft.terms).reverse());
    const same = editDraft(listed, { ...draft, terms }, 'mei');
    expect(refused(() => submit(same, asking, on()))).toMatchObject({ type: 'nothing-to-change', members: { version: 1 } });
  });

  test('decimals of the terms count by their value, texts by their letters', () => {
    const content = { ...draft, productType: 'bond', names: { en: 'Bond 1.0' }, accesses: [...draft.accesses], offeredFrom: '2018-12-04' };
    expect(contentMeaning({ ...content, terms: { couponRatePct: '1.00' } })).toBe(
      contentMeaning({ ...content, terms: { couponRatePct: '1.0' } }),
    );
    expect(contentMeaning({ ...content, names: { en: 'Bond 1.00' } })).not.toBe(contentMeaning(content));
  });
});
