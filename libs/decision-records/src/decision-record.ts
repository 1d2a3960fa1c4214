import { Day, SchemeKind, Side } from '@jinqiao/contracts/shapes';
import { z } from 'zod';

const FactValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);

/** Facts by full name; one that is absent was unknown. */
const Facts = z.record(z.string(), FactValue);

/** A rule as it stood, with the SHA-256 of its canonical JSON, by which it is found again in the law. */
const RecordedRule = z.object({ id: z.string(), hash: z.string(), content: z.looseObject({ id: z.string() }) });

/** A scheme with the rules of the recorded side that were in force on the recorded day. */
const RecordedScheme = z.object({
  id: z.string(),
  content: z.looseObject({ id: z.string(), kind: SchemeKind }),
  rules: z.array(RecordedRule),
});

const RecordedAccess = z.object({
  scheme: z.string(),
  /** Of the product and its institution, on the day. */
  facts: Facts,
  decision: z.enum(['ELIGIBLE', 'INELIGIBLE', 'UNDETERMINED', 'NOT_IN_FORCE']),
  dependsOnOrder: z.boolean(),
  refused: z.array(z.string()),
  unknown: z.array(z.string()),
});

const RecordedProduct = z.object({
  productId: z.uuid(),
  productVersion: z.int().nullable(),
  offered: z.boolean(),
  orderable: z.boolean(),
  verdict: z.enum(['eligible', 'depends-on-order', 'undetermined', 'ineligible']),
  accesses: z.array(RecordedAccess),
});
export type RecordedProduct = z.infer<typeof RecordedProduct>;

/** A decision with everything that it rests on, so that anybody can decide it again. */
export const DecisionRecord = z.object({
  format: z.literal('jinqiao-decision-record/1'),
  recordId: z.uuid(),
  /** Known to the holder alone: without it nobody can find the facts from the hash that we keep by trying them out. */
  salt: z.string().min(22),
  recordedAt: z.iso.datetime(),
  asOf: Day,
  side: Side,
  /** Of the investor and the order. */
  facts: Facts,
  lawHash: z.string(),
  schemes: z.array(RecordedScheme),
  products: z.array(RecordedProduct).min(1),
});
export type DecisionRecord = z.infer<typeof DecisionRecord>;

/** A public Ed25519 key (RFC 8037) with its RFC 7638 thumbprint as `kid`. */
export const PublicKey = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string().min(1), kid: z.string().min(1) });
export type PublicKey = z.infer<typeof PublicKey>;

/** What the caller keeps: the record, our detached JWS (RFC 7515, appendix F) over its canonical JSON, and the key that verifies it. */
export const SignedDecision = z.object({ record: DecisionRecord, signature: z.string().max(2_000), publicKey: PublicKey.optional() });
export type SignedDecision = z.infer<typeof SignedDecision>;
