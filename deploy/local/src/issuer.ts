/**
 * The local issuer of tokens: its own process, with a key that it makes once and keeps under the state folder.
 * For local runs only: whoever reaches it may act as any persona, so it listens on the loopback address unless told otherwise.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { SignJWT, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose';
import type { JWK } from 'jose';
import { grantOf } from './client-credentials.js';
import type { MachineClient } from './client-credentials.js';
import { personaByName, personas } from './personas.js';
import type { Persona } from './personas.js';

const lifetimeHours = 12;
const machineLifetimeSeconds = 900;
const longestBody = 10_000;

async function privateJwk(folder: string): Promise<JWK> {
  const file = join(folder, 'issuer-key.json');
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept !== undefined) return JSON.parse(kept) as JWK;
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  await mkdir(folder, { recursive: true });
  await writeFile(file, JSON.stringify({ ...jwk, alg: 'ES256', kid: await calculateJwkThumbprint(jwk) }), { mode: 0o600 });
  return JSON.parse(await readFile(file, 'utf8')) as JWK;
}

async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const port = Number(env['PORT'] ?? 8086);
  const issuer = env['TOKEN_ISSUER'] ?? `http://127.0.0.1:${port}`;
  const audience = env['TOKEN_AUDIENCE'] ?? 'jinqiao';
  const { d: secret, ...publicJwk } = await privateJwk(env['ISSUER_STATE'] ?? '.jinqiao');
  const key = await importJWK({ ...publicJwk, ...(secret !== undefined && { d: secret }) }, 'ES256');

  const clients = machineClients(env);

  const signed = (subject: string, claims: Record<string, unknown>, lifetime: string): Promise<string> =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', typ: 'JWT', ...(publicJwk.kid !== undefined && { kid: publicJwk.kid }) })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(subject)
      .setIssuedAt()
      .setExpirationTime(lifetime)
      .sign(key);

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = new URL(request.url ?? '/', issuer).pathname;
    const asked = /^\/personas\/([a-z-]+)\/token$/.exec(path)?.[1];
    const persona = asked === undefined ? undefined : personaByName(asked);
    if (path === '/health/ready') return send(response, 200, { ready: true });
    if (path === '/.well-known/jwks.json') return send(response, 200, { keys: [{ ...publicJwk, use: 'sig' }] });
    if (path === '/personas') return send(response, 200, { personas });
    if (path === '/token' && request.method === 'POST') return answerGrant(request, response);
    if (persona) {
      const token = await signed(`persona:${persona.name}`, claimsOf(persona), `${lifetimeHours} hours`);
      return send(response, 200, { persona: persona.name, token, lifetimeHours });
    }
    send(response, 404, {
      detail: `Nothing is at ${path}; tokens are at /personas/{${personas.map(({ name }) => name).join('|')}}/token.`,
    });
  };

  const answerGrant = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { authorization, 'content-type': contentType } = request.headers;
    const grant = grantOf({ authorization, contentType, body: await bodyOf(request) }, clients);
    response.setHeader('cache-control', 'no-store');
    if (!('client' in grant)) {
      if (grant.status === 401) response.setHeader('www-authenticate', 'Basic realm="jinqiao"');
      return send(response, grant.status, { error: grant.error, error_description: grant.description });
    }
    const { id, roles } = grant.client;
    const token = await signed(`service:${id}`, { roles }, `${machineLifetimeSeconds} seconds`);
    send(response, 200, { access_token: token, token_type: 'Bearer', expires_in: machineLifetimeSeconds });
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => send(response, 500, { detail: String(error) }));
  });
  server.listen(port, env['HOST'] ?? '127.0.0.1', () =>
    console.log(JSON.stringify({ level: 'info', msg: `issuing tokens on port ${port}` })),
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      server.close();
      server.closeAllConnections();
    });
  }
}

const claimsOf = ({ roles, institutionId, audiences }: Persona): Record<string, unknown> => ({
  roles,
  ...(institutionId !== undefined && { institution_id: institutionId }),
  ...(audiences !== undefined && { audiences }),
});

/** The programs with a token of their own: operations, where it was given a secret. */
const machineClients = ({ OPERATIONS_CLIENT_SECRET: secret }: NodeJS.ProcessEnv): readonly MachineClient[] =>
  secret ? [{ id: 'operations', secret, roles: ['operator'] }] : [];

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > longestBody) throw new Error('The body is too long.');
  }
  return body;
}

function send(response: ServerResponse, code: number, body: unknown): void {
  response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

await main(process.env);
