import { createRemoteJWKSet, jwtVerify } from 'jose';
import { testIssuer } from './tokens.js';

test('a test token verifies against the key that its issuer shows, and says what it was told', async () => {
  const issuer = await testIssuer();
  const token = await issuer.token({
    roles: ['maker'],
    institutionId: '019aa000-0000-7000-8000-000000000001',
    audiences: ['professional'],
  });
  const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(issuer.jwksUrl)), {
    issuer: issuer.issuer,
    audience: issuer.audience,
    algorithms: ['ES256'],
  });
  expect(payload).toMatchObject({ roles: ['maker'], institution_id: '019aa000-0000-7000-8000-000000000001', audiences: ['professional'] });
  const expired = await issuer.token({ roles: [], exp: 1 });
  await expect(jwtVerify(expired, createRemoteJWKSet(new URL(issuer.jwksUrl)))).rejects.toThrow('"exp" claim');
  await issuer.stop();
});
