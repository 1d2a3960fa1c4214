import type { LoggerService } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import type { Logger } from 'pino';
import { currentCorrelationId } from './correlation.js';

const secrets = ['authorization', 'cookie', 'password', 'token', 'body', 'headers'];

/** The structured log of a service: JSON lines on standard output, with the correlation id of the request; secrets and bodies are left out. */
export function serviceLog(service: string, level: string): Logger {
  return pino({
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: [...secrets, ...secrets.map((name) => `*.${name}`)], remove: true },
    serializers: { err: plainError },
    mixin: () => {
      const correlationId = currentCorrelationId();
      return correlationId === undefined ? {} : { correlationId };
    },
  });
}

/** Sends Nest's own log lines through the structured log; its routine start-up lines only at level debug. */
export function nestLog(log: Logger): LoggerService {
  const write =
    (level: 'debug' | 'warn' | 'error' | 'fatal' | 'trace') =>
    (message: unknown, ...rest: unknown[]) => {
      const context = rest.at(-1);
      const stack = rest.length > 1 && typeof rest[0] === 'string' ? { stack: rest[0] } : {};
      const fields = { ...(typeof context === 'string' && { context }), ...stack, ...(message instanceof Error && { err: message }) };
      log[level](fields, message instanceof Error ? message.message : String(message));
    };
  return {
    log: write('debug'),
    warn: write('warn'),
    error: write('error'),
    fatal: write('fatal'),
    debug: write('debug'),
    verbose: write('trace'),
  };
}

/** One line a request: its route pattern and never its address, so that nothing personal in an address reaches the log. */
export function logRequests(fastify: FastifyInstance, log: Logger): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'no such route';
    const quiet = route.startsWith('/health/') || route.startsWith('/internal/');
    const fields = {
      correlationId: request.id,
      method: request.method,
      route,
      statusCode: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime),
    };
    log[quiet ? 'debug' : 'info'](fields, 'request answered');
    done();
  });
}

/** An error without the properties that drivers hang on it, such as a statement's parameters or a row's content. */
function plainError(error: Error): object {
  const { code, constraint, table } = error as { code?: unknown; constraint?: unknown; table?: unknown };
  return {
    name: error.name,
    message: error.message,
    ...(code !== undefined && { code }),
    ...(constraint !== undefined && { constraint }),
    ...(table !== undefined && { table }),
    stack: error.stack,
    ...(error.cause instanceof Error && { cause: { name: error.cause.name, message: error.cause.message, stack: error.cause.stack } }),
  };
}
