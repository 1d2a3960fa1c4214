import { generateKeyPairSync } from 'node:crypto';

/** A new private Ed25519 key as a JWK. */
export const decisionKey = (): object => generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
