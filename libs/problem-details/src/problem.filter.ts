import { Catch, HttpException } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { isDependencyFailure } from './dependency-failure.js';
import { Problem, problemTypes } from './problem.js';

/** An answer's body by RFC 9457; `type` is the URL of a page that explains it. */
export type ProblemBody = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly correlationId: string;
  readonly [member: string]: unknown;
};

type Request = { readonly id: string; readonly url: string; readonly method: string };
type Reply = {
  readonly sent: boolean;
  code(status: number): Reply;
  header(name: string, value: string): Reply;
  send(body: unknown): unknown;
};
type Log = { error(fields: object, message: string): void; warn(fields: object, message: string): void };

const retryAfterS = '2';

/** Answers every error of a request as a problem; an error that nobody foresaw is logged with the correlation id and answered without its details. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly options: { readonly publicUrl: string; readonly log: Log }) {}

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw error;
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<Request>(), http.getResponse<Reply>());
  }

  /** Sends the problem of an error; also for errors that Fastify meets before Nest sees the request. */
  answer(error: unknown, request: Request, reply: Reply): void {
    const problem = problemOf(error, request);
    if (problem.type === 'internal-error')
      this.options.log.error({ correlationId: request.id, err: error }, 'A request failed for a reason nobody foresaw.');
    if (problem.type === 'dependency-unavailable')
      this.options.log.warn({ correlationId: request.id, reason: reasonOf(error) }, 'A dependency does not answer.');
    if (reply.sent) return;
    for (const [name, value] of headersOf(problem)) reply.header(name, value);
    reply
      .code(problemTypes[problem.type].status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(
        JSON.stringify(
          problemBody(problem, {
            publicUrl: this.options.publicUrl,
            instance: request.url.split('?', 1)[0] ?? '/',
            correlationId: request.id,
          }),
        ),
      );
  }
}

/** The body that answers a problem; `instance` is the path of the request without its query. */
export function problemBody(problem: Problem, at: { publicUrl: string; instance: string; correlationId: string }): ProblemBody {
  const { status, title } = problemTypes[problem.type];
  return {
    ...problem.members,
    type: `${at.publicUrl}/problems/${problem.type}`,
    title,
    status,
    detail: problem.detail,
    instance: at.instance,
    correlationId: at.correlationId,
  };
}

function problemOf(error: unknown, request: Request): Problem {
  if (error instanceof Problem) return error;
  const fastifyCode = codeOf(error instanceof HttpException ? error.cause : error);
  const known = fastifyCode?.startsWith('FST_') ? fastifyProblem(fastifyCode, request) : undefined;
  if (known) return known;
  if (isDependencyFailure(error)) {
    return new Problem(
      'dependency-unavailable',
      'A part of the system does not answer at the moment. Try again in a few seconds; a change with the same Idempotency-Key takes effect once.',
    );
  }
  return problemOfStatus(statusOf(error), request);
}

function fastifyProblem(code: string, request: Request): Problem | undefined {
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new Problem('body-too-large', 'The body is larger than this route takes. Send less in one request.');
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new Problem('media-type-not-supported', 'This route reads JSON. Send the body with "Content-Type: application/json".');
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return new Problem('body-not-json', 'The body cannot be read as JSON. Check its brackets, commas and quotation marks.');
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new Problem('request-not-valid', 'The body is not as long as Content-Length says. Send the whole body.');
    case 'FST_ERR_NOT_FOUND':
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return noRoute(request);
    case 'FST_ERR_BAD_URL':
      return new Problem(
        'request-not-valid',
        'The address of the request cannot be read. Encode its special characters with "%" and two hexadecimal digits.',
      );
    default:
      return undefined;
  }
}

function problemOfStatus(status: number | undefined, request: Request): Problem {
  switch (status) {
    case 400:
      return new Problem('request-not-valid', 'The request cannot be read. Compare it with /openapi.json.');
    case 404:
      return noRoute(request);
    case 413:
      return new Problem('body-too-large', 'The body is larger than this route takes. Send less in one request.');
    case 415:
      return new Problem('media-type-not-supported', 'This route reads JSON. Send the body with "Content-Type: application/json".');
    case 503:
      return new Problem('dependency-unavailable', 'The service cannot answer at the moment. Try again in a few seconds.');
    case undefined:
    default:
      return unforeseen();
  }
}

function headersOf({ type }: Problem): [string, string][] {
  if (type === 'token-missing') return [['www-authenticate', 'Bearer realm="jinqiao"']];
  if (type === 'token-not-valid') return [['www-authenticate', 'Bearer realm="jinqiao", error="invalid_token"']];
  return problemTypes[type].status === 503 ? [['retry-after', retryAfterS]] : [];
}

const noRoute = ({ method, url }: Request): Problem =>
  new Problem('not-found', `There is no ${method} ${url.split('?', 1)[0]?.slice(0, 200)} here. The routes are listed in /openapi.json.`);
const unforeseen = (): Problem =>
  new Problem('internal-error', 'This is a fault of ours, and it is logged. Try again; if it stays, report the correlation id.');
const reasonOf = (error: unknown): string =>
  error instanceof Problem ? error.detail : (codeOf(error) ?? (error instanceof Error ? error.message : 'unknown'));

/** The status that Nest, Fastify or one of its plugins gave the error. */
function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const status = error instanceof Error ? (error as { statusCode?: unknown }).statusCode : undefined;
  return typeof status === 'number' ? status : undefined;
}

function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined;
  return typeof code === 'string' ? code : undefined;
}
