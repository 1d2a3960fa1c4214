import { Inject, Injectable } from '@nestjs/common';
import { CONFIGURATION } from '@jinqiao/service-runtime/tokens';
import type { OperationsConfiguration } from './configuration.js';
import type { WatchedService } from './watched-service.js';

/** In whose name a service is asked: the operator's own token, or operations' where it looks by itself. */
export type OnBehalfOf = { readonly authorization: string; readonly correlationId: string };

/** A request to a service's internal routes; `path` with its query. */
export type Question = {
  readonly path: string;
  readonly method?: 'GET' | 'POST';
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  readonly withinMs?: number;
  /** Gives the question up, such as when operations stops. */
  readonly signal?: AbortSignal;
};

/** What a service answered, whatever its status. */
export type ServiceAnswer = { readonly status: number; readonly body: unknown; readonly retryAfter: string | null };

/** A service that did not answer; the message says so in words for an operator. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

const usuallyWithinMs = 2_000;

/** Asks the services by their internal routes; never their tables. */
@Injectable()
export class Services {
  private readonly addresses: Readonly<Record<WatchedService, string>>;

  constructor(@Inject(CONFIGURATION) { INSTITUTIONS_URL, PRODUCTS_URL, ELIGIBILITY_URL, QUERY_URL }: OperationsConfiguration) {
    this.addresses = { institutions: INSTITUTIONS_URL, products: PRODUCTS_URL, eligibility: ELIGIBILITY_URL, query: QUERY_URL };
  }

  /** Asks one service; rejects with `NoAnswer` where it does not answer in time or not in JSON. */
  async ask(service: WatchedService, question: Question, onBehalfOf: OnBehalfOf): Promise<ServiceAnswer> {
    const { path, method = 'GET', body, idempotencyKey, withinMs = usuallyWithinMs, signal } = question;
    const inTime = AbortSignal.timeout(withinMs);
    try {
      const answer = await fetch(`${this.addresses[service]}${path}`, {
        method,
        headers: {
          authorization: onBehalfOf.authorization,
          'x-correlation-id': onBehalfOf.correlationId,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: signal === undefined ? inTime : AbortSignal.any([inTime, signal]),
        redirect: 'error',
      });
      return { status: answer.status, body: await answer.json(), retryAfter: answer.headers.get('retry-after') };
    } catch (error) {
      throw new NoAnswer(reasonOf(error, withinMs), { cause: error });
    }
  }
}

function reasonOf(error: unknown, withinMs: number): string {
  if (error instanceof DOMException && error.name === 'TimeoutError') return `It did not answer within ${withinMs} ms.`;
  return error instanceof SyntaxError ? 'Its answer is not JSON.' : 'It does not answer.';
}
