import { randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';

type Fields = Readonly<Record<string, unknown>>;
type Release = { readonly type: string; readonly topic: string; readonly examples: readonly Fields[] };

/** Records of one partition, shaped as `libs/event-stream` hands them to a consumer, and the aggregates that they speak of. */
export type GoldenBatch = {
  readonly topic: string;
  readonly partition: number;
  readonly fetchedOffset: bigint;
  readonly records: readonly {
    readonly topic: string;
    readonly partition: number;
    readonly offset: bigint;
    readonly key: Buffer;
    readonly value: Buffer;
    readonly headers: Readonly<Record<string, string>>;
    readonly timestamp: string;
  }[];
  readonly heartbeat: () => Promise<void>;
  readonly isStale: () => boolean;
  readonly subjects: readonly string[];
};

const folder = new URL('../../contracts/golden/', import.meta.url);

/**
 * Every golden example of every release on a topic, each for an aggregate of its own, as a record written when that release was new.
 * `asWrittenLater` gives them as a release of next year might write them: with fields that nobody knows yet, after an event of a type that nobody knows yet; the latter's subject is not among `subjects`.
 */
export function goldenBatch(topic: string, { partition = 0, asWrittenLater = false } = {}): GoldenBatch {
  const released = releases().filter((release) => release.topic === topic);
  if (released.length === 0) throw new Error(`No event type was ever released on ${topic}.`);
  const known = released.flatMap(({ type, examples }) => examples.map((example) => ({ type, ...ofItsOwn(example) })));
  const events = asWrittenLater
    ? [{ type: 'jinqiao.later.happened.v1', ...ofItsOwn({ laterId: randomUUID(), version: 1 }) }, ...known.map(withFieldsOfLater)]
    : known;
  const records = events.map(({ type, subject, content }, position) => ({
    topic,
    partition,
    offset: BigInt(position),
    key: Buffer.from(subject),
    value: Buffer.from(JSON.stringify(content)),
    headers: headersOf(type, subject, Number(content['version'])),
    timestamp: '1764036000000',
  }));
  const subjects = known.map(({ subject }) => subject);
  return { topic, partition, fetchedOffset: 0n, records, heartbeat: () => Promise.resolve(), isStale: () => false, subjects };
}

const releases = (): readonly Release[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Release);

/** The example with another id of its aggregate, which is the first field of every state. */
function ofItsOwn(example: Fields): { subject: string; content: Fields } {
  const subject = randomUUID();
  const text = JSON.stringify(example).replaceAll(String(Object.values(example)[0]), subject);
  return { subject, content: JSON.parse(text) as Fields };
}

function withFieldsOfLater<Event extends { readonly content: Fields }>(event: Event): Event {
  return { ...event, content: later(event.content) as Fields };
}

/** Terms hold whatever a product type declares, so that nothing in them is unknown. */
function later(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(later);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([name, field]) => [name, name === 'terms' ? (field as unknown) : later(field)]);
  return { ...Object.fromEntries(fields), addedLater: { by: 'a later release' } };
}

const headersOf = (type: string, subject: string, version: number): Readonly<Record<string, string>> => ({
  'content-type': 'application/json',
  ce_specversion: '1.0',
  ce_id: randomUUID(),
  ce_type: type,
  ce_source: '//jinqiao/golden',
  ce_subject: subject,
  ce_time: '2026-11-25T02:00:00.000Z',
  ce_recordedtime: '2026-11-25T02:00:00.000Z',
  ce_sequence: String(version).padStart(16, '0'),
  ce_correlationid: 'golden',
});
