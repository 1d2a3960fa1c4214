import { base64url, calculateJwkThumbprint, CompactSign, compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import { z } from 'zod';
import { canonicalRecord } from './canonical-record.js';
import type { PublicKey } from './decision-record.js';

/** A private Ed25519 key as a JWK. */
export const SigningKey = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string().min(1), d: z.string().min(1) });
export type SigningKey = z.infer<typeof SigningKey>;

/** Signs records by one key. */
export type Signer = { readonly publicKey: PublicKey; readonly sign: (content: unknown) => Promise<string> };

/** Whether one of the keys has signed exactly this content; `kid` is the key that the signature names. */
export type SignatureFinding = { readonly signature: 'valid' | 'not-valid' | 'key-not-known'; readonly kid: string | null };

/** Reads a private key; throws where it is not one. */
export async function openSigner(signingKey: SigningKey): Promise<Signer> {
  const { kty, crv, x } = signingKey;
  const kid = await calculateJwkThumbprint({ kty, crv, x });
  const key = await importJWK(signingKey, 'EdDSA');
  return {
    publicKey: { kty, crv, x, kid },
    sign: async (content) => {
      const whole = await new CompactSign(new TextEncoder().encode(canonicalRecord(content)))
        .setProtectedHeader({ alg: 'EdDSA', kid })
        .sign(key);
      const [header = '', , signature = ''] = whole.split('.');
      return `${header}..${signature}`;
    },
  };
}

/** Looks for the key by its thumbprint, never by the `kid` that stands beside it, and checks the signature over the canonical text. */
export async function verifySignature(content: unknown, signature: string, keys: readonly PublicKey[]): Promise<SignatureFinding> {
  const kid = kidOf(signature);
  const thumbprints = await Promise.all(keys.map(({ kty, crv, x }) => calculateJwkThumbprint({ kty, crv, x })));
  const key = keys[thumbprints.findIndex((thumbprint) => thumbprint === kid)];
  if (kid === null || key === undefined) return { signature: kid === null ? 'not-valid' : 'key-not-known', kid };
  const [header = '', , bytes = ''] = signature.split('.');
  try {
    await compactVerify(`${header}.${base64url.encode(canonicalRecord(content))}.${bytes}`, await importJWK(key, 'EdDSA'), {
      algorithms: ['EdDSA'],
    });
    return { signature: 'valid', kid };
  } catch {
    return { signature: 'not-valid', kid };
  }
}

function kidOf(signature: string): string | null {
  if (!/^[\w-]+\.\.[\w-]+$/.test(signature)) return null;
  try {
    const { alg, kid } = decodeProtectedHeader(signature);
    return alg === 'EdDSA' && typeof kid === 'string' ? kid : null;
  } catch {
    return null;
  }
}
