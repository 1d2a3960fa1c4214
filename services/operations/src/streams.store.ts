import { Inject, Injectable } from '@nestjs/common';
import { CONFIGURATION } from '@jinqiao/service-runtime/tokens';
import type { ServiceAddresses } from '@jinqiao/service-runtime/service-addresses';
import { reachable, StreamHealth, unreachable } from './stream-overview.js';
import type { ServiceStreams } from './stream-overview.js';

const answerWithinMs = 2_000;

/** Asks each service how far its streams are; never their tables. */
@Injectable()
export class StreamsStore {
  constructor(@Inject(CONFIGURATION) private readonly addresses: ServiceAddresses) {}

  /** All services at once, with the token of the operator who asks. */
  readAll(caller: { readonly authorization: string; readonly correlationId: string }): Promise<ServiceStreams[]> {
    const { INSTITUTIONS_URL, PRODUCTS_URL, ELIGIBILITY_URL, QUERY_URL } = this.addresses;
    const services = { institutions: INSTITUTIONS_URL, products: PRODUCTS_URL, eligibility: ELIGIBILITY_URL, query: QUERY_URL };
    return Promise.all(Object.entries(services).map(([service, url]) => read(service, url, caller)));
  }
}

async function read(service: string, url: string, caller: { authorization: string; correlationId: string }): Promise<ServiceStreams> {
  try {
    const answer = await fetch(`${url}/internal/stream-health`, {
      headers: { authorization: caller.authorization, 'x-correlation-id': caller.correlationId },
      signal: AbortSignal.timeout(answerWithinMs),
      redirect: 'error',
    });
    if (!answer.ok) {
      await answer.body?.cancel();
      return unreachable(service, `It answered with status ${answer.status}.`);
    }
    const health = StreamHealth.safeParse(await answer.json());
    return health.success ? reachable(service, health.data) : unreachable(service, 'Its answer has another shape than expected.');
  } catch (error) {
    const late = error instanceof DOMException && error.name === 'TimeoutError';
    return unreachable(service, late ? `It did not answer within ${answerWithinMs} ms.` : 'It does not answer.');
  }
}
