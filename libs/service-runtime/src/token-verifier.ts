import { Audience } from '@jinqiao/contracts/shapes';
import { Problem } from '@jinqiao/problem-details/problem';
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';
import { z } from 'zod';
import { roles } from './caller.js';
import type { Caller, Role } from './caller.js';

/** Turns a bearer token into the caller it names, or throws `token-not-valid` with the reason. */
export type VerifyToken = (token: string) => Promise<Caller>;

const algorithms = ['ES256', 'EdDSA'];

const claims = z.object({
  sub: z.string().min(1).max(200),
  roles: z.array(z.string()).default([]),
  institution_id: z
    .guid()
    .transform((id) => id.toLowerCase())
    .optional(),
  audiences: z.array(z.string()).default([]),
});

/** Verifies tokens by the issuer's published keys; issuer, audience and algorithms are pinned and never read from the token. */
export function tokenVerifier(trust: { readonly issuer: string; readonly audience: string; readonly jwksUrl: string }): VerifyToken {
  const keys = createRemoteJWKSet(new URL(trust.jwksUrl), { timeoutDuration: 3000, cooldownDuration: 5000 });
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: trust.issuer,
        audience: trust.audience,
        algorithms,
        requiredClaims: ['sub', 'exp'],
        clockTolerance: 5,
      });
      return callerOf(payload);
    } catch (error) {
      throw error instanceof Problem ? error : refusal(error, trust);
    }
  };
}

function callerOf(payload: JWTPayload): Caller {
  const read = claims.safeParse(payload);
  if (!read.success) {
    const wrong = [...new Set(read.error.issues.map(({ path }) => String(path[0])))].join(', ');
    throw notValid(`its claims are not as expected: ${wrong}.`);
  }
  const { sub, roles: named, institution_id: institutionId, audiences } = read.data;
  const known = (name: string): name is Role => (roles as readonly string[]).includes(name);
  const allowed = Audience.options.filter((audience) => audience === 'public' || audiences.includes(audience));
  return { subject: sub, roles: named.filter(known), ...(institutionId !== undefined && { institutionId }), audiences: allowed };
}

function refusal(error: unknown, trust: { issuer: string; audience: string }): Problem {
  if (error instanceof errors.JWTExpired) return notValid('it has expired.');
  if (error instanceof errors.JWTClaimValidationFailed) return notValid(claimReason(error.claim, trust));
  if (error instanceof errors.JOSEAlgNotAllowed)
    return notValid(`its algorithm is not accepted; accepted are ${algorithms.join(' and ')}.`);
  if (error instanceof errors.JWSSignatureVerificationFailed) return notValid('its signature does not match its content.');
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys)
    return notValid('the issuer has no key that could have signed it.');
  const malformed = [errors.JWTInvalid, errors.JWSInvalid, errors.JOSENotSupported, errors.JWKInvalid].some(
    (kind) => error instanceof kind,
  );
  if (malformed || error instanceof SyntaxError) return notValid('it is not a signed token (JWT).');
  return new Problem('dependency-unavailable', "The token issuer's keys cannot be read at the moment. Try again in a few seconds.", {
    dependency: 'token issuer',
  });
}

function claimReason(claim: string, { issuer, audience }: { issuer: string; audience: string }): string {
  switch (claim) {
    case 'iss':
      return `its issuer is not ${issuer}.`;
    case 'aud':
      return `its audience is not ${audience}.`;
    case 'nbf':
      return 'it is not valid yet.';
    default:
      return `its claim "${claim}" is missing or not as expected.`;
  }
}

const notValid = (reason: string): Problem =>
  new Problem('token-not-valid', `The token is refused: ${reason} Get a new token and try again.`);
