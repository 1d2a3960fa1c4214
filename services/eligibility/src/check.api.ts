import { Side } from '@jinqiao/contracts/shapes';
import type { SchemaIssue } from '@jinqiao/problem-details/field-errors';
import { z } from 'zod';
import { ExistingDay } from './published-list.js';

/** Facts of one scope by their short names. */
export const FactsOfOneScope = z.record(z.string(), z.json());

/** More in one request is refused with this number; a longer list is sent in parts. */
export const mostProducts = 1_000;
/** What-if and alternatives look at far more than one answer each, so fewer products are taken with them. */
export const mostProductsInDepth = 10;
export const mostAlternatives = 5;

const tooMany = (most: number, what: string) => ({
  error: ({ input }: { readonly input?: unknown }) =>
    `One request takes at most ${most} ${what}${Array.isArray(input) ? `, not ${input.length}` : ''}. Send them in parts.`,
});

/** The facts themselves are read by the fact dictionary, which knows their names and shapes. */
export const CheckBody = z.strictObject({
  products: z
    .array(z.strictObject({ productId: z.uuid().toLowerCase() }))
    .min(1)
    .max(mostProducts, tooMany(mostProducts, 'products')),
  investor: FactsOfOneScope,
  trade: FactsOfOneScope.optional(),
  asOf: ExistingDay.optional(),
  /** `both` answers for buying and for selling at once. */
  side: z.enum([...Side.options, 'both']).default('buy'),
  /** Shows the accesses of these schemes alone; a verdict always looks at every access of the product. */
  schemes: z.array(z.string().min(1).max(100)).min(1).max(100, tooMany(100, 'schemes')).optional(),
  /** Adds what the investor could change. Takes at most ten products. */
  whatIf: z.boolean().default(false),
  /** Adds so many of the nearest eligible products of the same type to a product that is not eligible. Takes at most ten products. */
  alternatives: z.int().min(0).max(mostAlternatives).default(0),
  lang: z.enum(['en', 'zh-Hans', 'zh-Hant']).default('en'),
});
export type CheckBody = z.infer<typeof CheckBody>;

/** What the shape alone cannot say: schemes that nobody knows, and more products than an answer in depth takes. */
export function checkFaults(body: CheckBody, knowsScheme: (id: string) => boolean): SchemaIssue[] {
  const unknown = (body.schemes ?? []).flatMap((id, index) =>
    knowsScheme(id) ? [] : [{ message: 'Use the id of a scheme as GET /v1/schemes gives it.', path: ['schemes', index] }],
  );
  const inDepth = body.whatIf || body.alternatives > 0;
  if (!inDepth || body.products.length <= mostProductsInDepth) return unknown;
  const message = `With whatIf or alternatives one request takes at most ${mostProductsInDepth} products, not ${body.products.length}. Send them in parts.`;
  return [...unknown, { message, path: ['products'] }];
}

const tokenForm = /^product:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@([1-9][0-9]{0,8})$/i;

/** Waits for what a write has answered as its `Consistency-Token`. */
export const CheckQuery = z.strictObject({
  after: z
    .string()
    .regex(tokenForm, {
      message: 'Send the Consistency-Token of a product unchanged, such as product:019aa000-0000-7000-8000-000000000101@1.',
    })
    .transform((token) => {
      const [, productId = '', version] = tokenForm.exec(token) ?? [];
      return { productId: productId.toLowerCase(), version: Number(version) };
    })
    .optional(),
});
export type CheckQuery = z.infer<typeof CheckQuery>;

/** Said with every answer, in the language asked for. */
export const advice = {
  en: 'This is information, not advice. It rests on the rules as cited; ask a licensed intermediary before you act.',
  'zh-Hans': '本结果仅供参考，不构成建议。其依据为所引规则；行动前请咨询持牌机构。',
  'zh-Hant': '本結果僅供參考，不構成建議。其依據為所引規則；行動前請諮詢持牌機構。',
} as const;
