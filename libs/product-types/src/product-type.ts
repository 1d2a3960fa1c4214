import type { Texts } from '@jinqiao/contracts/shapes';
import type { Facts } from '@jinqiao/eligibility-rules/facts';
import type { LicensedActivity } from '@jinqiao/eligibility-rules/institution-codes';
import type { AuthoredTexts } from '@jinqiao/eligibility-rules/rule';
import type { z } from 'zod';

/** Terms as they arrive and travel: checked by the type's schema where they enter. */
export type Terms = Readonly<Record<string, unknown>>;

/** Names a security on a published list of its exchange. */
export type ListKey = { readonly mic: string; readonly code: string };

/** A kind of product: what it states about itself, and what the rules may read in it. */
export type ProductType = {
  readonly id: string;
  readonly names: AuthoredTexts;
  /** The activity that a live licence of the institution has to cover. */
  readonly licensedActivity: LicensedActivity;
  /**
   * How a CFI code (ISO 10962) of such a product begins, one entry for each possible category and group: a structural suggestion, not the code
   * that a numbering agency assigned. Absent where the standard has no category for it, as for a service.
   */
  readonly cfiStarts?: readonly string[];
  /** All terms; strict. A product can be submitted when its terms fit. */
  readonly terms: z.ZodObject;
  /** As `terms`, and any term may still be absent: what a draft has to fit. */
  readonly partialTerms: z.ZodObject;
  /** The terms that are optional in general and that these other terms make necessary, where they are absent. */
  readonly alsoNeeds: (terms: Terms) => readonly string[];
  /** The `product.*` facts that products of this type can have; every other one does not apply to them. */
  readonly factNames: readonly string[];
  /** The facts in some terms, absent where a term is; throws a ZodError where a term does not fit. */
  readonly facts: (terms: Terms) => Facts;
  /** How a published list names the product; undefined where no list does or the terms are not complete. */
  readonly listKey: (terms: Terms) => ListKey | undefined;
  readonly example: { readonly names: Texts; readonly terms: Terms };
};
