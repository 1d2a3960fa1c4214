import { productEvents } from '@jinqiao/contracts/product-events';
import { schemes } from '@jinqiao/eligibility-schemes/registry';
import { Problem } from '@jinqiao/problem-details/problem';
import { productTypeById } from '@jinqiao/product-types/registry';
import fc from 'fast-check';
import { approve, reject, requestResumption, requestWithdrawal, submit } from './change-request.js';
import type { Circumstances } from './change-request.js';
import type { KnownInstitution } from './licence.js';
import type { Product } from './product.js';
import { editDraft, possibleNext, requireRevision, startDraft, suspend } from './product.js';
import type { ProductDraft } from './product-draft.js';
import { meaningOf } from './product-draft.js';

const share = productTypeById('a_share');
if (share === undefined) throw new Error('These examples are shares.');

const productId = '019aa000-0000-7000-8000-000000000101';
const institutionId = '019aa000-0000-7000-8000-000000000001';
const today = '2026-11-25';
const draft: ProductDraft = {
  productCode: 'XSHG-600000',
  productType: 'a_share',
  names: { en: 'Shanghai Pudong Development Bank' },
  terms: share.example as ProductDraft['terms'],
  accesses: [{ scheme: 'stock-connect-northbound', audience: 'public' }],
  offeredFrom: '2018-12-04',
};
const licensed: KnownInstitution = {
  institutionId,
  version: 1,
  lifecycle: 'approved',
  licences: [{ regulator: 'SFC', code: 'SFC_TYPE_1', activities: [share.licensedActivity], from: '2014-11-17' }],
};
const hash = (text: string): string => `hash of ${text}`;
const on = (change: Partial<Circumstances> = {}): Circumstances => ({ institution: licensed, today, hash, ...change });
const asking = { requestId: '019aa000-0000-7000-8000-000000000901', requestedBy: 'mei', requestedAt: '2026-11-25T01:00:00.000Z' };
const chen = { decidedBy: 'chen', decidedAt: '2026-11-25T02:00:00.000Z' };

const drafted = startDraft(productId, institutionId, draft, 'mei');
const submitted = submit(drafted, asking, on());
const listed = approve(submitted, chen, on()).product;
const suspended = suspend(listed, { sides: ['buy'], reason: 'A trading halt.' }, today).product;
const withdrawn = approve(requestWithdrawal(listed, { ...asking, reason: 'Gone.' }, { hash }), chen, on()).product;
const renamed: ProductDraft = { ...draft, names: { en: 'SPD Bank' } };

const refused = (work: () => unknown): Problem => {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('Nothing was refused.');
};

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

describe('the life of a product', () => {
  test('a listing is version 1, in effect from the day on which the product is offered', () => {
    const { contract, state, product } = approve(submitted, chen, on());
    expect(contract.type).toBe('jinqiao.product.listed.v1');
    expect(state).toEqual({
      ...{ productId, institutionId, version: 1, ...draft, effectiveFrom: '2018-12-04', lifecycle: 'listed', suspendedSides: [] },
    });
    expect(product).toMatchObject({
      lifecycle: 'listed',
      version: 1,
      pending: null,
      editors: [],
      lastDecision: { outcome: 'approved', decidedBy: 'chen' },
    });
  });

  test('an amendment is drafted beside the live product and is in effect from the day of its approval', () => {
    const waiting = submit(editDraft(listed, renamed, 'mei'), asking, on());
    expect(waiting).toMatchObject({
      lifecycle: 'listed',
      version: 1,
      published: { names: draft.names },
      pending: { kind: 'amendment', baseVersion: 1 },
    });
    const { contract, state } = approve(waiting, chen, on());
    expect([contract.type, state.version, state.names, state.effectiveFrom]).toEqual([
      'jinqiao.product.amended.v1',
      2,
      { en: 'SPD Bank' },
      today,
    ]);
  });

  test('an amendment of a suspended product leaves it suspended', () => {
    const { state } = approve(submit(editDraft(suspended, renamed, 'mei'), asking, on()), chen, on());
    expect(state).toMatchObject({ version: 3, lifecycle: 'suspended', suspendedSides: ['buy'], lifecycleReason: 'A trading halt.' });
  });

  test('a suspension is one person’s act, may be widened, and does not touch the draft beside it', () => {
    const edited = editDraft(listed, renamed, 'mei');
    const { contract, state, product } = suspend(edited, { sides: ['buy'], reason: 'A trading halt.' }, today);
    expect([contract.type, state.version, state.suspendedSides, state.names]).toEqual([
      'jinqiao.product.suspended.v1',
      2,
      ['buy'],
      draft.names,
    ]);
    expect(product.draft).toEqual(renamed);
    expect(suspend(product, { sides: ['buy', 'sell'], reason: 'Both.' }, today).state).toMatchObject({
      version: 3,
      suspendedSides: ['buy', 'sell'],
    });
  });

  test('a suspension is not narrowed or repeated by one person', () => {
    const both = suspend(listed, { sides: ['buy', 'sell'], reason: 'Both.' }, today).product;
    for (const sides of [['buy'], ['buy', 'sell']] as const)
      expect(refused(() => suspend(both, { sides, reason: 'Again.' }, today))).toMatchObject({
        type: 'product-lifecycle-conflict',
        members: { lifecycle: 'suspended' },
      });
  });

  test('a suspension does not wait for a pending request, which then is out of date', () => {
    const stopped = suspend(submit(editDraft(listed, renamed, 'mei'), asking, on()), { sides: ['buy'], reason: 'A halt.' }, today).product;
    expect(stopped.pending).not.toBeNull();
    expect(refused(() => approve(stopped, chen, on()))).toMatchObject({
      type: 'version-conflict',
      members: { baseVersion: 1, currentVersion: 2 },
    });
    expect(reject(stopped, { ...chen, decisionReason: 'Out of date.' })).toMatchObject({ lifecycle: 'suspended', pending: null });
  });

  test('a resumption takes two persons and ends the suspension', () => {
    const waiting = requestResumption(suspended, { ...asking, reason: 'It is over.' }, { hash });
    expect(waiting).toMatchObject({ lifecycle: 'suspended', version: 2, pending: { kind: 'resumption' } });
    const { contract, state } = approve(waiting, chen, on());
    expect([contract.type, state.version, state.lifecycle, state.suspendedSides, state.lifecycleReason]).toEqual([
      'jinqiao.product.resumed.v1',
      3,
      'listed',
      [],
      undefined,
    ]);
  });

  test('a withdrawal takes two persons and is final', () => {
    expect(withdrawn).toMatchObject({
      lifecycle: 'withdrawn',
      version: 2,
      published: { lifecycle: 'withdrawn', lifecycleReason: 'Gone.', effectiveFrom: today },
    });
    expect(possibleNext(withdrawn)).toEqual([]);
  });

  test('a withdrawal needs no licence: leaving must stay possible', () => {
    const waiting = requestWithdrawal(suspended, { ...asking, reason: 'Gone.' }, { hash });
    expect(approve(waiting, chen, on({ institution: undefined })).state.lifecycle).toBe('withdrawn');
  });

  test('a rejection takes the product back to what it was', () => {
    const rejecting = { ...chen, decisionReason: 'The name is wrong.' };
    expect(reject(submitted, rejecting)).toMatchObject({
      lifecycle: 'draft',
      version: 0,
      pending: null,
      draft,
      lastDecision: { outcome: 'rejected', decisionReason: 'The name is wrong.' },
    });
    expect(reject(submit(editDraft(listed, renamed, 'mei'), asking, on()), rejecting)).toMatchObject({
      lifecycle: 'listed',
      version: 1,
      draft: renamed,
      published: { names: draft.names },
    });
    expect(reject(requestResumption(suspended, asking, { hash }), rejecting)).toMatchObject({ lifecycle: 'suspended', version: 2 });
  });

  test.each([
    ['a resumption of a listed product', listed, (product: Product) => requestResumption(product, asking, { hash })],
    ['a resumption of a draft', drafted, (product: Product) => requestResumption(product, asking, { hash })],
    ['a withdrawal of a draft', drafted, (product: Product) => requestWithdrawal(product, asking, { hash })],
    ['a withdrawal of a withdrawn product', withdrawn, (product: Product) => requestWithdrawal(product, asking, { hash })],
    ['a submission of a withdrawn product', withdrawn, (product: Product) => submit(product, asking, on())],
    ['a suspension of a draft', drafted, (product: Product) => suspend(product, { sides: ['buy'], reason: 'No.' }, today)],
    ['a suspension of a submitted product', submitted, (product: Product) => suspend(product, { sides: ['buy'], reason: 'No.' }, today)],
    ['a suspension of a withdrawn product', withdrawn, (product: Product) => suspend(product, { sides: ['buy'], reason: 'No.' }, today)],
  ])('refuses %s and says what is possible', (_, product, command) => {
    expect(refused(() => command(product))).toMatchObject({
      type: 'product-lifecycle-conflict',
      members: { lifecycle: product.lifecycle, possible: possibleNext(product) },
    });
  });

  test.each([
    ['a second submission', (product: Product) => submit(product, asking, on())],
    ['a withdrawal', (product: Product) => requestWithdrawal(product, asking, { hash })],
    ['a resumption', (product: Product) => requestResumption(product, asking, { hash })],
  ])('refuses %s while a request waits', (_, command) => {
    expect(refused(() => command(submitted))).toMatchObject({ type: 'change-pending', members: { kind: 'listing', requestedBy: 'mei' } });
  });

  test.each([
    ['an approval', (product: Product) => approve(product, chen, on())],
    ['a rejection', (product: Product) => reject(product, { ...chen, decisionReason: 'No.' })],
  ])('refuses %s where nothing waits', (_, command) => {
    for (const product of [drafted, listed, suspended, withdrawn]) expect(refused(() => command(product)).type).toBe('no-change-pending');
  });
});

describe('four eyes', () => {
  test.each(['mei', 'li'])('%s, who asked for the listing or wrote a part of it, does not decide on it', (person) => {
    const waiting = submit(editDraft(drafted, renamed, 'li'), asking, on());
    expect(refused(() => approve(waiting, { ...chen, decidedBy: person }, on())).type).toBe('own-change');
    expect(refused(() => reject(waiting, { ...chen, decidedBy: person, decisionReason: 'No.' })).type).toBe('own-change');
  });

  test('an approval is for the content that was submitted, not for another one', () => {
    const swapped = { ...submitted, draft: renamed };
    expect(refused(() => approve(swapped, chen, on())).type).toBe('version-conflict');
  });
});

describe('the licence', () => {
  const until = (to: string): KnownInstitution => ({
    ...licensed,
    licences: [{ ...licensed.licences[0], to } as KnownInstitution['licences'][number]],
  });

  test.each([
    ['no approval is known', undefined, 'unknown'],
    ['the institution is suspended', { ...licensed, lifecycle: 'suspended' } as const, 'suspended'],
  ])('is not even looked at while %s', (_, institution, lifecycle) => {
    for (const command of [() => submit(drafted, asking, on({ institution })), () => approve(submitted, chen, on({ institution }))])
      expect(refused(command)).toMatchObject({ type: 'institution-not-approved', members: { lifecycle } });
  });

  test.each([
    ['on the day of approval', until('2026-11-24'), [today]],
    [
      'on the day from which it is offered',
      { ...licensed, licences: [{ ...licensed.licences[0], from: '2018-12-05' }] } as KnownInstitution,
      ['2018-12-04'],
    ],
    ['on either day', { ...licensed, licences: [] }, ['2018-12-04', today]],
    [
      'for this activity',
      { ...licensed, licences: [{ ...licensed.licences[0], activities: ['another_activity'] }] } as KnownInstitution,
      ['2018-12-04', today],
    ],
  ])('that is not live %s is named with the days and the licences seen', (_, institution, days) => {
    expect(refused(() => approve(submitted, chen, on({ institution })))).toMatchObject({
      type: 'licence-missing',
      members: { activity: share.licensedActivity, days, licences: institution.licences },
    });
  });

  test('is live on its first and on its last day', () => {
    const institution = { ...licensed, licences: [{ ...licensed.licences[0], from: '2018-12-04', to: today }] } as KnownInstitution;
    expect(approve(submitted, chen, on({ institution })).state.version).toBe(1);
  });

  test('may be two licences, one for each day', () => {
    const [licence] = licensed.licences as [KnownInstitution['licences'][number]];
    const institution = {
      ...licensed,
      licences: [
        { ...licence, to: '2019-12-31' },
        { ...licence, from: '2020-01-01' },
      ],
    };
    expect(approve(submitted, chen, on({ institution })).state.version).toBe(1);
  });

  test('is asked for today only when a suspension is lifted', () => {
    const institution = { ...licensed, licences: [{ ...licensed.licences[0], from: today }] } as KnownInstitution;
    expect(approve(requestResumption(suspended, asking, { hash }), chen, on({ institution })).state.lifecycle).toBe('listed');
  });
});

describe('what makes a change', () => {
  test('nothing to change is refused: keys, order of accesses and trailing zeros do not count', () => {
    const terms = Object.fromEntries(Object.entries(draft.terms).reverse());
    const same = editDraft(listed, { ...draft, terms }, 'mei');
    expect(refused(() => submit(same, asking, on()))).toMatchObject({ type: 'nothing-to-change', members: { version: 1 } });
  });

  test('decimals of the terms count by their value, texts by their letters', () => {
    const content = { ...draft, names: { en: 'Fund 1.0' }, accesses: [...draft.accesses], offeredFrom: '2018-12-04' };
    expect(meaningOf({ ...content, terms: { size: '1.00' } })).toBe(meaningOf({ ...content, terms: { size: '1.0' } }));
    expect(meaningOf({ ...content, names: { en: 'Fund 1.00' } })).not.toBe(meaningOf(content));
  });
});

type Step = (product: Product) => Product;
const steps: Record<string, Step> = {
  edit: (product) => editDraft(product, product.version % 2 === 0 ? draft : renamed, 'mei'),
  submit: (product) => submit(product, asking, on()),
  approve: (product) => approve(product, chen, on()).product,
  reject: (product) => reject(product, { ...chen, decisionReason: 'No.' }),
  suspendBuy: (product) => suspend(product, { sides: ['buy'], reason: 'Halt.' }, today).product,
  suspendBoth: (product) => suspend(product, { sides: ['buy', 'sell'], reason: 'Halt.' }, today).product,
  resume: (product) => requestResumption(product, asking, { hash }),
  withdraw: (product) => requestWithdrawal(product, { ...asking, reason: 'Gone.' }, { hash }),
};

test('whatever is tried in whatever order: a refusal is a problem, versions have no gaps, and what is published fits its contract', () => {
  const [contract] = productEvents;
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...Object.keys(steps)), { maxLength: 40 }), (names) => {
      let product = drafted;
      for (const name of names) {
        const before = product;
        try {
          product = (steps[name] as Step)(before);
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
          continue;
        }
        expect(product.revision).toBe(before.revision + 1);
        expect([before.version, before.version + 1]).toContain(product.version);
        expect(product.published === before.published).toBe(product.version === before.version);
        expect((product.published === null) === ['draft', 'submitted'].includes(product.lifecycle)).toBe(true);
        if (product.published) {
          expect(contract.data.safeParse(product.published).success).toBe(true);
          expect(product.published.version).toBe(product.version);
          expect(product.published.suspendedSides.length > 0).toBe(product.lifecycle === 'suspended');
        }
      }
    }),
    { numRuns: 300 },
  );
});
