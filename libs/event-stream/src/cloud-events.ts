import type { Topic } from '@jinqiao/contracts/event-contract';
import type { StreamRecord } from './event-stream.js';
import type { StreamEvent } from './stream-event.js';
import { NotJson, parseStrictJson } from './strict-json.js';

/** A record that is no event of ours; the message says why, for the person who opens the dead letter. */
export class NotDecodable extends Error {
  override readonly name = 'NotDecodable';
}

/** What Kafka is given for one event. */
export type EncodedRecord = {
  readonly topic: Topic;
  readonly key: string;
  readonly value: Buffer;
  readonly headers: Readonly<Record<string, string>>;
};

/** Wide enough for every safe integer, so that sequences sort as text. */
const sequenceDigits = 16;

/** An instant as RFC 3339 writes it in UTC. */
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** Writes an event as CloudEvents 1.0 prescribes for Kafka in binary mode: attributes in headers, data alone in the value. */
export function encodeRecord(event: StreamEvent): EncodedRecord {
  const optional = {
    ce_causationid: event.causationId,
    ce_traceparent: event.traceparent,
    traceparent: event.traceparent,
    ce_authid: event.authId,
    ce_authtype: event.authType,
  };
  return {
    topic: event.topic,
    key: event.subject,
    value: Buffer.from(JSON.stringify(event.data)),
    headers: {
      'content-type': 'application/json',
      ce_specversion: '1.0',
      ce_id: event.id,
      ce_type: event.type,
      ce_source: event.source,
      ce_subject: event.subject,
      ce_time: event.happenedAt,
      ce_recordedtime: event.recordedAt,
      ce_sequence: String(event.version).padStart(sequenceDigits, '0'),
      ce_correlationid: event.correlationId,
      ce_dataschema: `urn:jinqiao:event:${event.type}`,
      ...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as Record<string, string>),
    },
  };
}

/** Reads a record back into the event; throws `NotDecodable` for whatever is not an event that `encodeRecord` could have written. */
export function decodeRecord(record: StreamRecord): StreamEvent {
  const { headers } = record;
  if (required(headers, 'ce_specversion') !== '1.0')
    throw new NotDecodable(`ce_specversion is ${quoted(headers['ce_specversion'])}, not "1.0".`);
  const subject = required(headers, 'ce_subject');
  const key = record.key?.toString();
  if (key !== subject) throw new NotDecodable(`The key ${quoted(key)} is not the ce_subject ${quoted(subject)}.`);
  return {
    id: required(headers, 'ce_id'),
    type: required(headers, 'ce_type'),
    source: required(headers, 'ce_source'),
    topic: record.topic as Topic,
    subject,
    version: versionIn(headers),
    happenedAt: instantIn(headers, 'ce_time'),
    recordedAt: instantIn(headers, 'ce_recordedtime'),
    correlationId: required(headers, 'ce_correlationid'),
    ...optionalIn(headers),
    data: dataIn(record),
  };
}

function optionalIn(headers: StreamRecord['headers']): Pick<StreamEvent, 'causationId' | 'traceparent' | 'authId' | 'authType'> {
  const { ce_causationid: causationId, ce_authid: authId, ce_authtype: authType } = headers;
  const traceparent = headers['ce_traceparent'] ?? headers['traceparent'];
  return {
    ...(causationId === undefined ? {} : { causationId }),
    ...(traceparent === undefined ? {} : { traceparent }),
    ...(authId === undefined ? {} : { authId }),
    ...(authType === undefined ? {} : { authType }),
  };
}

function dataIn({ headers, value }: StreamRecord): unknown {
  const contentType = required(headers, 'content-type');
  if (!/^application\/json(;|$)/.test(contentType))
    throw new NotDecodable(`The content-type is ${quoted(contentType)}, not application/json.`);
  if (value === null) throw new NotDecodable('The record has no value: a tombstone, which no topic of this stream uses.');
  try {
    return parseStrictJson(value);
  } catch (error) {
    if (error instanceof NotJson) throw new NotDecodable(error.message);
    throw error;
  }
}

function versionIn(headers: StreamRecord['headers']): number {
  const sequence = required(headers, 'ce_sequence');
  const version = Number(sequence);
  if (!/^\d+$/.test(sequence) || !Number.isSafeInteger(version) || version < 1)
    throw new NotDecodable(`ce_sequence is ${quoted(sequence)}, not a version counted from 1.`);
  return version;
}

function instantIn(headers: StreamRecord['headers'], name: string): string {
  const text = required(headers, name);
  if (!instant.test(text) || Number.isNaN(Date.parse(text))) throw new NotDecodable(`${name} is ${quoted(text)}, not an instant in UTC.`);
  return text;
}

function required(headers: StreamRecord['headers'], name: string): string {
  const value = Object.hasOwn(headers, name) ? headers[name] : undefined;
  if (!value) throw new NotDecodable(`The header ${name} is missing.`);
  return value;
}

const quoted = (text: string | undefined): string => (text === undefined ? '(none)' : JSON.stringify(text.slice(0, 120)));
