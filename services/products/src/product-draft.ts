import type { DeclaredAccess, ProductState } from '@jinqiao/contracts/product-events';
import { schemeById, schemes } from '@jinqiao/eligibility-schemes/registry';
import type { Day } from '@jinqiao/identifiers/day';
import { pointerTo, requestNotValid } from '@jinqiao/problem-details/field-errors';
import { Problem } from '@jinqiao/problem-details/problem';
import { missingTerms } from '@jinqiao/product-types/missing-terms';
import { productKinds } from '@jinqiao/product-types/product-kinds';
import type { ProductType } from '@jinqiao/product-types/product-type';
import { productTypeById, productTypes } from '@jinqiao/product-types/registry';
import { meaningOf } from '@jinqiao/semantic-difference/meaning';

/** What an institution is writing: saved in parts, complete only when it is submitted. */
export type ProductDraft = {
  readonly productCode: string;
  readonly productType: string;
  readonly names?: ProductState['names'] | undefined;
  readonly terms: ProductState['terms'];
  readonly accesses: readonly DeclaredAccess[];
  readonly offeredFrom?: Day | undefined;
};

/** What a checker is asked to approve, and what an event carries of it. */
export type ProductContent = Pick<ProductState, 'productCode' | 'productType' | 'names' | 'terms' | 'accesses' | 'offeredFrom'>;

/** Something that a submission still needs. */
export type Missing = { readonly pointer: string; readonly detail: string };

/** Refuses a draft that no later addition could make right; what is only missing is left to `missingOf`. */
export function checkDraft(draft: ProductDraft): void {
  const productType = requireProductType(draft.productType);
  checkAccesses(draft.accesses, productType);
  const terms = productType.partialTerms.safeParse(draft.terms);
  if (!terms.success)
    throw requestNotValid(
      terms.error.issues.map((issue) => ({ ...issue, path: ['terms', ...issue.path] })),
      draft,
    );
}

/** Everything that the draft still lacks before it may be submitted, in the order of a form. */
export function missingOf(draft: ProductDraft): readonly Missing[] {
  const missing: Missing[] = [];
  if (draft.names === undefined) missing.push({ pointer: '/names', detail: 'A name in at least one of en, zh-Hans and zh-Hant.' });
  const productType = productTypeById(draft.productType);
  if (productType !== undefined)
    for (const term of missingTerms(productType, draft.terms))
      missing.push({ pointer: pointerTo(['terms', term]), detail: describe(productType, term) });
  if (draft.accesses.length === 0) missing.push({ pointer: '/accesses', detail: 'At least one scheme by which the product is offered.' });
  if (draft.offeredFrom === undefined)
    missing.push({ pointer: '/offeredFrom', detail: 'The first day on which the product is offered, YYYY-MM-DD in UTC+8.' });
  return missing;
}

/** The languages in which the product has no name yet; they hold up nothing and are never converted from another language. */
export const missingLanguages = (names: ProductState['names'] | undefined): readonly string[] =>
  (['en', 'zh-Hans', 'zh-Hant'] as const).filter((language) => names?.[language] === undefined);

/** The whole content of a complete draft; `product-incomplete` names what is missing. */
export function contentOf(draft: ProductDraft): ProductContent {
  checkDraft(draft);
  const missing = missingOf(draft);
  const { productCode, productType, names, terms, accesses, offeredFrom } = draft;
  if (missing.length > 0 || names === undefined || offeredFrom === undefined)
    throw new Problem(
      'product-incomplete',
      `The draft of ${productCode} lacks ${missing.map(({ pointer }) => pointer).join(', ')}. Add it with PUT, then submit again.`,
      { missing },
    );
  return { productCode, productType, names, terms, accesses: [...accesses], offeredFrom };
}

/** The content alone of what a draft or a published version says. */
export function contentIn<Written extends ProductDraft>(written: Written): Pick<Written, keyof ProductContent> {
  const { productCode, productType, names, terms, accesses, offeredFrom } = written;
  return { productCode, productType, names, terms, accesses, offeredFrom };
}

/** One text for one meaning of the content, of which its hash is made. */
export const contentMeaning = (content: ProductContent): string => meaningOf(contentIn(content), productKinds(content.productType));

function requireProductType(id: string): ProductType {
  const productType = productTypeById(id);
  if (productType !== undefined) return productType;
  const allowed = productTypes.map((known) => known.id);
  throw new Problem('request-not-valid', `There is no product type ${id}. Choose one of ${allowed.join(', ')}.`, {
    errors: [{ pointer: '/productType', detail: `One of ${allowed.join(', ')}.`, rejectedValue: id }],
    allowed,
  });
}

function checkAccesses(accesses: readonly DeclaredAccess[], productType: ProductType): void {
  accesses.forEach(({ scheme }, position) => {
    const pointer = `/accesses/${position}/scheme`;
    const carrying = schemes.filter(({ productTypes: carried }) => carried.includes(productType.id)).map(({ id }) => id);
    const known = schemeById(scheme);
    if (known === undefined)
      throw new Problem('scheme-not-known', `There is no scheme ${scheme}. Schemes for ${productType.id}: ${carrying.join(', ')}.`, {
        errors: [{ pointer, detail: 'The id of a scheme; GET /v1/schemes lists them.', rejectedValue: scheme }],
        allowed: carrying,
      });
    if (!known.productTypes.includes(productType.id))
      throw new Problem(
        'scheme-cannot-carry-product-type',
        `The scheme ${scheme} carries ${known.productTypes.join(', ')}, not ${productType.id}. Schemes for ${productType.id}: ${carrying.join(', ')}.`,
        { errors: [{ pointer, detail: `A scheme that carries ${productType.id}.`, rejectedValue: scheme }], allowed: carrying },
      );
    if (accesses.findIndex((access) => access.scheme === scheme) !== position)
      throw new Problem('request-not-valid', `The scheme ${scheme} is declared twice. Leave one of the two accesses out.`, {
        errors: [{ pointer, detail: 'Each scheme once.', rejectedValue: scheme }],
      });
  });
}

const describe = (productType: ProductType, term: string): string => {
  const schema = productType.terms.shape[term] as { description?: string | undefined } | undefined;
  return schema?.description ?? `A term that every ${productType.id} has.`;
};
