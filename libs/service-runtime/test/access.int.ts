import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { createDatabase } from '@jinqiao/test-kit/database';
import { testIssuer } from '@jinqiao/test-kit/tokens';
import type { TestIssuer } from '@jinqiao/test-kit/tokens';
import { Controller, Get, Module } from '@nestjs/common';
import { createService } from '../src/service.js';
import type { RunningService } from '../src/service.js';
import { notes, notesEnvironment } from './notes.service.js';

const institutionId = '018f3a5e-0000-7000-8000-000000000001';
const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

let database: Awaited<ReturnType<typeof createDatabase>>;
let issuer: TestIssuer;
let service: RunningService;
let env: Awaited<ReturnType<typeof notesEnvironment>>;

beforeAll(async () => {
  [database, issuer] = await Promise.all([createDatabase(), testIssuer()]);
  env = await notesEnvironment(database.url, issuer);
  service = await createService(notes, env);
});
afterAll(async () => {
  await service.close();
  await Promise.all([issuer.stop(), database.drop()]);
});

const list = (authorization?: string) =>
  service.app.inject({ method: 'GET', url: '/v1/notes', headers: authorization === undefined ? {} : { authorization } });
const nowS = (): number => Math.floor(Date.now() / 1000);
const claims = () => ({ iss: issuer.issuer, aud: 'jinqiao', sub: 'mei', roles: ['checker'], exp: nowS() + 3600 });

describe('a route that asks for a role', () => {
  test('lets a caller pass who has one of its roles, and knows who it is', async () => {
    const token = await issuer.token({
      roles: ['checker', 'astronaut'],
      sub: 'mei',
      institutionId: institutionId.toUpperCase(),
      audiences: ['institutional', 'x'],
    });
    const answer = await list(`Bearer ${token}`);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({
      caller: { subject: 'mei', roles: ['checker'], institutionId, audiences: ['public', 'institutional'] },
      limit: 20,
    });
  });

  test.each([undefined, '', 'Basic bWVpOnNlY3JldA==', 'Bearer', 'Bearer '])(
    'without a bearer token (%p) answers token-missing and how to send one',
    async (header) => {
      const answer = await list(header);
      expect(answer.statusCode).toBe(401);
      expect(answer.json().type).toBe('http://gate/problems/token-missing');
      expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
    },
  );

  test('of another role answers role-missing with what is needed', async () => {
    const answer = await list(`Bearer ${await issuer.token({ roles: ['investor'] })}`);
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({
      type: 'http://gate/problems/role-missing',
      neededRoles: ['checker', 'operator'],
      yourRoles: ['investor'],
    });
  });

  test.each([
    ['an expired token', () => issuer.token({ roles: ['checker'], exp: nowS() - 60 }), 'expired'],
    ['a token that is not valid yet', () => issuer.token({ roles: ['checker'], nbf: nowS() + 600 }), 'not valid yet'],
    ['a token without an end', () => issuer.token({ roles: ['checker'], exp: undefined }), '"exp"'],
    ['a token for another audience', () => issuer.token({ roles: ['checker'], aud: 'elsewhere' }), 'audience'],
    ['a token of another issuer', () => issuer.token({ roles: ['checker'], iss: 'http://elsewhere' }), 'issuer'],
    ['an institution that is no UUID', () => issuer.token({ roles: ['checker'], institutionId: "x' OR true" }), 'institution_id'],
    ['roles that are no list', () => issuer.token({ roles: 'checker' as never }), 'roles'],
    ['a text that is no token', () => Promise.resolve('abc'), 'not a signed token'],
    ['a token with the algorithm none', () => Promise.resolve(`${base64({ alg: 'none' })}.${base64(claims())}.`), 'algorithm'],
    ['a token signed with HS256 by the public key', hs256, 'algorithm'],
    ['a token signed by another key', otherKey, 'key'],
    ['a token whose content was changed', tampered, 'signature'],
  ])('refuses %s and says why', async (_name, makeToken, reason) => {
    const answer = await list(`Bearer ${await makeToken()}`);
    expect(answer.statusCode).toBe(401);
    expect(answer.json().type).toBe('http://gate/problems/token-not-valid');
    expect(answer.json().detail).toContain(reason);
    expect(answer.headers['www-authenticate']).toContain('error="invalid_token"');
  });
});

test('a route that is public needs no token', async () => {
  const answer = await service.app.inject({ method: 'POST', url: '/v1/notes/open', payload: { a: 1 } });
  expect([answer.statusCode, answer.json()]).toEqual([202, { body: { a: 1 } }]);
});

test('stream health is for operators', async () => {
  const ask = async (role: string) =>
    service.app.inject({
      method: 'GET',
      url: '/internal/stream-health',
      headers: { authorization: `Bearer ${await issuer.token({ roles: [role] })}` },
    });
  expect((await ask('maker')).statusCode).toBe(403);
  expect((await ask('operator')).json()).toEqual({ service: 'products', outbox: null, groups: [], projections: [], deadLetters: [] });
});

test('a route that says neither who may call it nor that everybody may stops the start', async () => {
  @Controller('v1/forgotten')
  class ForgottenController {
    @Get()
    read(): string {
      return 'secret';
    }
  }
  @Module({ controllers: [ForgottenController] })
  class ForgottenModule {}
  await expect(createService({ ...notes, module: ForgottenModule }, env)).rejects.toThrow('ForgottenController.read');
});

test('when the issuer does not answer, a token is neither accepted nor called wrong', async () => {
  const elsewhere = await testIssuer();
  const token = await elsewhere.token({ roles: ['checker'] });
  await elsewhere.stop();
  const orphan = await createService(notes, { ...env, TOKEN_ISSUER: elsewhere.issuer, TOKEN_JWKS_URL: elsewhere.jwksUrl });
  const answer = await orphan.app.inject({ method: 'GET', url: '/v1/notes', headers: { authorization: `Bearer ${token}` } });
  await orphan.close();
  expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '2']);
});

async function hs256(): Promise<string> {
  const jwks = await (await fetch(issuer.jwksUrl)).text();
  const content = `${base64({ alg: 'HS256' })}.${base64(claims())}`;
  return `${content}.${createHmac('sha256', jwks).update(content).digest('base64url')}`;
}

function otherKey(): Promise<string> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const content = `${base64({ alg: 'ES256', kid: 'mine' })}.${base64(claims())}`;
  return Promise.resolve(
    `${content}.${sign('sha256', Buffer.from(content), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`,
  );
}

async function tampered(): Promise<string> {
  const [header, , signature] = (await issuer.token({ roles: ['investor'] })).split('.');
  return `${header}.${base64(claims())}.${signature}`;
}
