import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';

/** What a test token says of its bearer; whatever else is given (`aud`, `iss`, `exp`, ...) goes into the token as it stands. */
export type TestClaims = {
  readonly roles: readonly string[];
  readonly institutionId?: string;
  readonly sub?: string;
  readonly audiences?: readonly string[];
  readonly [claim: string]: unknown;
};

/** An identity provider for tests: signs with ES256 and shows its public key at `jwksUrl`. */
export type TestIssuer = {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
  readonly token: (claims: TestClaims) => Promise<string>;
  readonly stop: () => Promise<void>;
};

/** Starts an issuer with a fresh key on a free port of 127.0.0.1. */
export async function testIssuer(audience = 'jinqiao'): Promise<TestIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const kid = randomUUID();
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' }] });
  const server = createServer((_request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(keys));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    audience,
    jwksUrl: `${issuer}/jwks.json`,
    token: ({ institutionId, sub = randomUUID(), ...claims }) => {
      const now = Math.floor(Date.now() / 1000);
      const institution = institutionId === undefined ? {} : { institution_id: institutionId };
      const payload = { iss: issuer, aud: audience, iat: now, exp: now + 3600, sub, ...institution, ...claims };
      return new SignJWT(payload).setProtectedHeader({ alg: 'ES256', kid, typ: 'JWT' }).sign(privateKey);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
