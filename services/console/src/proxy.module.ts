import { Readable } from 'node:stream';
import httpProxy from '@fastify/http-proxy';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Problem } from '@jinqiao/problem-details/problem';
import type { BaseConfiguration } from '@jinqiao/service-runtime/configuration';
import type { ServiceAddresses } from '@jinqiao/service-runtime/service-addresses';
import { CONFIGURATION, LOG } from '@jinqiao/service-runtime/tokens';
import { ProblemFilter } from '@jinqiao/problem-details/problem.filter';
import type { FastifyInstance } from 'fastify';
import { routes } from './routes.js';
import type { Route } from './routes.js';

const answerWithinMs = 30_000;
const bodySizes = new WeakMap<object, number>();

/** Forwards every route of the table to its service; a service that does not answer is a problem that names it. */
export async function forwardRoutes(app: NestFastifyApplication): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  const configuration = app.get<ServiceAddresses & BaseConfiguration>(CONFIGURATION);
  const filter = new ProblemFilter({ publicUrl: configuration.PUBLIC_URL, log: app.get(LOG) });
  for (const route of routes(configuration)) {
    await fastify.register(async (scope) => {
      // Nest answers errors of its own routes only.
      scope.setErrorHandler((error, request, reply) => filter.answer(error, request, reply));
      readWholeBodies(scope, route.bodyLimitBytes);
      await forward(scope, route);
    });
  }
}

/** A body is read whole before it is forwarded, so that one over the limit is refused here and half a body never reaches a service. */
function readWholeBodies(scope: FastifyInstance, bodyLimit: number): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, (request, bytes, done) => {
    bodySizes.set(request, bytes.length);
    done(null, bytes.length === 0 ? null : Readable.from([bytes]));
  });
}

async function forward(scope: FastifyInstance, { prefix, service, upstream }: Route): Promise<void> {
  await scope.register(httpProxy, {
    upstream,
    prefix,
    rewritePrefix: prefix,
    proxyPayloads: false,
    disableRequestLogging: true,
    undici: { connections: 64, headersTimeout: answerWithinMs, bodyTimeout: answerWithinMs, connect: { timeout: 2_000 } },
    replyOptions: {
      // A connection kept from before the service was started anew: asking once more is safe where nothing changes.
      retryDelay: ({ err, req, attempt }) => (err && req.method === 'GET' && attempt === 0 ? 20 : null),
      rewriteRequestHeaders: (request, headers) => {
        const size = bodySizes.get(request);
        const whole = size === undefined ? headers : { ...headers, 'content-length': String(size), 'transfer-encoding': undefined };
        return { ...whole, 'x-correlation-id': request.id };
      },
      onError: (reply) => {
        const detail = `The ${service} service does not answer at the moment. Try again in a few seconds; a change with the same Idempotency-Key takes effect once.`;
        reply.send(new Problem('dependency-unavailable', detail, { service }));
      },
    },
  });
}
