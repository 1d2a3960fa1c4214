import { productEvents } from '@jinqiao/contracts/product-events';
import { Problem } from '@jinqiao/problem-details/problem';
import fc from 'fast-check';
import { approve, reject, requestResumption, requestWithdrawal, submit } from './change-request.js';
import { editDraft, possibleNext, suspend } from './product.js';
import type { Product } from './product.js';
import {
  asking,
  chen,
  draft,
  drafted,
  hash,
  institutionId,
  listed,
  on,
  productId,
  refused,
  renamed,
  submitted,
  suspended,
  today,
  withdrawn,
} from '../test/product-examples.js';

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
