import type { EventContract } from '@jinqiao/contracts/event-contract';
import type { ProductState } from '@jinqiao/contracts/product-events';
import { productSuspended } from '@jinqiao/contracts/product-events';
import type { Day } from '@jinqiao/identifiers/day';
import { Problem } from '@jinqiao/problem-details/problem';
import type { ChangeRequest, DecidedChange } from './change-request.js';
import type { ProductDraft } from './product-draft.js';
import { checkDraft } from './product-draft.js';
import { nothingToChange, productDifference } from './product-difference.js';

export type Lifecycle = 'draft' | 'submitted' | 'listed' | 'suspended' | 'withdrawn';
export type Side = ProductState['suspendedSides'][number];

export type Product = {
  readonly productId: string;
  readonly institutionId: string;
  readonly lifecycle: Lifecycle;
  /** Counts the published events; 0 until the product is first listed. */
  readonly version: number;
  /** Counts every change of what this resource shows; it is the entity tag. */
  readonly revision: number;
  readonly draft: ProductDraft;
  /** Everyone who has written a part of the draft since it was last published. */
  readonly editors: readonly string[];
  readonly published: ProductState | null;
  readonly pending: ChangeRequest | null;
  readonly lastDecision: DecidedChange | null;
};

/** The event to append, and the product after it. */
export type Publication = { readonly product: Product; readonly contract: EventContract<ProductState>; readonly state: ProductState };

/** The commands that a product takes next, as the last segment of their path. */
export function possibleNext({ lifecycle, pending }: Pick<Product, 'lifecycle' | 'pending'>): readonly string[] {
  const live = lifecycle === 'listed' || lifecycle === 'suspended';
  if (pending !== null) return ['approval', 'rejection', ...(live ? ['suspension'] : [])];
  if (lifecycle === 'draft') return ['submission'];
  if (lifecycle === 'listed') return ['submission', 'suspension', 'withdrawal'];
  return lifecycle === 'suspended' ? ['submission', 'suspension', 'resumption', 'withdrawal'] : [];
}

/** The problem that a product's lifecycle does not allow what was asked. */
export function lifecycleConflict(product: Product, asked: string): Problem {
  const possible = possibleNext(product);
  const next = possible.length === 0 ? 'Nothing more is possible; register a new product.' : `Possible now: ${possible.join(', ')}.`;
  return new Problem(
    'product-lifecycle-conflict',
    `Product ${product.productId} is ${product.lifecycle}: ${asked} is not possible. ${next}`,
    {
      lifecycle: product.lifecycle,
      possible,
    },
  );
}

/** Refuses whatever must wait until the pending change request has been decided. */
export function requireNothingPending(product: Product): void {
  const { pending } = product;
  if (pending !== null)
    throw new Problem(
      'change-pending',
      `A ${pending.kind} of product ${product.productId} has been waiting for a decision since ${pending.requestedAt}. Another person than ${pending.requestedBy} approves or rejects it first.`,
      { requestId: pending.requestId, kind: pending.kind, requestedBy: pending.requestedBy, requestedAt: pending.requestedAt },
    );
}

/** Refuses a change that was made looking at an earlier revision. */
export function requireRevision(product: Product, expected: number): void {
  if (product.revision !== expected)
    throw new Problem(
      'if-match-failed',
      `Product ${product.productId} is at revision ${product.revision}, the request was made at ${expected}. Read it again, repeat the change on it and send that with If-Match: "${product.revision}".`,
      { expectedRevision: expected, currentRevision: product.revision },
    );
}

/** A first draft of a product, by a maker of the institution. */
export function startDraft(productId: string, institutionId: string, draft: ProductDraft, editor: string): Product {
  checkDraft(draft);
  const nothing = { published: null, pending: null, lastDecision: null };
  return { productId, institutionId, lifecycle: 'draft', version: 0, revision: 1, draft, editors: [editor], ...nothing };
}

/** The draft is replaced as a whole; beside a live product it stays unseen until a second person has approved it. */
export function editDraft(product: Product, draft: ProductDraft, editor: string): Product {
  if (product.lifecycle === 'withdrawn') throw lifecycleConflict(product, 'a change of the draft');
  requireNothingPending(product);
  if (product.published !== null)
    for (const field of ['productCode', 'productType'] as const)
      if (draft[field] !== product.published[field])
        throw new Problem(
          'request-not-valid',
          `The ${field} of a product is fixed once it has been listed. Register another product instead.`,
          {
            errors: [{ pointer: `/${field}`, detail: `${product.published[field]}, as listed.`, rejectedValue: draft[field] }],
          },
        );
  checkDraft(draft);
  return { ...product, draft, editors: [...new Set([...product.editors, editor])], revision: product.revision + 1 };
}

/** One person stops orders at once; lifting or narrowing a suspension takes two. */
export function suspend(product: Product, suspension: { sides: readonly Side[]; reason: string }, today: Day): Publication {
  const { published } = product;
  if (published === null || (product.lifecycle !== 'listed' && product.lifecycle !== 'suspended'))
    throw lifecycleConflict(product, 'a suspension');
  const adds = suspension.sides.some((side) => !published.suspendedSides.includes(side));
  const keeps = published.suspendedSides.every((side) => suspension.sides.includes(side));
  if (!adds || !keeps)
    throw lifecycleConflict(
      product,
      `a suspension of ${suspension.sides.join(' and ')} while ${published.suspendedSides.join(' and ')} is suspended`,
    );
  const state: ProductState = {
    ...published,
    version: product.version + 1,
    effectiveFrom: today,
    lifecycle: 'suspended',
    suspendedSides: [...suspension.sides],
    lifecycleReason: suspension.reason,
  };
  return { product: { ...publish(product, state), pending: product.pending }, contract: productSuspended, state };
}

/** The product after an event with this state, which says something new; whatever was pending has been decided by it. */
export function publish(product: Product, state: ProductState): Product {
  if (product.published !== null && productDifference(product.published, state).length === 0) throw nothingToChange(product.published);
  return {
    ...product,
    lifecycle: state.lifecycle,
    version: state.version,
    revision: product.revision + 1,
    published: state,
    pending: null,
  };
}
