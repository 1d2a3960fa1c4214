import { z } from 'zod';

const Claims = z.object({ exp: z.number() });

/** When a verified bearer token ends, in milliseconds since 1970; 0 where it does not say. */
export function tokenEndMs(authorization: string): number {
  const [, claims = ''] = authorization.split('.');
  const bytes = Uint8Array.from(atob(claims.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
  const read = Claims.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
  return read.success ? read.data.exp * 1000 : 0;
}
