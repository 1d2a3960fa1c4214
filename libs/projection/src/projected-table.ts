/**
 * SQL for the digest of a row: md5 of the text of its columns, in their order. `replaced` gives the SQL of columns that are about to be written,
 * or that have no value yet under `alias`; it must be of the stored column's type, because the text depends on it.
 */
export function rowDigest(columns: readonly string[], alias: string, replaced: Readonly<Record<string, string>> = {}): string {
  return `md5(row(${columns.map((column) => replaced[column] ?? `${alias}.${column}`).join(', ')})::text)`;
}

/**
 * DDL for a table that may have rows already: adds `row_digest` and `applied_at`, filled in as though the rows were applied now.
 * Both stay nullable, so that an older release of the service can go on writing meanwhile; its rows count as altered.
 */
export function digestedRows(table: string, columns: readonly string[]): string {
  return `
ALTER TABLE ${table} ADD COLUMN row_digest text, ADD COLUMN applied_at timestamptz;
UPDATE ${table} SET row_digest = ${rowDigest(columns, table)}, applied_at = clock_timestamp();
`;
}
