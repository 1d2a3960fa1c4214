import fc from 'fast-check';
import { canonicalJson } from './canonical-json.js';
import { commandContext } from './command-context.js';
import type { CommandRequest } from './command-context.js';

const caller = { subject: 'mei', roles: ['maker'], audiences: ['public'] } as const;
const request: CommandRequest = {
  id: 'c-1',
  method: 'POST',
  headers: { 'idempotency-key': 'k-1' },
  params: { id: 'p-1' },
  body: { a: 1, b: { c: '2', d: [1, 2] } },
  routeOptions: { url: '/v1/products/:id' },
  receivedAt: new Date('2018-12-04T01:00:00Z'),
};
const fingerprintOf = (change: Partial<CommandRequest>): string => commandContext({ ...request, ...change }, caller).fingerprint;

describe('the command of a request', () => {
  test('carries caller, route, key, correlation and the moment of the request', () => {
    expect(commandContext(request, caller)).toMatchObject({
      caller,
      route: 'POST /v1/products/:id',
      idempotencyKey: 'k-1',
      correlationId: 'c-1',
      now: new Date('2018-12-04T01:00:00Z'),
    });
  });

  test('has the same fingerprint when fields come in another order, and another one when content, parameters or route differ', () => {
    const first = fingerprintOf({});
    expect(fingerprintOf({ body: { b: { d: [1, 2], c: '2' }, a: 1 } })).toBe(first);
    const others = [
      { body: { a: 2 } },
      { body: { a: 1, b: { c: '2', d: [2, 1] } } },
      { params: { id: 'p-2' } },
      { routeOptions: { url: '/v1/x' } },
      { method: 'PUT' },
    ];
    expect(others.map(fingerprintOf)).not.toContain(first);
  });

  test.each([undefined, '', '  ', 'a b', 'ключ', 'x'.repeat(201), ['a', 'b']])('a POST with the key %p is refused', (key) => {
    expect(() => commandContext({ ...request, headers: { 'idempotency-key': key } }, caller)).toThrow(
      expect.objectContaining({ type: 'idempotency-key-missing' }) as Error,
    );
  });

  test('a PUT needs no key', () => {
    expect(commandContext({ ...request, method: 'PUT', headers: {} }, caller).idempotencyKey).toBe('');
  });

  test('a traceparent is passed on only in the form of W3C', () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    expect(commandContext({ ...request, headers: { 'idempotency-key': 'k', traceparent } }, caller).traceparent).toBe(traceparent);
    expect(commandContext({ ...request, headers: { 'idempotency-key': 'k', traceparent: 'x\r\ny' } }, caller).traceparent).toBeUndefined();
  });
});

test('canonical JSON holds the same content as the value, in one order of fields', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(JSON.parse(text))).toBe(text);
    }),
  );
});
