import { randomUUID } from 'node:crypto';
import { encodeRecord } from '@jinqiao/event-stream/cloud-events';
import { figureChanged } from './figure-event.js';
import { figureId } from './random.js';

/** A record that no consumer can read, and what is wrong with it. */
export type MalformedRecord = {
  readonly name: string;
  readonly key: string | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
};

const firstPlace = 500_000;
const deep = 10_000;
const tenMegabytes = 10_000_000;

/** One record of each kind on the topic; each is well formed but for the one fault that its name tells. */
export function malformedRecords(topic: string, seed: number): MalformedRecord[] {
  const subject = figureId(seed, firstPlace);
  const contract = figureChanged(topic);
  const good = encodeRecord({
    id: randomUUID(),
    type: contract.type,
    source: '//jinqiao/forger',
    topic: contract.topic,
    subject,
    version: 1,
    happenedAt: '2026-11-24T08:00:00.000Z',
    recordedAt: '2026-11-24T08:00:00.000Z',
    correlationId: 'faults',
    data: { figureId: subject, version: 1, amount: 1, note: '' },
  });
  const withValue = (name: string, value: Buffer | string | null): MalformedRecord => ({
    name,
    key: subject,
    value: typeof value === 'string' ? Buffer.from(value) : value,
    headers: good.headers,
  });
  const withHeader = (name: string, header: string, value: string | undefined): MalformedRecord => ({
    name,
    key: subject,
    value: good.value,
    headers: Object.fromEntries(Object.entries({ ...good.headers, [header]: value }).filter(([, each]) => each !== undefined)) as Record<
      string,
      string
    >,
  });
  const values = malformedValues(good.value);
  const headers = [
    'ce_id',
    'ce_type',
    'ce_source',
    'ce_subject',
    'ce_time',
    'ce_sequence',
    'ce_specversion',
    'ce_correlationid',
    'content-type',
  ];
  return [
    ...Object.entries(values).map(([name, value]) => withValue(name, value)),
    ...headers.map((header) => withHeader(`without ${header}`, header, undefined)),
    withHeader('a sequence that is no number', 'ce_sequence', 'first'),
    withHeader('a time that is no instant', 'ce_time', 'yesterday'),
    withHeader('another content type', 'content-type', 'text/plain'),
    { name: 'a forged key', key: figureId(seed, 1), value: good.value, headers: good.headers },
    { name: 'no key', key: null, value: good.value, headers: good.headers },
  ];
}

/** Values of which each has the fault that its name tells. */
function malformedValues(good: Buffer): Record<string, Buffer | string | null> {
  const text = good.toString();
  const noted = (note: string): string => text.replace('"note":""', `"note":${note}`);
  return {
    'not JSON': 'this is not JSON',
    'a JSON string with a fault': '{"figureId":',
    truncated: text.slice(0, -7),
    'a leading zero byte': Buffer.concat([Buffer.from([0]), good]),
    empty: '',
    'no value': null,
    '10 MB': noted(JSON.stringify('x'.repeat(tenMegabytes))),
    'depth 10,000': noted(`${'['.repeat(deep)}${']'.repeat(deep)}`),
    __proto__in: noted('"","__proto__":{"polluted":true}'),
    'duplicate keys': noted('"","amount":2'),
    'bad UTF-8': Buffer.concat([Buffer.from(text.slice(0, -2)), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]),
    NUL: noted('"\\u0000"'),
    'a lone surrogate': noted('"\\ud800"'),
    '1e999': text.replace('"amount":1', '"amount":1e999'),
    'a number for a text': noted('7'),
    'a missing field': text.replace(',"note":""', ''),
    'another version in the content': text.replace('"version":1', '"version":2'),
    'a list for an object': `[${text}]`,
    null: 'null',
  };
}
