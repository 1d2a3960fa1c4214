import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { testIssuer } from '@jinqiao/test-kit/tokens';
import type { TestIssuer } from '@jinqiao/test-kit/tokens';

/** What a fake service saw of a request. */
export type Seen = {
  readonly service: string;
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

/** How a fake service answers: a status and a JSON body, or what it does with the response itself. */
export type FakeAnswer = { readonly status?: number; readonly body: unknown } | ((response: ServerResponse) => void);

/** A service: its answer to a request, which may change while the test runs. */
export type FakeService = (seen: Seen) => FakeAnswer;

export const clientSecret = 'a secret of operations for tests';

/** Small HTTP servers in place of the services, and an issuer that gives operations its token. */
export class FakeHouse {
  readonly seen: Seen[] = [];
  readonly tokenRequests: { readonly authorization: string | undefined; readonly body: string }[] = [];
  tokenStatus = 200;
  expiresInSeconds = 900;
  private readonly servers: Server[] = [];

  private constructor(readonly issuer: TestIssuer) {}

  static async open(): Promise<FakeHouse> {
    return new FakeHouse(await testIssuer());
  }

  /** The variables of operations, with every service answered by the given function. */
  async environment(answer: FakeService, addresses: Readonly<Record<string, string>> = {}): Promise<Record<string, string>> {
    const names = ['institutions', 'products', 'eligibility', 'query'];
    const urls = await Promise.all(names.map(async (name) => [`${name.toUpperCase()}_URL`, await this.service(name, answer)]));
    return {
      TOKEN_ISSUER: this.issuer.issuer,
      TOKEN_JWKS_URL: this.issuer.jwksUrl,
      TOKEN_URL: await this.listen((request, response) => void this.giveToken(request, response)),
      CLIENT_SECRET: clientSecret,
      LOG_LEVEL: 'silent',
      ...(Object.fromEntries(urls) as Record<string, string>),
      ...addresses,
    };
  }

  service(service: string, answer: FakeService): Promise<string> {
    return this.listen((request, response) => {
      void bodyOf(request).then((body) => {
        const { method = '', url = '', headers } = request;
        const seen = { service, method, url, headers, body };
        this.seen.push(seen);
        const answered = answer(seen);
        if (typeof answered === 'function') answered(response);
        else response.writeHead(answered.status ?? 200, { 'content-type': 'application/json' }).end(JSON.stringify(answered.body));
      });
    });
  }

  async listen(onRequest: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
    const server = createServer(onRequest);
    this.servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async bearer(role: string): Promise<string> {
    return `Bearer ${await this.issuer.token({ roles: [role], sub: `a ${role}` })}`;
  }

  async close(): Promise<void> {
    for (const server of this.servers) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
    await this.issuer.stop();
  }

  private async giveToken(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.tokenRequests.push({ authorization: request.headers.authorization, body: await bodyOf(request) });
    const token = await this.issuer.token({ roles: ['operator'], sub: 'service:operations' });
    response
      .writeHead(this.tokenStatus, { 'content-type': 'application/json' })
      .end(JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: this.expiresInSeconds }));
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
