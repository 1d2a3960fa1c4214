import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { map } from 'rxjs';
import type { Observable } from 'rxjs';
import type { Answer } from './commands.js';

const statuses = new WeakMap<FastifyReply, number>();
const fields = new Set(['status', 'body', 'etag', 'consistencyToken', 'location', 'replayed']);

/** Writes an `Answer` of a controller as status, headers and body; any other value passes as a plain body. */
export class AnswerInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next
      .handle()
      .pipe(map((answer: unknown) => (isAnswer(answer) ? written(answer, context.switchToHttp().getResponse<FastifyReply>()) : answer)));
  }
}

/** Nest sets its own default status after every interceptor, so the answer's status is put in just before sending. */
export function sendAnswerStatus(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    const status = statuses.get(reply);
    if (status !== undefined && reply.statusCode < 400) reply.code(status);
    done(null, payload);
  });
}

function written(answer: Answer, reply: FastifyReply): unknown {
  statuses.set(reply, answer.status);
  if (answer.etag !== undefined) reply.header('etag', answer.etag.startsWith('W/"') ? answer.etag : `"${answer.etag}"`);
  if (answer.consistencyToken !== undefined) reply.header('consistency-token', answer.consistencyToken);
  if (answer.location !== undefined) reply.header('location', answer.location);
  if (answer.replayed) reply.header('idempotency-replayed', 'true');
  return answer.body;
}

function isAnswer(value: unknown): value is Answer {
  if (typeof value !== 'object' || value === null || !('status' in value) || !('body' in value)) return false;
  return Number.isInteger(value.status) && Object.keys(value).every((field) => fields.has(field));
}
