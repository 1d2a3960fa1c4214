import { DecisionRecord } from '@jinqiao/decision-records/decision-record';
import { Side } from '@jinqiao/contracts/shapes';
import { z } from 'zod';
import { FactsOfOneScope } from './check.api.js';
import { ExistingDay } from './published-list.js';

/** A record carries the rules themselves, so it takes fewer products than a check. */
export const mostRecordedProducts = 20;

export const DecisionRecordBody = z.strictObject({
  products: z
    .array(z.strictObject({ productId: z.uuid().toLowerCase() }))
    .min(1)
    .max(mostRecordedProducts, `One record takes at most ${mostRecordedProducts} products. Record them in parts.`),
  investor: FactsOfOneScope,
  trade: FactsOfOneScope.optional(),
  asOf: ExistingDay.optional(),
  side: Side.default('buy'),
});
export type DecisionRecordBody = z.infer<typeof DecisionRecordBody>;

/** The document as it was handed out. What else stands in the record stays there: the signature is over all of it. */
export const VerificationBody = z.strictObject({
  record: z.looseObject({ format: z.string() }),
  signature: z.string().min(1).max(2_000),
  publicKey: z.unknown().optional(),
});
export type VerificationBody = z.infer<typeof VerificationBody>;

/** The record in a document that we have signed; undefined in one of a format that this release does not read. */
export function readRecord(record: unknown): DecisionRecord | undefined {
  const read = DecisionRecord.safeParse(record);
  return read.success ? read.data : undefined;
}
