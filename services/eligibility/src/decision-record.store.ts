import type { Sql } from '@jinqiao/event-log/sql';

/** What we keep of a record: neither the document nor a fact of a person. */
export type KeptDecision = {
  readonly recordId: string;
  readonly recordHash: string;
  readonly recordedAt: string;
  readonly result: unknown;
};

/** Keeps the hash and the result of a record. */
export async function keepDecision(sql: Sql, { recordId, recordHash, recordedAt, result }: KeptDecision): Promise<void> {
  await sql('INSERT INTO decision_record (record_id, record_hash, recorded_at, result) VALUES ($1, $2, $3, $4)', [
    recordId,
    recordHash,
    recordedAt,
    JSON.stringify(result),
  ]);
}

/** The hash that was kept of a record; undefined where none was. */
export async function keptHash(sql: Sql, recordId: string): Promise<string | undefined> {
  const [row] = await sql('SELECT record_hash FROM decision_record WHERE record_id = $1', [recordId]);
  return row?.['record_hash'] as string | undefined;
}
