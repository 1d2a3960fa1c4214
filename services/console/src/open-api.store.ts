import { Inject, Injectable } from '@nestjs/common';
import type { ServiceAddresses } from '@jinqiao/service-runtime/service-addresses';
import { CONFIGURATION } from '@jinqiao/service-runtime/tokens';
import { z } from 'zod';
import { mergedOpenApi } from './merged-open-api.js';
import type { ServiceDocument } from './merged-open-api.js';
import { services } from './routes.js';

const answerWithinMs = 2_000;

const Document = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.looseObject({}))),
  components: z
    .object({ schemas: z.record(z.string(), z.unknown()).default({}), securitySchemes: z.record(z.string(), z.unknown()).default({}) })
    .prefault({}),
});

/** Asks the services for their OpenAPI documents. */
@Injectable()
export class OpenApiStore {
  constructor(@Inject(CONFIGURATION) private readonly addresses: ServiceAddresses) {}

  async merged() {
    return mergedOpenApi(await Promise.all(services(this.addresses).map(describe)));
  }
}

async function describe({ service, upstream }: { service: string; upstream: string }): Promise<ServiceDocument> {
  try {
    const answer = await fetch(`${upstream}/openapi.json`, { signal: AbortSignal.timeout(answerWithinMs), redirect: 'error' });
    return { service, document: Document.safeParse(await answer.json()).data };
  } catch {
    return { service, document: undefined };
  }
}
