import { institutionApproved } from '@jinqiao/contracts/institution-events';
import { productAmended, productListed } from '@jinqiao/contracts/product-events';
import { encodeRecord } from '@jinqiao/event-stream/cloud-events';
import type { StreamRecord } from '@jinqiao/event-stream/event-stream';
import { readRecords } from './read-records.js';

const listed = productListed.example;

function record(changed: { version?: number; subject?: string; type?: string; recordedAt?: string; data?: unknown } = {}): StreamRecord {
  const { topic, key, value, headers } = encodeRecord({
    id: '019aa000-0000-7000-8000-00000000e001',
    type: productListed.type,
    source: '/test',
    topic: productListed.topic,
    subject: listed.productId,
    version: 1,
    happenedAt: '2026-11-24T08:00:00Z',
    recordedAt: '2026-11-24T08:00:01Z',
    correlationId: 'test',
    data: listed,
    ...changed,
  });
  return { topic, partition: 0, offset: 0n, key: Buffer.from(key), value, headers, timestamp: '0' };
}

const faultOf = (changed: Parameters<typeof record>[0]): string => {
  const { unreadable } = readRecords([record(changed)], [productListed]);
  return unreadable.map(({ error }) => (error as Error).message).join();
};

describe('readRecords', () => {
  test('reads every golden example of the contracts that it is given', () => {
    const records = [record(), record({ type: productAmended.type, version: 2, data: productAmended.example })];
    const { events, unreadable, unknownTypes } = readRecords(records, [productListed, productAmended]);
    expect(events.map(({ event }) => event.data)).toEqual([listed, productAmended.example]);
    expect([unreadable, unknownTypes]).toEqual([[], 0]);
  });

  test('drops fields that a later producer has added', () => {
    const { events } = readRecords([record({ data: { ...listed, colour: 'blue' } })], [productListed]);
    expect(events.map(({ event }) => event.data)).toEqual([listed]);
  });

  test('counts and skips known types that it does not read, without looking at their content', () => {
    const amended = record({ type: productAmended.type, data: 7 });
    expect(readRecords([amended], [productListed])).toMatchObject({ events: [], unreadable: [], notRead: [amended], unknownTypes: 1 });
  });

  test('counts a type that nobody here knows and keeps it for a later release; a type that belongs on another topic is no event of this one', () => {
    const { unreadable, unknownTypes } = readRecords([record({ type: 'jinqiao.product.painted.v1', data: 7 })], [productListed]);
    expect([unknownTypes, unreadable.map(({ error }) => (error as Error).message)]).toEqual([
      1,
      [
        'The event type "jinqiao.product.painted.v1" is not known here: its producer may be newer than this service. Replay it after the upgrade.',
      ],
    ]);
    expect(faultOf({ type: institutionApproved.type })).toBe(
      'Events of the type jinqiao.institution.approved.v1 belong on jinqiao.institutions.v1, not on jinqiao.products.v1.',
    );
  });

  test('says where the content does not fit its contract', () => {
    expect(faultOf({ data: { ...listed, names: {}, productCode: '' } })).toMatch(
      /does not fit jinqiao\.product\.listed\.v1.*\/productCode: .*\/names: /s,
    );
  });

  test('refuses content of another version or subject than its headers say', () => {
    expect(faultOf({ version: 2 })).toBe('The headers say version 2, the content says version 1.');
    expect(faultOf({ subject: '019aa000-0000-7000-8000-0000000001ff' })).toContain('which the content does not name');
  });

  test('remembers when the last event was recorded, as an instant that Postgres takes', () => {
    const at = (...instants: string[]) =>
      readRecords(
        instants.map((recordedAt) => record({ recordedAt })),
        [productListed],
      ).recordedAt;
    expect(at('2026-11-24T08:00:01Z', '2026-11-24T08:00:02.5Z')).toBe('2026-11-24T08:00:02.500Z');
    expect(at('2026-11-24T08:00:01Z', '0000-01-01T00:00:00Z')).toBe('2026-11-24T08:00:01.000Z');
    expect(at()).toBeUndefined();
  });
});
