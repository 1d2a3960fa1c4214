import { createHash } from 'node:crypto';
import type { StreamRecord } from '@jinqiao/event-stream/event-stream';

/** A record that could not be applied, with what is known of it; every text is fit for Postgres, whatever the record holds. */
export type DeadLetter = {
  readonly offset: bigint;
  readonly key: Buffer | null;
  readonly subject: string | null;
  readonly version: number | null;
  readonly eventType: string | null;
  /** Why it could not be applied, for a person. */
  readonly reason: string;
  /** Equal for letters that failed in the same way: SHA-256 of event type and reason without their ids, numbers and quoted values. */
  readonly fingerprint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: Buffer | null;
};

const reasonLengthMax = 2_000;
const versionMax = 2_147_483_647;

/** Makes the letter of a record from the error that it met. */
export function deadLetter(record: StreamRecord, error: unknown): DeadLetter {
  const { headers } = record;
  const eventType = headers['ce_type'] === undefined ? null : storable(headers['ce_type']);
  const reason =
    storable((error instanceof Error ? error.message : String(error)).slice(0, reasonLengthMax)) || 'An error without a message.';
  const sequence = headers['ce_sequence'] ?? '';
  const version = /^\d{1,20}$/.test(sequence) ? Number(sequence) : 0;
  return {
    offset: record.offset,
    key: record.key,
    subject: headers['ce_subject'] === undefined ? null : storable(headers['ce_subject']),
    version: version >= 1 && version <= versionMax ? version : null,
    eventType,
    reason,
    fingerprint: createHash('sha256')
      .update(`${eventType ?? ''}\n${pattern(reason)}`)
      .digest('hex'),
    headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [storable(name), storable(text)])),
    value: record.value,
  };
}

/** Postgres keeps neither NUL nor lone surrogates in a text; the value itself is kept byte by byte. */
function storable(text: string): string {
  return text.replaceAll('\0', '␀').replace(/\p{Surrogate}/gu, '\ufffd');
}

function pattern(reason: string): string {
  return reason
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, '·')
    .replace(/"[^"]*"|'[^']*'/g, '·')
    .replace(/\d+/g, '·');
}
