import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';

const current = new AsyncLocalStorage<string>();
const acceptable = /^[\w.:-]{1,100}$/;

/** The header that carries a correlation id in and out. */
export const correlationHeader = 'x-correlation-id';

/** The id that ties together log lines, events and problems of one request; undefined outside of a request. */
export const currentCorrelationId = (): string | undefined => current.getStore();

/** Runs work (such as the handling of an event) under a correlation id, so that its log lines carry it. */
export const withCorrelationId = <T>(correlationId: string, work: () => T): T => current.run(correlationId, work);

/** Takes the caller's correlation id where it is short and plain, else makes one. */
export function correlationIdOf(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers[correlationHeader];
  return typeof given === 'string' && acceptable.test(given) ? given : randomUUID();
}

/** Echoes the correlation id (Fastify's request id) and makes it known to everything that the request causes. */
export function followCorrelation(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header(correlationHeader, request.id);
    current.run(request.id, done);
  });
  // Reading the body leaves the context of the first hook, so it is entered again afterwards.
  fastify.addHook('preValidation', (request, _reply, done) => current.run(request.id, done));
}
