import { z } from 'zod';

/**
 * Marks a list whose order says nothing. With a member's name, that member tells its records apart. It stands in the JSON Schema as `x-unordered`,
 * from where differences between two versions learn it.
 */
export const unordered = (toldApartBy?: string): { readonly 'x-unordered': true | string } => ({ 'x-unordered': toldApartBy ?? true });

/** Whatever JSON can say. */
export const JsonValue = z.json();

/** A calendar day in Shanghai and Hong Kong (UTC+8), `YYYY-MM-DD`. */
export const Day = z.iso.date();

/** A text in at least one of the three languages; a missing language is missing, never converted. */
export const Texts = z
  .object({ en: z.string().min(1).optional(), 'zh-Hans': z.string().min(1).optional(), 'zh-Hant': z.string().min(1).optional() })
  .refine((texts) => Object.values(texts).some((text) => text !== undefined), {
    message: 'A text needs at least one of en, zh-Hans and zh-Hant.',
  });
export type Texts = z.infer<typeof Texts>;

/** Who may see that an access exists; judged on the caller's token, never on facts in a body. */
export const Audience = z.enum(['public', 'hong-kong-professional-investor', 'institutional', 'registered-scheme-investor']);
export type Audience = z.infer<typeof Audience>;

/** The side of an order that a rule binds and a decision answers for. */
export const Side = z.enum(['buy', 'sell']);
export type Side = z.infer<typeof Side>;

/** What a scheme does: a channel grants access, a gate must pass as well, the others never grant. */
export const SchemeKind = z.enum(['channel', 'gate', 'label', 'issuance', 'treatment']);
export type SchemeKind = z.infer<typeof SchemeKind>;
