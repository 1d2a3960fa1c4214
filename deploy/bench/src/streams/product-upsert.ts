import { rowDigest } from '@jinqiao/projection/projected-table';
import { columns } from './flat-product.js';
import type { FlatProduct } from './flat-product.js';

/** One set-based statement for a batch of states, one array a column. */
export type Upsert = { readonly statement: string; parameters(states: readonly FlatProduct[]): unknown[] };

const types = ['uuid', 'integer', 'text', 'text', 'text', 'text', 'text', 'jsonb', 'timestamptz'] as const;
const rows = types.map((type, place) => `$${place + 1}::${type === 'jsonb' ? 'text' : type}[]`).join(', ');
const typed = columns.map((column) => (column === 'terms' ? 'terms::jsonb AS terms' : column)).join(', ');

const upsertInto = (table: string, { digest, guard }: { digest: string; guard: string }): Upsert => {
  const written = [...columns, ...(digest === '' ? [] : ['row_digest', 'applied_at'])];
  const selected = digest === '' ? 'incoming.*' : `incoming.*, ${digest}, clock_timestamp()`;
  const assigned = written.slice(1).map((column) => `${column} = excluded.${column}`);
  return {
    statement: `INSERT INTO ${table} AS stored (${written.join(', ')})
      SELECT ${selected} FROM (SELECT ${typed} FROM unnest(${rows}) AS raw (${columns.join(', ')})) AS incoming
      ON CONFLICT (id) DO UPDATE SET ${assigned.join(', ')}${guard}`,
    parameters: (states) => columns.map((column) => states.map((state) => state[column])),
  };
};

/** The limit: nothing is guarded, nothing digested. */
export const unguardedUpsert = (table: string): Upsert => upsertInto(table, { digest: '', guard: '' });

/** As our projections do: a later version is never overwritten by an earlier one, and each row says what it was when it was applied. */
export const guardedUpsert = (table: string): Upsert =>
  upsertInto(table, { digest: rowDigest(columns, 'incoming'), guard: ' WHERE stored.version < excluded.version' });
