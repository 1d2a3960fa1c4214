import { grantOf } from './client-credentials.js';

const operations = { id: 'operations', secret: 'a b+c%:d/é', roles: ['operator'] };
const contentType = 'application/x-www-form-urlencoded';
const body = 'grant_type=client_credentials';
const basic = (id: string, secret: string) =>
  `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`;
const asked = (request: { authorization?: string; contentType?: string; body?: string }) =>
  grantOf({ authorization: undefined, contentType, body, ...request }, [operations]);

describe('a request for a token of a program', () => {
  test('is granted by name and secret in the header, whatever characters the secret has', () =>
    expect(asked({ authorization: basic('operations', operations.secret) })).toEqual({ client: operations }));

  test('is granted by name and secret in the form', () => {
    const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'operations', client_secret: operations.secret });
    expect(asked({ body: form.toString() })).toEqual({ client: operations });
  });

  test.each([
    ['another secret', basic('operations', 'wrong')],
    ['no secret', basic('operations', '')],
    ['an unknown name', basic('other', operations.secret)],
    ['a header that is no name and secret', `Basic ${Buffer.from('operations').toString('base64')}`],
    ['a token', 'Bearer x'],
    ['nothing', ''],
  ])('is refused with %s', (_what, authorization) =>
    expect(asked({ authorization })).toMatchObject({ status: 401, error: 'invalid_client' }),
  );

  test('is refused where no client is known', () =>
    expect(grantOf({ authorization: basic('operations', ''), contentType, body }, [])).toMatchObject({ status: 401 }));

  test('is refused in another form or for another grant', () => {
    expect(asked({ contentType: 'application/json', body: '{}' })).toMatchObject({ status: 400, error: 'invalid_request' });
    expect(asked({ body: 'grant_type=password' })).toMatchObject({ status: 400, error: 'unsupported_grant_type' });
  });
});
