import type { StreamRecord } from '@jinqiao/event-stream/event-stream';

/** Records of which only the latest of each key needs to be read, and those that it hides, should it turn out not to be readable. */
export type LatestRecords = {
  /** In the order of their offsets; a record that says nothing of its key or version is always among them. */
  readonly latest: readonly StreamRecord[];
  /** The hidden ones behind a record, in the order of their offsets. */
  readonly hiddenBy: (record: StreamRecord) => readonly StreamRecord[];
};

/** Finds the record with the highest version of each key by what the headers say, without reading a content. */
export function latestRecords(records: readonly StreamRecord[]): LatestRecords {
  const byKey = new Map<string, StreamRecord[]>();
  const alone: StreamRecord[] = [];
  for (const record of records) {
    const key = record.key?.toString('latin1');
    if (key === undefined || versionOf(record) === undefined) alone.push(record);
    else if (!byKey.get(key)?.push(record)) byKey.set(key, [record]);
  }
  const hidden = new Map<StreamRecord, readonly StreamRecord[]>();
  for (const [first, ...others] of byKey.values()) {
    if (first === undefined) continue;
    const winner = others.reduce((best, each) => ((versionOf(each) ?? 0) > (versionOf(best) ?? 0) ? each : best), first);
    hidden.set(
      winner,
      [first, ...others].filter((each) => each !== winner),
    );
  }
  const latest = [...hidden.keys(), ...alone].sort((left, right) => (left.offset < right.offset ? -1 : 1));
  return { latest, hiddenBy: (record) => hidden.get(record) ?? [] };
}

function versionOf({ headers }: StreamRecord): number | undefined {
  const sequence = headers['ce_sequence'] ?? '';
  return /^\d{1,20}$/.test(sequence) ? Number(sequence) : undefined;
}
