import type { InstitutionState } from '@jinqiao/contracts/institution-events';
import type { ProductState } from '@jinqiao/contracts/product-events';
import type { Sql } from '@jinqiao/event-log/sql';
import { rowDigest } from '@jinqiao/projection/projected-table';
import type { ProjectedTable } from '@jinqiao/projection/projection';
import type { Institution, KnownProduct, ListKey } from './access-facts.js';
import type { Law } from './law.js';
import { daysAListHolds, standingIntervals } from './list-standing.js';
import type { Publication, StandingInterval } from './list-standing.js';

/** A product with what belongs to it beside its facts. */
export type StoredProduct = Omit<KnownProduct, 'versions'> & {
  readonly versions: readonly ProductState[];
  readonly institutionId: string;
  readonly latestVersion: number;
};

/** What of a product's facts does not stand in its own state. */
export type Surroundings = Pick<KnownProduct, 'institution' | 'standings'>;

const lockOnFacts = "hashtextextended('jinqiao.eligibility.facts', 0)";

/** Taken by whoever determines products: many may, while no list and no institution changes under them. */
export const shareFacts = (sql: Sql): Promise<unknown> => sql(`SELECT pg_advisory_xact_lock_shared(${lockOnFacts})`);

/** Taken by whoever changes facts that many products share: it waits for determinations under way, so that it finds their products, and later ones find its facts. */
export const changeFacts = (sql: Sql): Promise<unknown> => sql(`SELECT pg_advisory_xact_lock(${lockOnFacts})`);

const columns = ['product_id', 'version', 'institution_id', 'product_type', 'list_mic', 'list_code', 'schemes', 'state'];

/** Where every version of every product is kept. */
export const productVersionTable: ProjectedTable = {
  name: 'product_version',
  subjectColumn: 'product_id',
  versionColumn: 'version',
  columns,
};

/** Keeps every version, and opens a determination for a product seen for the first time; what is there already stays as it is. */
export async function keepVersions(sql: Sql, law: Law, states: readonly ProductState[]): Promise<void> {
  const rows = states.map((state) => {
    const key = law.productTypeById(state.productType)?.listKey(state.terms);
    return {
      product_id: state.productId,
      version: state.version,
      institution_id: state.institutionId,
      product_type: state.productType,
      list_mic: key?.mic ?? null,
      list_code: key?.code ?? null,
      schemes: [...new Set(state.accesses.map(({ scheme }) => scheme))],
      state,
    };
  });
  await sql(
    `WITH kept AS (
       SELECT product_id, version, institution_id, product_type, list_mic, list_code, ARRAY(SELECT jsonb_array_elements_text(schemes)) AS schemes, state
       FROM jsonb_to_recordset($1::jsonb) AS published(product_id uuid, version integer, institution_id uuid, product_type text,
         list_mic text, list_code text, schemes jsonb, state jsonb)),
     opened AS (
       INSERT INTO product_determination (product_id, institution_id) SELECT DISTINCT product_id, institution_id FROM kept ORDER BY product_id
       ON CONFLICT (product_id) DO NOTHING)
     INSERT INTO product_version (${columns.join(', ')}, row_digest, applied_at)
     SELECT ${columns.join(', ')}, ${rowDigest(columns, 'kept')}, clock_timestamp() FROM kept ORDER BY product_id, version
     ON CONFLICT (product_id, version) DO NOTHING`,
    [JSON.stringify(rows)],
  );
}

/** Everything known of the products, in a fixed number of statements however many they are; products without a version are left out. */
export async function loadProducts(sql: Sql, productIds: readonly string[]): Promise<StoredProduct[]> {
  const versionRows = await sql(
    `SELECT product_id::text AS id, institution_id::text AS institution, state FROM product_version
     WHERE product_id = ANY($1::uuid[]) ORDER BY product_id, version`,
    [productIds],
  );
  const versions = grouped(versionRows, (row) => row['id'] as string);
  const institutionIds = [...new Set(versionRows.map((row) => row['institution'] as string))];
  const institutions = await loadInstitutions(sql, institutionIds);
  const standings = await loadStandings(sql, productIds);
  return [...versions.entries()].map(([productId, rows]) => {
    const states = rows.map((row) => row['state'] as ProductState);
    const latest = states.at(-1) as ProductState;
    return {
      productId,
      institutionId: latest.institutionId,
      latestVersion: latest.version,
      versions: states,
      institution: institutions.get(latest.institutionId),
      standings: (key) => standings.get(standingKey(key)) ?? [],
    };
  });
}

const productsInAPage = 500;
const idsInAPage = 20_000;

/** Every product, or every one of which a version declares the scheme, page by page in the order of their ids. */
export async function* productPages(sql: Sql, scheme?: string): AsyncGenerator<StoredProduct[]> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await sql(
      `SELECT DISTINCT product_id::text AS id, product_id FROM product_version WHERE product_id > $1::uuid AND ($2::text IS NULL OR $2 = ANY(schemes))
       ORDER BY product_id LIMIT $3`,
      [after, scheme ?? null, idsInAPage],
    );
    const ids = rows.map((row) => row['id'] as string);
    for (let start = 0; start < ids.length; start += productsInAPage)
      yield await loadProducts(sql, ids.slice(start, start + productsInAPage));
    if (ids.length < idsInAPage) return;
    after = ids.at(-1) ?? after;
  }
}

function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

async function loadInstitutions(sql: Sql, institutionIds: readonly string[]): Promise<Map<string, Institution>> {
  const rows = await sql('SELECT institution_id::text AS id, state FROM institution WHERE institution_id = ANY($1::uuid[])', [
    institutionIds,
  ]);
  return new Map(rows.map((row) => [row['id'] as string, row['state'] as InstitutionState]));
}

const standingKey = ({ scheme, productType, mic, code }: ListKey): string => JSON.stringify([scheme, productType, mic, code]);

const loadStandings = (sql: Sql, productIds: readonly string[]): Promise<Map<string, StandingInterval[]>> =>
  standingsOf(
    sql,
    `SELECT DISTINCT scheme, product_type, list_mic AS mic, list_code AS code FROM product_version, unnest(schemes) AS scheme
     WHERE product_id = ANY($1::uuid[]) AND list_mic IS NOT NULL`,
    productIds,
  );

/** What belongs to a product that is not kept, such as a draft: its institution, and where the securities stand on published lists. */
export async function loadSurroundings(sql: Sql, institutionId: string | undefined, keys: readonly ListKey[]): Promise<Surroundings> {
  const institutions = await loadInstitutions(sql, institutionId === undefined ? [] : [institutionId]);
  const rows = keys.map(({ scheme, productType, mic, code }) => ({ scheme, product_type: productType, mic, code }));
  const standings = await standingsOf(
    sql,
    'SELECT DISTINCT * FROM jsonb_to_recordset($1::jsonb) AS asked(scheme text, product_type text, mic text, code text)',
    JSON.stringify(rows),
  );
  return {
    institution: institutionId === undefined ? undefined : institutions.get(institutionId),
    standings: (key) => standings.get(standingKey(key)) ?? [],
  };
}

/** Lists come daily and seldom change a standing: the database folds those that say the same of a security, without a day on which none speaks, into one run. */
async function standingsOf(sql: Sql, securities: string, parameter: unknown): Promise<Map<string, StandingInterval[]>> {
  const rows = await sql(
    `WITH security AS (SELECT row_number() OVER () AS place, * FROM (${securities}) listed),
     said AS (
       SELECT DISTINCT ON (security.place, list.day) security.place, list.day, coalesce(entry.standing, 'not_listed') AS standing
       FROM security
       JOIN published_list list ON list.scheme = security.scheme AND list.mic = security.mic AND security.product_type = ANY(list.product_types)
       LEFT JOIN published_list_entry entry ON entry.list_id = list.list_id AND entry.code = security.code
       ORDER BY security.place, list.day, list.publication DESC),
     marked AS (
       SELECT *, standing IS DISTINCT FROM lag(standing) OVER by_day OR day > lag(day) OVER by_day + $2::integer AS starts
       FROM said WINDOW by_day AS (PARTITION BY place ORDER BY day)),
     numbered AS (
       SELECT *, count(*) FILTER (WHERE starts) OVER (PARTITION BY place ORDER BY day) AS run FROM marked),
     runs AS (
       SELECT place, standing, min(day)::text AS day, max(day)::text AS through FROM numbered GROUP BY place, standing, run)
     SELECT scheme, product_type, mic, code, day, through, standing FROM runs JOIN security USING (place) ORDER BY day`,
    [parameter, daysAListHolds + 1],
  );
  const publications = grouped(rows, (row) =>
    standingKey({
      scheme: row['scheme'] as string,
      productType: row['product_type'] as string,
      mic: row['mic'] as string,
      code: row['code'] as string,
    }),
  );
  return new Map([...publications].map(([key, published]) => [key, standingIntervals(published as unknown as Publication[])]));
}
