import type { EventContract } from '@jinqiao/contracts/event-contract';
import type { ProductState } from '@jinqiao/contracts/product-events';
import { productAmended, productListed, productResumed, productWithdrawn } from '@jinqiao/contracts/product-events';
import type { Day } from '@jinqiao/identifiers/day';
import { Problem } from '@jinqiao/problem-details/problem';
import { productTypeById } from '@jinqiao/product-types/registry';
import type { FieldDifference } from '@jinqiao/semantic-difference/difference';
import type { KnownInstitution } from './licence.js';
import { requireLicence } from './licence.js';
import type { Product, Publication } from './product.js';
import { lifecycleConflict, publish, requireNothingPending } from './product.js';
import type { ProductContent } from './product-draft.js';
import { contentIn, contentMeaning, contentOf } from './product-draft.js';
import { nothingToChange, productDifference } from './product-difference.js';

/** What a maker asks for and another person decides; it holds for the version and the content that it was asked for, and for no other. */
export type ChangeRequest = {
  readonly requestId: string;
  readonly kind: 'listing' | 'amendment' | 'resumption' | 'withdrawal';
  readonly baseVersion: number;
  /** SHA-256 of the content's meaning, in hexadecimal. */
  readonly contentHash: string;
  readonly requestedBy: string;
  /** Who wrote the content; none of them may approve it. */
  readonly editors: readonly string[];
  readonly requestedAt: string;
  readonly reason?: string | undefined;
};

export type DecidedChange = ChangeRequest & {
  readonly outcome: 'approved' | 'rejected';
  readonly decidedBy: string;
  readonly decidedAt: string;
  readonly decisionReason?: string | undefined;
};

/** Who asks, under which id and when. */
export type Asking = { readonly requestId: string; readonly requestedBy: string; readonly requestedAt: string; readonly reason?: string };
/** Who decides and when. */
export type Deciding = { readonly decidedBy: string; readonly decidedAt: string };
/** What a decision looks at beside the product. */
export type Circumstances = {
  readonly institution: KnownInstitution | undefined;
  readonly today: Day;
  readonly hash: (text: string) => string;
};

/** Asks to list a draft, or to amend a live product by the draft beside it. */
export function submit(product: Product, asking: Asking, circumstances: Circumstances): Product {
  requireNothingPending(product);
  if (product.lifecycle === 'withdrawn') throw lifecycleConflict(product, 'a submission');
  const content = contentOf(product.draft);
  if (product.published !== null && productDifference(product.published, { ...product.published, ...content }).length === 0)
    throw nothingToChange(product.published);
  requireLicence(product.institutionId, circumstances.institution, activityOf(content), [content.offeredFrom, circumstances.today]);
  const kind = product.published === null ? 'listing' : 'amendment';
  const opened = open(product, asking, { kind, editors: product.editors, contentHash: circumstances.hash(contentMeaning(content)) });
  return kind === 'listing' ? { ...opened, lifecycle: 'submitted' } : opened;
}

/** Asks to lift a suspension. */
export function requestResumption(product: Product, asking: Asking, { hash }: Pick<Circumstances, 'hash'>): Product {
  requireNothingPending(product);
  if (product.published === null || product.lifecycle !== 'suspended') throw lifecycleConflict(product, 'a resumption');
  return open(product, asking, { kind: 'resumption', editors: [], contentHash: hash(contentMeaning(product.published)) });
}

/** Asks to take the product out of the catalogue for good. */
export function requestWithdrawal(product: Product, asking: Asking, { hash }: Pick<Circumstances, 'hash'>): Product {
  requireNothingPending(product);
  if (product.published === null || product.lifecycle === 'withdrawn') throw lifecycleConflict(product, 'a withdrawal');
  return open(product, asking, { kind: 'withdrawal', editors: [], contentHash: hash(contentMeaning(product.published)) });
}

/** A second person approves what is pending, after everything that it rests on has been looked at again. */
export function approve(product: Product, deciding: Deciding, circumstances: Circumstances): Publication {
  const request = pendingOf(product, 'approval');
  requireAnotherPerson(product, request, deciding.decidedBy);
  const content = contentAskedFor(product, request);
  requireSameBase(product, request, circumstances.hash(contentMeaning(content)));
  const { today } = circumstances;
  // Leaving the catalogue must stay possible when the licence has gone.
  if (request.kind !== 'withdrawal')
    requireLicence(
      product.institutionId,
      circumstances.institution,
      activityOf(content),
      request.kind === 'resumption' ? [today] : [content.offeredFrom, today],
    );
  const { contract, ...outcome } = outcomeOf(product, request);
  const { productId, institutionId } = product;
  const effectiveFrom = request.kind === 'listing' ? content.offeredFrom : today;
  const state: ProductState = { productId, institutionId, version: product.version + 1, ...content, effectiveFrom, ...outcome };
  const editors = asksForDraft(request) ? [] : product.editors;
  const lastDecision = { ...request, ...deciding, outcome: 'approved' as const };
  return { product: { ...publish(product, state), editors, lastDecision }, contract, state };
}

/** A second person refuses what is pending; the product is again what it was before. */
export function reject(product: Product, deciding: Deciding & { decisionReason: string }): Product {
  const request = pendingOf(product, 'rejection');
  requireAnotherPerson(product, request, deciding.decidedBy);
  return {
    ...product,
    lifecycle: product.lifecycle === 'submitted' ? 'draft' : product.lifecycle,
    revision: product.revision + 1,
    pending: null,
    lastDecision: { ...request, ...deciding, outcome: 'rejected' },
  };
}

function open(product: Product, asking: Asking, asked: Pick<ChangeRequest, 'kind' | 'editors' | 'contentHash'>): Product {
  return { ...product, revision: product.revision + 1, pending: { ...asking, ...asked, baseVersion: product.version } };
}

function pendingOf(product: Product, asked: string): ChangeRequest {
  if (product.pending !== null) return product.pending;
  const decided = product.lastDecision;
  const before =
    decided === null ? '' : ` The last ${decided.kind} was ${decided.outcome} by ${decided.decidedBy} at ${decided.decidedAt}.`;
  throw new Problem(
    'no-change-pending',
    `Nothing about product ${product.productId} waits for ${asked}.${before} A maker asks for a change first.`,
    {
      lifecycle: product.lifecycle,
      version: product.version,
    },
  );
}

function requireAnotherPerson(product: Product, request: ChangeRequest, person: string): void {
  if (person === request.requestedBy || request.editors.includes(person))
    throw new Problem(
      'own-change',
      `${person} ${person === request.requestedBy ? 'asked for' : 'wrote a part of'} this ${request.kind} of product ${product.productId}. Another checker of the institution decides it.`,
      { requestId: request.requestId, requestedBy: request.requestedBy, editors: request.editors },
    );
}

function requireSameBase(product: Product, request: ChangeRequest, contentHash: string): void {
  if (request.baseVersion === product.version && request.contentHash === contentHash) return;
  throw new Problem(
    'version-conflict',
    `This ${request.kind} was asked for at version ${request.baseVersion}; product ${product.productId} is now at version ${product.version}. Reject it, and have a maker ask again on what is published now.`,
    { requestId: request.requestId, baseVersion: request.baseVersion, currentVersion: product.version },
  );
}

const asksForDraft = ({ kind }: ChangeRequest): boolean => kind === 'listing' || kind === 'amendment';

function contentAskedFor(product: Product, request: ChangeRequest): ProductContent {
  if (asksForDraft(request) || product.published === null) return contentOf(product.draft);
  return contentIn(product.published);
}

/** What an approval would change, field by field: what the second person decides on. */
export function differenceAskedFor(product: Product, request: ChangeRequest): readonly FieldDifference[] {
  const written = asksForDraft(request) ? product.draft : (product.published ?? product.draft);
  return productDifference(product.published, { ...contentIn(written), ...outcomeOf(product, request) });
}

type Outcome = Pick<ProductState, 'lifecycle' | 'suspendedSides' | 'lifecycleReason'> & {
  contract: EventContract<ProductState>;
};

function outcomeOf({ published }: Product, request: ChangeRequest): Outcome {
  switch (request.kind) {
    case 'listing':
      return { contract: productListed, lifecycle: 'listed', suspendedSides: [] };
    case 'amendment':
      return {
        contract: productAmended,
        lifecycle: published?.lifecycle ?? 'listed',
        suspendedSides: published?.suspendedSides ?? [],
        ...(published?.lifecycleReason === undefined ? {} : { lifecycleReason: published.lifecycleReason }),
      };
    case 'resumption':
      return { contract: productResumed, lifecycle: 'listed', suspendedSides: [] };
    case 'withdrawal':
      return {
        contract: productWithdrawn,
        lifecycle: 'withdrawn',
        suspendedSides: [],
        ...(request.reason === undefined ? {} : { lifecycleReason: request.reason }),
      };
  }
}

function activityOf({ productType }: ProductContent): string {
  const known = productTypeById(productType);
  if (known === undefined)
    throw new Problem('request-not-valid', `There is no product type ${productType} any more; change it in the draft.`, { productType });
  return known.licensedActivity;
}
