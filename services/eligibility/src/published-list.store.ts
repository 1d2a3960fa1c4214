import { createHash } from 'node:crypto';
import { listPublished } from '@jinqiao/contracts/scheme-events';
import type { PublishedList } from '@jinqiao/contracts/scheme-events';
import { append } from '@jinqiao/event-log/append';
import type { NewEvent } from '@jinqiao/event-log/append';
import type { Sql } from '@jinqiao/event-log/sql';
import { v7 as uuid } from 'uuid';
import { noteDue } from './determination-due.store.js';
import { changeFacts } from './facts.store.js';
import type { PublishListBody } from './published-list.js';

/** `productsDue` counts the products that are determined again because of the list; 0 and `changed: false` where the same list stood already. */
export type Publication = { readonly list: PublishedList; readonly changed: boolean; readonly productsDue: number };

type PublicationCause = Pick<NewEvent, 'happenedAt' | 'correlationId' | 'traceparent' | 'authId' | 'authType'>;

/**
 * Publishes a list, or its next version, and notes in the same transaction every product that it may touch.
 * Other lists and determinations wait meanwhile, so that a product arriving at this moment either is found here or finds the list.
 */
export async function publishList(sql: Sql, scheme: string, content: PublishListBody, cause: PublicationCause): Promise<Publication> {
  const { day, mic, productTypes, entries } = content;
  await changeFacts(sql);
  const entriesHash = createHash('sha256').update(JSON.stringify(entries)).digest('hex');
  const [known] = await sql(
    `SELECT list_id::text AS id, version, entries_hash FROM published_list
     WHERE scheme = $1 AND day = $2 AND mic = $3 AND product_types = $4::text[]`,
    [scheme, day, mic, productTypes],
  );
  const listId = (known?.['id'] as string | undefined) ?? uuid();
  const knownVersion = (known?.['version'] as number | undefined) ?? 0;
  if (known?.['entries_hash'] === entriesHash) {
    return { list: { listId, version: knownVersion, scheme, ...content }, changed: false, productsDue: 0 };
  }
  const list: PublishedList = { listId, version: knownVersion + 1, scheme, ...content };
  const eventId = uuid();
  const change = {
    statement: `INSERT INTO published_list AS known (list_id, version, scheme, day, mic, product_types, entries_hash)
      VALUES ($1, $2, $3, $4, $5, $6::text[], $7)
      ON CONFLICT (list_id) DO UPDATE
      SET version = excluded.version, entries_hash = excluded.entries_hash, publication = nextval('publication_seq')
      WHERE known.version = excluded.version - 1
      RETURNING list_id`,
    parameters: [listId, list.version, scheme, day, mic, productTypes, entriesHash],
  };
  const appended = await append(sql, change, {
    ...cause,
    contract: listPublished,
    id: eventId,
    subject: listId,
    version: list.version,
    data: list,
  });
  if (!appended) throw new Error(`The list ${listId} changed under the lock that keeps lists apart.`);
  await sql('DELETE FROM published_list_entry WHERE list_id = $1', [listId]);
  await sql(
    `INSERT INTO published_list_entry (list_id, code, standing)
     SELECT $1, code, standing FROM jsonb_to_recordset($2::jsonb) AS entry(code text, standing text)`,
    [listId, JSON.stringify(entries)],
  );
  const touched = {
    select: `SELECT DISTINCT product_id FROM product_version WHERE list_mic = $4 AND product_type = ANY($5::text[]) AND $6 = ANY(schemes)`,
    parameters: [mic, productTypes, scheme],
  };
  const productsDue = await noteDue(sql, touched, {
    happenedAt: cause.happenedAt,
    correlationId: cause.correlationId,
    causationId: eventId,
  });
  return { list, changed: true, productsDue };
}
