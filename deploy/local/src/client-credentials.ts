import { createHash, timingSafeEqual } from 'node:crypto';

/** A program that may have a token of its own: `subject` of its token is `service:<id>`. */
export type MachineClient = { readonly id: string; readonly secret: string; readonly roles: readonly string[] };

/** A request for a token, as RFC 6749 (4.4) writes it. */
export type TokenRequest = { readonly authorization: string | undefined; readonly contentType: string | undefined; readonly body: string };

/** Who gets a token, or the refusal in the words of RFC 6749 (5.2). */
export type Grant =
  | { readonly client: MachineClient }
  | {
      readonly status: 400 | 401;
      readonly error: 'invalid_request' | 'invalid_client' | 'unsupported_grant_type';
      readonly description: string;
    };

/** Decides over a request by client credentials; the client names itself by HTTP Basic or in the form. */
export function grantOf({ authorization, contentType, body }: TokenRequest, clients: readonly MachineClient[]): Grant {
  if (!contentType?.toLowerCase().startsWith('application/x-www-form-urlencoded'))
    return { status: 400, error: 'invalid_request', description: 'Send the request as application/x-www-form-urlencoded.' };
  const form = new URLSearchParams(body);
  if (form.get('grant_type') !== 'client_credentials')
    return { status: 400, error: 'unsupported_grant_type', description: 'Only grant_type=client_credentials is answered here.' };
  const named = basic(authorization) ?? { id: form.get('client_id') ?? '', secret: form.get('client_secret') ?? '' };
  const client = clients.find(({ id }) => id === named.id);
  if (client === undefined || !isSame(client.secret, named.secret))
    return { status: 401, error: 'invalid_client', description: 'The client is not known by this name and secret.' };
  return { client };
}

function basic(authorization: string | undefined): { id: string; secret: string } | undefined {
  const encoded = /^basic +([\w+/=-]+)$/i.exec(authorization ?? '')?.[1];
  const [, id, secret] = /^([^:]*):([\s\S]*)$/.exec(Buffer.from(encoded ?? '', 'base64').toString()) ?? [];
  return id === undefined || secret === undefined ? undefined : { id: formText(id), secret: formText(secret) };
}

/** Both are form-encoded before they are put into the header. */
const formText = (text: string): string => new URLSearchParams(`text=${text}`).get('text') ?? '';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const isSame = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));
