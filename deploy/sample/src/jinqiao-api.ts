import { setTimeout as wait } from 'node:timers/promises';

/** One request as a persona of the local issuer; `key` is the Idempotency-Key of a POST that changes something. */
export type ApiRequest = {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly as: string;
  readonly body?: unknown;
  readonly key?: string;
  readonly ifMatch?: string;
};

/** What came back, with the body as the caller expects it from the API's own description. */
export type ApiAnswer<Body> = { readonly code: number; readonly body: Body; readonly etag?: string; readonly consistencyToken?: string };

/** A refusal that repeating would not change; `problem` is the last part of the problem's type. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  constructor(
    readonly code: number,
    readonly problem: string,
    message: string,
    readonly members: Readonly<Record<string, unknown>>,
  ) {
    super(message);
  }
}

/** The public API, asked patiently: a service that is being restarted is asked again, with growing waits, for `patienceMs`. */
export type JinqiaoApi = { send<Body>(request: ApiRequest): Promise<ApiAnswer<Body>> };

/** Where the gateway and the issuer of the personas' tokens are, and how long to go on asking when nothing answers. */
export type ApiAddresses = {
  readonly url: string;
  readonly issuerUrl: string;
  readonly patienceMs?: number;
  readonly signal?: AbortSignal;
};

const shortestWaitMs = 100;
const longestWaitMs = 3_000;
const tokenUseMs = 6 * 3_600_000;

/** Opens the API as a caller sees it; nothing is asked before the first request. */
export function openApi({ url, issuerUrl, patienceMs = 120_000, signal }: ApiAddresses): JinqiaoApi {
  const tokens = new Map<string, { readonly token: Promise<string>; readonly takenAt: number }>();

  const patiently = async (ask: () => Promise<Response>): Promise<Response> => {
    const until = Date.now() + patienceMs;
    for (let waitMs = shortestWaitMs; ; waitMs = Math.min(longestWaitMs, waitMs * 2)) {
      const outcome = await ask().catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
      signal?.throwIfAborted();
      if (outcome instanceof Response && outcome.status < 500 && outcome.status !== 429) return outcome;
      if (Date.now() > until) throw await gaveUp(outcome);
      if (outcome instanceof Response) await outcome.body?.cancel();
      await wait(waitMs, undefined, signal && { signal });
    }
  };
  const fetchToken = async (persona: string): Promise<string> => {
    const answer = await patiently(() => fetch(`${issuerUrl}/personas/${persona}/token`));
    if (!answer.ok) throw new Error(`The issuer at ${issuerUrl} knows no persona ${persona}.`);
    return ((await answer.json()) as { token: string }).token;
  };
  const tokenOf = (persona: string): Promise<string> => {
    const kept = tokens.get(persona);
    if (kept && Date.now() - kept.takenAt < tokenUseMs) return kept.token;
    const token = fetchToken(persona);
    tokens.set(persona, { token, takenAt: Date.now() });
    token.catch(() => tokens.delete(persona));
    return token;
  };

  return {
    async send<Body>(request: ApiRequest) {
      const token = await tokenOf(request.as);
      const answer = await patiently(() => fetch(`${url}${request.path}`, requestInit(request, token, signal)));
      const body = await bodyOf(answer);
      if (!answer.ok) throw problemOf(request, answer.status, body);
      const etag = answer.headers.get('etag');
      const consistencyToken = answer.headers.get('consistency-token');
      return {
        code: answer.status,
        body: body as Body,
        ...(etag !== null && { etag }),
        ...(consistencyToken !== null && { consistencyToken }),
      };
    },
  };
}

function requestInit({ method, body, key, ifMatch }: ApiRequest, token: string, signal?: AbortSignal): RequestInit {
  return {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(key !== undefined && { 'idempotency-key': key }),
      ...(ifMatch !== undefined && { 'if-match': ifMatch }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.any([AbortSignal.timeout(30_000), ...(signal ? [signal] : [])]),
  };
}

async function bodyOf(answer: Response): Promise<unknown> {
  const text = await answer.text();
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}

function problemOf({ method, path }: ApiRequest, code: number, body: unknown): ApiProblem {
  const members = typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {};
  const problem = typeof members['type'] === 'string' ? (members['type'].split('/').at(-1) ?? '') : 'unknown';
  return new ApiProblem(code, problem, `${method} ${path}: ${code} ${JSON.stringify(body)}`, members);
}

async function gaveUp(outcome: Response | Error): Promise<Error> {
  if (outcome instanceof Error) return new Error(`No answer after many attempts: ${reasonOf(outcome)}`, { cause: outcome });
  return new Error(`Still ${outcome.status} after many attempts: ${await outcome.text()}`);
}

const reasonOf = (error: Error): string => (error.cause instanceof Error ? error.cause.message : error.message);
