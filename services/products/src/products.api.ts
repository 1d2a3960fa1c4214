import { DeclaredAccess } from '@jinqiao/contracts/product-events';
import { Day, Side } from '@jinqiao/contracts/shapes';
import { z } from 'zod';

const Text = z.string().trim().min(1).max(500);

const Names = z
  .strictObject({ en: Text.optional(), 'zh-Hans': Text.optional(), 'zh-Hant': Text.optional() })
  .refine((names) => Object.values(names).some((name) => name !== undefined), {
    error: 'A name in at least one of en, zh-Hans and zh-Hant.',
  });

const ProductCode = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}$/, 'Up to 64 letters, digits and . _ : / -, beginning with a letter or a digit.');
const ProductTypeId = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/, 'The id of a product type, such as a_share, bond or fund.');

const parts = {
  names: Names.optional(),
  terms: z.record(z.string().max(100), z.json()).default({}),
  accesses: z.array(z.strictObject(DeclaredAccess.shape)).max(100).default([]),
  offeredFrom: Day.optional(),
};

/** `POST /v1/products`: a first draft; all but its code and its type may come later. */
export const FirstDraftBody = z
  .strictObject({ productCode: ProductCode, productType: ProductTypeId, ...parts })
  .meta({ id: 'ProductFirstDraft' });
export type FirstDraftBody = z.infer<typeof FirstDraftBody>;

/** `PUT /v1/products/{id}`: the whole draft as it shall be; what is left out is taken out, save the code and the type. */
export const DraftBody = z
  .strictObject({ productCode: ProductCode.optional(), productType: ProductTypeId.optional(), ...parts })
  .meta({ id: 'ProductDraft' });
export type DraftBody = z.infer<typeof DraftBody>;

/** A rejection, a resumption and a withdrawal say why. */
export const ReasonBody = z.strictObject({ reason: Text }).meta({ id: 'Reason' });
export type ReasonBody = z.infer<typeof ReasonBody>;

/** Stops orders to buy, or both sides: an investor who may not sell any more may not buy either. */
export const SuspensionBody = z
  .strictObject({ sides: z.array(Side).min(1).max(2), reason: Text })
  .refine(({ sides }) => sides.includes('buy') && new Set(sides).size === sides.length, {
    path: ['sides'],
    error: 'Either ["buy"] or ["buy", "sell"].',
  })
  .meta({ id: 'Suspension' });
export type SuspensionBody = z.infer<typeof SuspensionBody>;

/** A request that carries nothing but its path and headers. */
export const NothingBody = z.strictObject({}).optional();

/** The product named in a path. */
export const ProductId = z.uuid();

/** `GET /v1/products/{id}/history`: the latest version first; the cursor is where the page before ended. */
export const HistoryQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().optional(),
});
export type HistoryQuery = z.infer<typeof HistoryQuery>;

/** `GET /v1/products`. */
export const ProductsQuery = z.strictObject({
  productCode: z.string().max(64).optional(),
  lifecycle: z.enum(['draft', 'submitted', 'listed', 'suspended', 'withdrawn']).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(20),
  cursor: z.string().optional(),
});
export type ProductsQuery = z.infer<typeof ProductsQuery>;
