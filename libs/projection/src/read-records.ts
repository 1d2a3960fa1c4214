import type { EventContract } from '@jinqiao/contracts/event-contract';
import { decodeRecord } from '@jinqiao/event-stream/cloud-events';
import type { StreamRecord } from '@jinqiao/event-stream/event-stream';
import type { StreamEvent } from '@jinqiao/event-stream/stream-event';

/** An event with the record that carried it. */
export type Reading = { readonly record: StreamRecord; readonly event: StreamEvent };

/** Records as their reader understands them: events of known types, records that are not readable, and how many were of other types. */
export type Readings = {
  readonly events: readonly Reading[];
  readonly unreadable: readonly { readonly record: StreamRecord; readonly error: unknown }[];
  readonly unknownTypes: number;
  /** When the last decodable event was recorded, an instant in UTC that Postgres takes; undefined when there is none. */
  readonly recordedAt: string | undefined;
};

const issuesShown = 5;

/** Decodes records and holds each to the contract of its type: unknown fields are dropped, unknown types counted, anything else that does not fit is unreadable. */
export function readRecords(records: readonly StreamRecord[], contracts: readonly EventContract[]): Readings {
  const byType = new Map(contracts.map((contract) => [contract.type, contract]));
  const events: Reading[] = [];
  const unreadable: { record: StreamRecord; error: unknown }[] = [];
  let unknownTypes = 0;
  let recordedAt: string | undefined;
  for (const record of records) {
    try {
      const event = decodeRecord(record);
      recordedAt = storableInstant(event.recordedAt) ?? recordedAt;
      const contract = byType.get(event.type);
      if (contract === undefined) unknownTypes += 1;
      else events.push({ record, event: { ...event, data: readData(event, contract) } });
    } catch (error) {
      unreadable.push({ record, error });
    }
  }
  return { events, unreadable, unknownTypes, recordedAt };
}

function readData({ type, subject, version, data }: StreamEvent, contract: EventContract): unknown {
  const parsed = contract.data.safeParse(data);
  if (!parsed.success) {
    const faults = parsed.error.issues.slice(0, issuesShown).map(({ path, message }) => `/${path.join('/')}: ${message}`);
    throw new Error(`The content does not fit ${type}. ${faults.join(' ')}`);
  }
  const content = parsed.data as Readonly<Record<string, unknown>>;
  if (content['version'] !== undefined && content['version'] !== version) {
    throw new Error(`The headers say version ${version}, the content says version ${JSON.stringify(content['version'])}.`);
  }
  if (!Object.values(content).includes(subject)) throw new Error(`The headers say subject ${subject}, which the content does not name.`);
  return content;
}

// JavaScript reads instants that Postgres refuses (30 February, the year 0): such a one must not stop the checkpoint.
function storableInstant(text: string): string | undefined {
  const instant = new Date(text);
  return instant.getTime() > 0 ? instant.toISOString() : undefined;
}
