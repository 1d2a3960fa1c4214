import { HttpException } from '@nestjs/common';
import { Problem } from './problem.js';
import { ProblemFilter } from './problem.filter.js';

type Sent = { status: number; headers: Record<string, string>; body: Record<string, unknown>; logged: string[] };

function answerTo(error: unknown): Sent {
  const sent: Sent = { status: 0, headers: {}, body: {}, logged: [] };
  const reply = {
    sent: false,
    code: (status: number) => ((sent.status = status), reply),
    header: (name: string, value: string) => ((sent.headers[name] = value), reply),
    send: (body: unknown) => (sent.body = JSON.parse(String(body)) as Record<string, unknown>),
  };
  const keep = (_fields: object, message: string) => void sent.logged.push(message);
  new ProblemFilter({ publicUrl: 'http://gate', log: { error: keep, warn: keep } }).answer(
    error,
    { id: 'c-1', url: '/v1/x?secret=1', method: 'GET' },
    reply,
  );
  return sent;
}

const fastifyError = (code: string) => new HttpException('refused', 413, { cause: Object.assign(new Error('refused'), { code }) });

describe('the answer to an error', () => {
  test('is the problem that was thrown, with its members and the address of its page', () => {
    const { status, headers, body } = answerTo(new Problem('product-code-taken', 'The code A1 is taken.', { productId: 'p' }));
    expect(status).toBe(409);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(body).toEqual({
      type: 'http://gate/problems/product-code-taken',
      title: 'The product code is taken',
      status: 409,
      detail: 'The code A1 is taken.',
      instance: '/v1/x',
      correlationId: 'c-1',
      productId: 'p',
    });
  });

  test('tells nothing of an error that nobody foresaw, and logs it', () => {
    const { status, body, logged } = answerTo(new Error('password=hunter2'));
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toContain('hunter2');
    expect(logged).toHaveLength(1);
  });

  test.each([
    ['FST_ERR_CTP_BODY_TOO_LARGE', 'body-too-large', 413],
    ['FST_ERR_CTP_INVALID_MEDIA_TYPE', 'media-type-not-supported', 415],
    ['FST_ERR_BAD_URL', 'request-not-valid', 400],
    ['FST_ERR_NOT_FOUND', 'not-found', 404],
  ])('%s of Fastify is %s', (code, type, status) => {
    const answer = answerTo(fastifyError(code));
    expect([answer.status, answer.body['type']]).toEqual([status, `http://gate/problems/${type}`]);
  });

  test('of a plugin that refuses the request is a refusal, not a defect', () => {
    expect(answerTo(Object.assign(new Error('traversal'), { statusCode: 400 })).status).toBe(400);
  });

  test.each([
    ['a refused connection', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
    ['a refused connection on two addresses', new AggregateError([Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })])],
    ['a database that shuts down', Object.assign(new Error('terminating'), { code: '57P01' })],
    ['a lost database connection', new Error('Connection terminated unexpectedly')],
    ['an exhausted pool', new Error('timeout exceeded when trying to connect')],
  ])('%s is a 503 that says when to try again', (_name, error) => {
    const { status, headers } = answerTo(error);
    expect(status).toBe(503);
    expect(headers['retry-after']).toBe('2');
  });

  test.each([
    ['token-missing', 'Bearer realm="jinqiao"'],
    ['token-not-valid', 'Bearer realm="jinqiao", error="invalid_token"'],
  ] as const)('%s says how to authenticate', (type, challenge) => {
    expect(answerTo(new Problem(type, 'No.')).headers['www-authenticate']).toBe(challenge);
  });
});
