import { PublicKey } from '@jinqiao/decision-records/decision-record';
import { openSigner, SigningKey } from '@jinqiao/decision-records/signature';
import type { Signer } from '@jinqiao/decision-records/signature';
import { z } from 'zod';

const json = (text: string, context: z.RefinementCtx): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'expected JSON' });
    return z.NEVER;
  }
};

/** The keys of decision records, as variables of the service. Without a key nothing is recorded; everything else works. */
export const DecisionKeys = z.object({
  DECISION_RECORD_KEY: z
    .string()
    .transform(json)
    .pipe(SigningKey)
    .optional()
    .meta({
      description: 'the private Ed25519 key, as a JWK, that decision records are signed by',
      examples: ['{"kty":"OKP","crv":"Ed25519","x":"…","d":"…"}'],
    }),
  DECISION_RECORD_EARLIER_KEYS: z
    .string()
    .transform(json)
    .pipe(z.object({ keys: z.array(PublicKey) }))
    .optional()
    .meta({ description: 'the public keys of earlier decision records, as a JWK Set', examples: ['{"keys":[]}'] }),
});
export type DecisionKeys = z.infer<typeof DecisionKeys>;

/** Signs new records, where there is a key, and knows every key whose records are ours. */
export type DecisionSigning = { readonly signer: Signer | undefined; readonly publicKeys: readonly PublicKey[] };

/** Injects `DecisionSigning`. */
export const DECISION_SIGNING = Symbol('DECISION_SIGNING');

export async function openDecisionSigning({
  DECISION_RECORD_KEY: key,
  DECISION_RECORD_EARLIER_KEYS: earlier,
}: DecisionKeys): Promise<DecisionSigning> {
  const signer = key && (await openSigner(key));
  return { signer, publicKeys: [...(signer ? [signer.publicKey] : []), ...(earlier?.keys ?? [])] };
}
