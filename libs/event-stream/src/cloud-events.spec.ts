import { productListed } from '@jinqiao/contracts/product-events';
import fc from 'fast-check';
import { NotDecodable, decodeRecord, encodeRecord } from './cloud-events.js';
import type { StreamRecord } from './event-stream.js';
import type { StreamEvent } from './stream-event.js';

const listed: StreamEvent = {
  id: '019aa000-0000-7000-8000-000000000901',
  type: productListed.type,
  source: '//jinqiao/products',
  topic: productListed.topic,
  subject: productListed.example.productId,
  version: 1,
  happenedAt: '2026-11-24T01:02:03.004Z',
  recordedAt: '2026-11-24T01:02:03.005Z',
  correlationId: 'a-correlation',
  data: productListed.example,
};

function recordOf(event: StreamEvent, changes: Partial<StreamRecord> = {}): StreamRecord {
  const { topic, key, value, headers } = encodeRecord(event);
  return { topic, partition: 3, offset: 7n, key: Buffer.from(key), value, headers, timestamp: '1795482123004', ...changes };
}

const withValue = (value: Buffer | string | null) => recordOf(listed, { value: typeof value === 'string' ? Buffer.from(value) : value });

const withHeaders = (headers: Record<string, string | undefined>) =>
  recordOf(listed, { headers: { ...recordOf(listed).headers, ...headers } as Record<string, string> });

describe('an event on the wire', () => {
  test('is a CloudEvent in binary mode, keyed by its subject', () => {
    const { key, headers, value } = encodeRecord({ ...listed, traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' });
    expect(key).toBe(listed.subject);
    expect(headers).toEqual({
      'content-type': 'application/json',
      ce_specversion: '1.0',
      ce_id: listed.id,
      ce_type: 'jinqiao.product.listed.v1',
      ce_source: '//jinqiao/products',
      ce_subject: listed.subject,
      ce_time: listed.happenedAt,
      ce_recordedtime: listed.recordedAt,
      ce_sequence: '0000000000000001',
      ce_correlationid: 'a-correlation',
      ce_dataschema: 'urn:jinqiao:event:jinqiao.product.listed.v1',
      ce_traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    });
    expect(JSON.parse(value.toString())).toEqual(listed.data);
  });

  test('is read back as it was written', () => {
    const text = fc.string({ unit: 'binary', minLength: 1 }).filter((string) => !string.includes('\0'));
    const plain = (json: unknown): boolean => !/"__proto__":|\\["\\][^"]*":|\\u0000|\\ud[89a-f]/.test(JSON.stringify(json));
    const json = fc.jsonValue({ stringUnit: 'binary', maxDepth: 3 }).filter(plain);
    const instant = fc
      .date({ noInvalidDate: true, min: new Date('1990-01-01'), max: new Date('2100-01-01') })
      .map((date) => date.toISOString());
    const event = fc.record(
      {
        id: fc.uuid(),
        type: text,
        source: text,
        topic: fc.constant(listed.topic),
        subject: fc.uuid(),
        version: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
        happenedAt: instant,
        recordedAt: instant,
        correlationId: text,
        causationId: text,
        traceparent: text,
        authId: text,
        authType: text,
        data: json,
      },
      { requiredKeys: ['id', 'type', 'source', 'topic', 'subject', 'version', 'happenedAt', 'recordedAt', 'correlationId', 'data'] },
    );
    fc.assert(
      fc.property(event, (written) => {
        const asJson = JSON.parse(JSON.stringify(written)) as StreamEvent;
        expect(decodeRecord(recordOf(written))).toEqual(asJson);
      }),
    );
  });
});

describe('a record that is no event is refused with a reason', () => {
  const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
  const refused: [string, StreamRecord, RegExp][] = [
    ['not JSON', withValue('listed!'), /not JSON/],
    ['truncated', withValue(encodeRecord(listed).value.subarray(0, -5)), /not JSON/],
    ['a leading zero byte', withValue(Buffer.concat([Buffer.from([0]), encodeRecord(listed).value])), /not JSON/],
    ['a byte order mark', withValue('\uFEFF{}'), /not JSON/],
    ['empty', withValue(''), /is empty/],
    ['10 MB', withValue(JSON.stringify('x'.repeat(10_000_000))), /10000002 bytes; at most 1048576/],
    ['10,000 levels deep', withValue(deep(10_000)), /more than 64 levels deep/],
    ['65 levels deep', withValue(deep(65)), /more than 64 levels deep/],
    ['a member __proto__', withValue('{"a":{"__proto__":{"admin":true}}}'), /named __proto__/],
    ['a member __proto__ in disguise', withValue('{"\\u005f_proto__":1}'), /named __proto__/],
    ['a member twice', withValue('{"version":1,"data":[{"version":2}],"version":2}'), /"version" stands twice/],
    ['a member twice, once escaped', withValue('{"a":1,"\\u0061":2}'), /"a" stands twice/],
    ['a name that V8 may misread', withValue('{"\\"":1}'), /quotation mark or a backslash/],
    ['bytes that are not UTF-8', withValue(Buffer.from([0x22, 0xc3, 0x28, 0x22])), /not UTF-8/],
    ['a surrogate as UTF-8', withValue(Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])), /not UTF-8/],
    ['NUL', withValue('{"name":"a\\u0000b"}'), /NUL/],
    ['half a surrogate pair', withValue('["\\ud800"]'), /surrogate/],
    ['1e999', withValue('{"limit":1e999}'), /1e999 is beyond/],
    ['-1e999', withValue('[-1e999]'), /-1e999 is beyond/],
    ['a tombstone', withValue(null), /tombstone/],
    ['another key than its subject', recordOf(listed, { key: Buffer.from('somebody-else') }), /"somebody-else" is not the ce_subject/],
    ['no key', recordOf(listed, { key: null }), /\(none\) is not the ce_subject/],
    ['another version of CloudEvents', withHeaders({ ce_specversion: '0.3' }), /"0.3", not "1.0"/],
    ['a sequence that counts nothing', withHeaders({ ce_sequence: '-1' }), /"-1", not a version/],
    ['version zero', withHeaders({ ce_sequence: '0' }), /not a version counted from 1/],
    ['a version beyond the safe integers', withHeaders({ ce_sequence: '9007199254740993' }), /not a version/],
    ['a time that is none', withHeaders({ ce_time: '2026-13-45T00:00:00Z' }), /ce_time .* not an instant/],
    ['a time without its zone', withHeaders({ ce_recordedtime: '2026-11-24T01:02:03' }), /ce_recordedtime .* not an instant/],
    ['another content type', withHeaders({ 'content-type': 'application/avro' }), /not application\/json/],
  ];
  test.each(refused)('%s', (_what, record, reason) => {
    expect(() => decodeRecord(record)).toThrow(NotDecodable);
    expect(() => decodeRecord(record)).toThrow(reason);
  });

  test.each(Object.keys(encodeRecord(listed).headers).filter((name) => name !== 'ce_dataschema'))('the header %s missing', (missing) => {
    const headers = Object.fromEntries(Object.entries(recordOf(listed).headers).filter(([name]) => name !== missing));
    expect(() => decodeRecord(recordOf(listed, { headers }))).toThrow(`${missing} is missing`);
  });

  test('any bytes at all are an event or are refused, never another error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          decodeRecord(withValue(Buffer.from(bytes)));
        } catch (error) {
          expect(error).toBeInstanceOf(NotDecodable);
        }
      }),
    );
  });
});

test('what only looks dangerous is read', () => {
  const data = {
    deep: JSON.parse('['.repeat(60) + ']'.repeat(60)) as unknown,
    text: '{"a":1,"a":2}\\ \u{1F309} __proto__',
    same: [{ a: 1 }, { a: 1 }],
    constructor: 1,
    big: 1e308,
  };
  expect(decodeRecord(recordOf({ ...listed, data })).data).toEqual(data);
});
