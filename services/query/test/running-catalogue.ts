import type { StreamEvent } from '@jinqiao/event-stream/stream-event';
import { connectKafka } from '@jinqiao/event-stream/kafka-event-stream';
import { ensureTopics } from '@jinqiao/event-stream/topics';
import { createService } from '@jinqiao/service-runtime/service';
import { eventually } from '@jinqiao/test-kit/eventually';
import { testIssuer } from '@jinqiao/test-kit/tokens';
import { topicsYaml } from '@jinqiao/test-kit/topics';
import { query } from '../src/definition.js';
import { queryDatabase } from './query-database.js';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

export type CatalogueAnswer = {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, unknown>>;
};

/** The query service as it runs, over the real Kafka and the real Postgres, and someone who publishes as the write sides do. */
export async function runningCatalogue(now: Date, beforeStart?: (database: Awaited<ReturnType<typeof queryDatabase>>) => Promise<void>) {
  const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',');
  await ensureTopics(brokers, topicsYaml());
  const [database, issuer] = await Promise.all([queryDatabase(), testIssuer()]);
  const environment = {
    SERVICE_DATABASE_URL: database.serviceUrl,
    KAFKA_BROKERS: brokers.join(','),
    TOKEN_ISSUER: issuer.issuer,
    TOKEN_AUDIENCE: issuer.audience,
    TOKEN_JWKS_URL: issuer.jwksUrl,
    CURSOR_SECRET: 'a secret for tests, of 32 characters or more',
    LOG_LEVEL: 'silent',
  };
  await beforeStart?.(database);
  const service = await createService(query, environment, { clock: () => now });
  const producer = connectKafka({ brokers, clientId: 'query-test', log: silent });
  let published = 0;

  async function tokenOf(audiences: readonly string[]): Promise<string> {
    return issuer.token({ roles: ['investor'], audiences });
  }

  async function call(
    method: 'GET' | 'POST',
    url: string,
    options: { body?: unknown; raw?: string; audiences?: readonly string[]; headers?: Record<string, string> } = {},
  ): Promise<CatalogueAnswer> {
    const response = await service.app.inject({
      method,
      url,
      headers: {
        authorization: `Bearer ${await tokenOf(options.audiences ?? ['public'])}`,
        'content-type': 'application/json',
        ...options.headers,
      },
      ...(method === 'POST' && { payload: options.raw ?? JSON.stringify(options.body) }),
    });
    return { status: response.statusCode, body: response.body === '' ? {} : response.json(), headers: response.headers };
  }

  return {
    database,
    service,
    environment,
    token: issuer.token,
    call,
    search: (body: unknown, audiences?: readonly string[]) =>
      call('POST', '/v1/catalogue/search', { body, ...(audiences && { audiences }) }),
    product: (id: string, asked = '', audiences?: readonly string[]) =>
      call('GET', `/v1/catalogue/products/${id}${asked}`, audiences && { audiences }),

    /** Publishes in this order and resolves when every checkpoint has passed the last record. */
    async publish(...events: StreamEvent[]): Promise<void> {
      await producer.publish(events);
      published += events.length;
      await eventually(async () => {
        const [row] = await database.asProjector((sql) =>
          sql('select coalesce(sum(next_offset), 0)::int as applied from projection_checkpoint'),
        );
        if (row?.['applied'] !== published) throw new Error(`${String(row?.['applied'])} of ${published} records are applied.`);
      });
    },

    async stop(): Promise<void> {
      await service.close();
      await producer.close();
      await issuer.stop();
      await database.drop();
    },
  };
}
