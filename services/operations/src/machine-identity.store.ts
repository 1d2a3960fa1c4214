import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, CONFIGURATION } from '@jinqiao/service-runtime/tokens';
import { z } from 'zod';
import type { OperationsConfiguration } from './configuration.js';

const answerWithinMs = 2_000;
/** A token is given up this long before its end, so that it is still good when a service checks it. */
const spareMs = 30_000;

const TokenAnswer = z.object({
  access_token: z.string().min(1),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.number().positive(),
});

/** Who operations is when no operator asks: it gets a token by OAuth2 client credentials and keeps it until shortly before its end. */
@Injectable()
export class MachineIdentity {
  private kept: { readonly authorization: string; readonly untilMs: number } | undefined;
  private asking: Promise<string> | undefined;

  constructor(
    @Inject(CONFIGURATION) private readonly configuration: OperationsConfiguration,
    @Inject(CLOCK) private readonly clock: () => Date,
  ) {}

  /** The header `authorization` of a request in operations' own name; rejects with a reason fit for operators where the issuer gives none. */
  async authorization(): Promise<string> {
    if (this.kept !== undefined && this.clock().getTime() < this.kept.untilMs) return this.kept.authorization;
    this.asking ??= this.ask().finally(() => (this.asking = undefined));
    return this.asking;
  }

  /** Lets the kept token go, after a service has refused it. */
  forget(): void {
    this.kept = undefined;
  }

  private async ask(): Promise<string> {
    const { TOKEN_URL, CLIENT_ID, CLIENT_SECRET } = this.configuration;
    const client = `${encodeURIComponent(CLIENT_ID)}:${encodeURIComponent(CLIENT_SECRET)}`;
    const answer = await fetch(TOKEN_URL, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(client).toString('base64')}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials',
      signal: AbortSignal.timeout(answerWithinMs),
      redirect: 'error',
    }).catch(() => undefined);
    if (answer === undefined) throw new Error('The issuer does not answer, so operations has no token of its own.');
    const body = TokenAnswer.safeParse(await answer.json().catch(() => undefined));
    if (!answer.ok || !body.success)
      throw new Error(
        `The issuer gave operations no token (status ${answer.status}): compare CLIENT_ID and CLIENT_SECRET with the issuer's.`,
      );
    const authorization = `Bearer ${body.data.access_token}`;
    const lifetimeMs = body.data.expires_in * 1000;
    this.kept = { authorization, untilMs: this.clock().getTime() + Math.max(lifetimeMs - spareMs, lifetimeMs / 2) };
    return authorization;
  }
}
