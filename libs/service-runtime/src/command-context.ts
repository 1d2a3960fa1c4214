import { createHash } from 'node:crypto';
import { Problem } from '@jinqiao/problem-details/problem';
import type { Caller } from './caller.js';
import { canonicalJson } from './canonical-json.js';

/** Who asks for a change, when, and what makes a repetition of the request recognisable. `idempotencyKey` is '' where the method is idempotent by itself (PUT). */
export type CommandContext = {
  readonly caller: Caller;
  readonly route: string;
  readonly idempotencyKey: string;
  readonly fingerprint: string;
  readonly correlationId: string;
  readonly traceparent?: string;
  readonly now: Date;
};

/** The parts of a request that a command is made of. */
export type CommandRequest = {
  readonly id: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly params: unknown;
  readonly body: unknown;
  readonly routeOptions: { readonly url?: string | undefined };
  readonly receivedAt: Date;
};

const printableKey = /^[\x21-\x7e]{1,200}$/;
const w3cTraceparent = /^[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/;

/** Reads a command from its request; a POST without a usable `Idempotency-Key` is refused. */
export function commandContext(request: CommandRequest, caller: Caller): CommandContext {
  const { method, params, body } = request;
  const route = `${method} ${request.routeOptions.url ?? ''}`;
  const traceparent = request.headers['traceparent'];
  return {
    caller,
    route,
    idempotencyKey: method === 'POST' ? idempotencyKey(request.headers['idempotency-key']) : '',
    fingerprint: createHash('sha256')
      .update(canonicalJson([route, params, body]))
      .digest('hex'),
    correlationId: request.id,
    ...(typeof traceparent === 'string' && w3cTraceparent.test(traceparent) && { traceparent }),
    now: request.receivedAt,
  };
}

function idempotencyKey(header: string | string[] | undefined): string {
  const key = typeof header === 'string' ? header.trim() : '';
  if (printableKey.test(key)) return key;
  const seen = key === '' ? 'The request has none' : 'The key of this request has other characters or is longer';
  throw new Problem(
    'idempotency-key-missing',
    `Send a header Idempotency-Key with 1 to 200 printable ASCII characters, new for each intended change. ${seen}.`,
  );
}
