/* eslint-disable @nx/enforce-module-boundaries -- the library stays free of drivers; this test asks a real PostgreSQL whether it agrees */
import { createDatabase } from '@jinqiao/test-kit/database';
import type { ScratchDatabase } from '@jinqiao/test-kit/database';
import fc from 'fast-check';
import { Client } from 'pg';
import { clausesOn, isInForce } from '../src/clauses.js';
import { decide } from '../src/decide.js';
import { factDictionary } from '../src/fact-dictionary.js';
import type { FactType } from '../src/fact-specification.js';
import type { Facts } from '../src/facts.js';
import { toSql } from '../src/to-sql.js';
import * as arbitrary from './arbitraries.js';

/** Pairs of a scheme and a row of facts, each decided on both sides; `PAIRS=1000000` for the long run. */
const PAIRS = Number(process.env['PAIRS'] ?? 100_000);
const ROWS = 500;
const SCHEMES_A_ROUND = 100;
const SEED = 20250618;

const COLUMN_TYPE: Readonly<Record<FactType, string>> = {
  boolean: 'boolean',
  integer: 'bigint',
  decimal: 'numeric',
  code: 'text',
  'set of code': 'text[]',
  day: 'date',
  'local time': 'time',
};
const columns = new Map(arbitrary.FACTS.map((fact) => [fact, fact.replace('.', '_').replace(/[A-Z]/g, '_$&').toLowerCase()]));
const typeOf = (fact: string): string => COLUMN_TYPE[factDictionary.get(fact)?.type ?? 'code'];

let database: ScratchDatabase;
let client: Client;

beforeAll(async () => {
  database = await createDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
  const definitions = [...columns].flatMap(([fact, column]) => [`"${column}" ${typeOf(fact)}`, `"${column}_not_applicable" boolean`]);
  await client.query(`CREATE TABLE row_of_facts (position integer PRIMARY KEY, ${definitions.join(', ')})`);
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

test(
  'PostgreSQL finds by the predicate exactly the rows that are decided ELIGIBLE, and by its opposite those that are INELIGIBLE',
  async () => {
    const seen = { pairs: 0, ELIGIBLE: 0, INELIGIBLE: 0, UNDETERMINED: 0 };
    for (let round = 0; seen.pairs < PAIRS; round++) {
      const rows = fc.sample(arbitrary.facts, { seed: SEED + round, numRuns: ROWS });
      await store(rows);
      const cases = fc.record({ scheme: arbitrary.scheme(), day: arbitrary.day, side: arbitrary.side });
      for (const { scheme, day, side } of fc.sample(cases, { seed: SEED - round, numRuns: SCHEMES_A_ROUND })) {
        if (!isInForce(scheme, day)) continue;
        const found = await askPostgres({ all: clausesOn(scheme, day, side).map(({ condition }) => condition) });
        const differing = rows.filter((facts, position) => {
          const { decision } = decide(scheme, facts, day, side);
          if (decision !== 'NOT_IN_FORCE') seen[decision] += 1;
          return decision !== found[position];
        });
        seen.pairs += rows.length;
        expect({ scheme: differing.length === 0 ? undefined : scheme, differing }).toEqual({ scheme: undefined, differing: [] });
        if (seen.pairs >= PAIRS) break;
      }
    }
    expect(seen.pairs).toBeGreaterThanOrEqual(PAIRS);
    expect(Math.min(seen.ELIGIBLE, seen.INELIGIBLE, seen.UNDETERMINED)).toBeGreaterThan(PAIRS / 200);
  },
  60_000 + PAIRS / 2,
);

async function store(rows: readonly Facts[]): Promise<void> {
  await client.query('TRUNCATE row_of_facts');
  const names = [...columns.values()].flatMap((column) => [`"${column}"`, `"${column}_not_applicable"`]);
  const records = rows.map((facts, position) => ({
    position,
    ...Object.fromEntries(
      [...columns].flatMap(([fact, column]) => [
        [column, facts[fact] ?? null],
        [`${column}_not_applicable`, facts[fact] === null],
      ]),
    ),
  }));
  await client.query(
    `INSERT INTO row_of_facts (position, ${names.join(', ')})
     SELECT position, ${names.join(', ')} FROM jsonb_populate_recordset(NULL::row_of_facts, $1::jsonb)`,
    [JSON.stringify(records)],
  );
}

/** The decision on each row in its order; a row of which the predicate is neither true nor false would be seen as such. */
async function askPostgres(condition: Parameters<typeof toSql>[0]): Promise<readonly (string | null)[]> {
  const holds = toSql(condition, columns);
  const refuses = toSql({ not: condition }, columns, holds.values.length + 1);
  const { rows } = await client.query<{ decision: string | null }>(
    `SELECT CASE WHEN holds IS NULL OR refuses IS NULL OR (holds AND refuses) THEN NULL
                 WHEN holds THEN 'ELIGIBLE' WHEN refuses THEN 'INELIGIBLE' ELSE 'UNDETERMINED' END AS decision
     FROM (SELECT position, ${holds.text} AS holds, ${refuses.text} AS refuses FROM row_of_facts) AS asked ORDER BY position`,
    [...holds.values, ...refuses.values],
  );
  return rows.map(({ decision }) => decision);
}
