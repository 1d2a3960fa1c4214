import { Side } from '@jinqiao/contracts/shapes';
import { z } from 'zod';
import { ExistingDay } from './published-list.js';

const FactsOfOneScope = z.record(z.string(), z.json());

/** The facts themselves are read by the fact dictionary, which knows their names and shapes. */
export const CheckBody = z.strictObject({
  products: z
    .array(z.strictObject({ productId: z.uuid().toLowerCase() }))
    .min(1)
    .max(100),
  investor: FactsOfOneScope,
  trade: FactsOfOneScope.optional(),
  asOf: ExistingDay.optional(),
  side: Side.default('buy'),
  lang: z.enum(['en', 'zh-Hans', 'zh-Hant']).default('en'),
});
export type CheckBody = z.infer<typeof CheckBody>;

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
