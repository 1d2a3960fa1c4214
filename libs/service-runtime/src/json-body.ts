import { requestNotValid } from '@jinqiao/problem-details/field-errors';
import type { SchemaIssue } from '@jinqiao/problem-details/field-errors';
import { Problem } from '@jinqiao/problem-details/problem';
import type { FastifyInstance } from 'fastify';

const mostDepth = 64;
const loneSurrogate = /\p{Surrogate}/u;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

/** Reads a JSON body strictly (UTF-8, at most 64 levels, no NUL, no lone surrogate, no `__proto__`); an empty body is `undefined`. */
export function parseJsonBody(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return undefined;
  const body = parse(decode(bytes));
  const issues = textFaults(body);
  if (issues.length > 0) throw requestNotValid(issues);
  return body;
}

/** Texts in a value that Postgres or another reader would refuse, as issues with their path. */
export function textFaults(value: unknown): SchemaIssue[] {
  const issues: SchemaIssue[] = [];
  const open: { value: unknown; path: readonly string[] }[] = [{ value, path: [] }];
  for (let next = open.pop(); next !== undefined && issues.length < 20; next = open.pop()) {
    const { value: inner, path } = next;
    if (path.length > mostDepth) throw new Problem('request-not-valid', `The body is nested deeper than ${mostDepth} levels. Flatten it.`);
    if (typeof inner === 'string') issues.push(...textFault(inner, path));
    if (typeof inner === 'number' && !Number.isFinite(inner))
      issues.push({ path, message: 'This number is too large to be read exactly. Send it as a decimal text.' });
    if (typeof inner !== 'object' || inner === null) continue;
    for (const [key, child] of Object.entries(inner)) {
      issues.push(...keyFault(key, path));
      open.push({ value: child, path: [...path, key] });
    }
  }
  return issues;
}

function keyFault(key: string, path: readonly string[]): SchemaIssue[] {
  if (key === '__proto__') return [{ path: [...path, key], message: 'A field may not be called __proto__. Remove it.' }];
  return textFault(key, path);
}

function textFault(text: string, path: readonly string[]): SchemaIssue[] {
  if (text.includes('\0')) return [{ path, message: 'The character NUL (\\u0000) cannot be stored. Remove it.' }];
  if (loneSurrogate.test(text)) return [{ path, message: 'The text holds one half of a surrogate pair. Send whole characters.' }];
  return [];
}

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new Problem('body-not-json', 'The body is not valid UTF-8. Encode it as UTF-8 and send it again.');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const at = error instanceof Error ? /position (\d+)/.exec(error.message)?.[1] : undefined;
    const where = at === undefined ? 'before its end' : `at character ${Number(at) + 1}`;
    throw new Problem(
      'body-not-json',
      `The body cannot be read as JSON: reading stopped ${where}. Check brackets, commas and quotation marks.`,
    );
  }
}

/** Makes Fastify read JSON bodies, and nothing else, by `parseJsonBody`. */
export function readBodies(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(/^application\/([\w.-]+\+)?json(;|$)/i, { parseAs: 'buffer' }, (_request, bytes, done) => {
    try {
      done(null, parseJsonBody(bytes as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}

/** Refuses an address whose parameters hold what no text may hold. */
export function refuseBadAddresses(fastify: FastifyInstance): void {
  fastify.addHook('preValidation', (request, _reply, done) => {
    const path = textFaults(request.params);
    const query = textFaults(request.query);
    if (path.length > 0) done(requestNotValid(path, undefined, 'path'));
    else if (query.length > 0) done(requestNotValid(query, undefined, 'query'));
    else done();
  });
}
