/**
 * The local issuer of tokens: its own process, with a key that it makes once and keeps under the state folder.
 * For local runs only: whoever reaches it may act as any persona, so it listens on the loopback address unless told otherwise.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { ServerResponse } from 'node:http';
import { SignJWT, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose';
import type { JWK } from 'jose';
import { personaByName, personas } from './personas.js';
import type { Persona } from './personas.js';

const lifetimeHours = 12;

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

  const tokenOf = (persona: Persona): Promise<string> =>
    new SignJWT({
      roles: persona.roles,
      ...(persona.institutionId !== undefined && { institution_id: persona.institutionId }),
      ...(persona.audiences !== undefined && { audiences: persona.audiences }),
    })
      .setProtectedHeader({ alg: 'ES256', typ: 'JWT', ...(publicJwk.kid !== undefined && { kid: publicJwk.kid }) })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(`persona:${persona.name}`)
      .setIssuedAt()
      .setExpirationTime(`${lifetimeHours} hours`)
      .sign(key);

  const answer = async (path: string, response: ServerResponse): Promise<void> => {
    const asked = /^\/personas\/([a-z]+)\/token$/.exec(path)?.[1];
    const persona = asked === undefined ? undefined : personaByName(asked);
    if (path === '/health/ready') return send(response, 200, { ready: true });
    if (path === '/.well-known/jwks.json') return send(response, 200, { keys: [{ ...publicJwk, use: 'sig' }] });
    if (path === '/personas') return send(response, 200, { personas });
    if (persona) return send(response, 200, { persona: persona.name, token: await tokenOf(persona), lifetimeHours });
    send(response, 404, {
      detail: `Nothing is at ${path}; tokens are at /personas/{${personas.map(({ name }) => name).join('|')}}/token.`,
    });
  };

  const server = createServer((request, response) => {
    answer(new URL(request.url ?? '/', issuer).pathname, response).catch((error: unknown) =>
      send(response, 500, { detail: String(error) }),
    );
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

function send(response: ServerResponse, code: number, body: unknown): void {
  response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

await main(process.env);
