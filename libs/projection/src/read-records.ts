import type { EventContract } from '@jinqiao/contracts/event-contract';
import { eventContracts } from '@jinqiao/contracts/registry';
import { decodeRecord } from '@jinqiao/event-stream/cloud-events';
import type { StreamRecord } from '@jinqiao/event-stream/event-stream';
import type { StreamEvent } from '@jinqiao/event-stream/stream-event';

/** An event with the record that carried it. */
export type Reading = { readonly record: StreamRecord; readonly event: StreamEvent };

/** Records as their reader understands them: events of the types that it reads, records that are not readable, and those of other types. */
export type Readings = {
  readonly events: readonly Reading[];
  readonly unreadable: readonly { readonly record: StreamRecord; readonly error: unknown }[];
  /** Well-formed events of types that the house knows and this reader does not ask for. */
  readonly notRead: readonly StreamRecord[];
  /** How many events were of types that this reader does not ask for, or that nobody here knows; the latter are unreadable as well. */
  readonly unknownTypes: number;
  /** When the last decodable event was recorded, an instant in UTC that Postgres takes; undefined when there is none. */
  readonly recordedAt: string | undefined;
};

const issuesShown = 5;
const topicOf: ReadonlyMap<string, string> = new Map(eventContracts.map(({ type, topic }) => [type, topic]));

/**
 * Decodes records and holds each to the contract of its type: unknown fields are dropped, types that the reader does not ask for are counted and skipped.
 * A type that no contract of the house knows comes from a newer producer, or from a stranger: it is counted and kept as unreadable, so that it can be replayed after an upgrade.
 */
export function readRecords(records: readonly StreamRecord[], contracts: readonly EventContract[]): Readings {
  const byType = new Map(contracts.map((contract) => [contract.type, contract]));
  const events: Reading[] = [];
  const unreadable: { record: StreamRecord; error: unknown }[] = [];
  const notRead: StreamRecord[] = [];
  let unknownTypes = 0;
  const recordedTimes: string[] = [];
  for (const record of records) {
    try {
      const event = decodeRecord(record);
      recordedTimes.push(event.recordedAt);
      const contract = byType.get(event.type);
      if (contract === undefined) {
        unknownTypes += 1;
        mustBeKnown(event);
        notRead.push(record);
      } else events.push({ record, event: { ...event, data: readData(event, contract) } });
    } catch (error) {
      unreadable.push({ record, error });
    }
  }
  return { events, unreadable, notRead, unknownTypes, recordedAt: lastStorable(recordedTimes) };
}

function mustBeKnown({ type, topic }: StreamEvent): void {
  const belongsOn = topicOf.get(type);
  if (belongsOn === topic) return;
  throw new Error(
    belongsOn === undefined
      ? `The event type ${JSON.stringify(type.slice(0, 120))} is not known here: its producer may be newer than this service. Replay it after the upgrade.`
      : `Events of the type ${type} belong on ${belongsOn}, not on ${topic}.`,
  );
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
function lastStorable(recordedTimes: readonly string[]): string | undefined {
  const last = recordedTimes.findLast((text) => new Date(text).getTime() > 0);
  return last === undefined ? undefined : new Date(last).toISOString();
}
