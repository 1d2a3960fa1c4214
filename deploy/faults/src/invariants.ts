import type { Pool } from 'pg';

/** What must be zero after every fault, and where it was counted. */
export type Invariants = {
  /** I1: committed and acknowledged, and not on the topic, or not applied. */
  readonly lost: number;
  /** I2: on the topic or applied, and never committed. */
  readonly ghosts: number;
  /** I3: applied a second time. */
  readonly twice: number;
  /** I4: rows in which projection and source differ. */
  readonly different: number;
  /** I5: versions of a key that stand or were applied after a later one. */
  readonly inversions: number;
  /** I6: versions of a key that are missing between others. */
  readonly gaps: number;
  /** Where those that are not zero were found. */
  readonly found: Readonly<Record<string, number>>;
};

/** What of a run's outcome is the fault's own doing. */
export type Expectations = {
  /**
   * What the fault itself does to the topic: it is shuffled, or wiped and in part published again. Then a version may come after a later one; it has no effect
   * on the newest state, and must still be in the history.
   */
  readonly topic?: 'shuffled' | 'wiped';
  /** Events that cannot be applied: SQL over `l`, a row of the event log. They have to be in the dead letters, and only they. */
  readonly poison?: string;
};

type Expected = { readonly topic: 'whole' | 'shuffled' | 'wiped'; readonly poison: string };

type Check = { readonly invariant: keyof Omit<Invariants, 'found'>; readonly where: string; readonly sql: string };

const readable = `l.event_type = 'jinqiao.figure.changed.v1'`;

const log = 'writing.event_log l';

const inversionsOf = (table: string, order: string): string => `
    SELECT count(*) FROM (SELECT version, max(version) OVER (PARTITION BY subject ORDER BY first ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
      FROM (SELECT subject, version, min(${order}) AS first FROM ${table} GROUP BY subject, version) once) walked WHERE version < before`;

/** What was committed and is not where it should be; `l` is the event log throughout. */
function lossChecks(applicable: string, { topic, poison }: Expected): readonly Check[] {
  return [
    {
      invariant: 'lost',
      where: 'acknowledged, not in the log',
      sql: `SELECT count(*) FROM checking.acknowledged a WHERE NOT EXISTS (SELECT FROM ${log} WHERE l.subject = a.subject AND l.version = a.version)`,
    },
    {
      invariant: 'lost',
      where: 'in the log, not on the topic',
      sql:
        topic === 'wiped'
          ? 'SELECT 0 AS count'
          : `SELECT count(*) FROM ${log} WHERE NOT EXISTS (SELECT FROM checking.on_topic t WHERE t.event_id = l.event_id::text)`,
    },
    {
      invariant: 'lost',
      where: 'in the log, not in the history',
      sql: `SELECT count(*) FROM ${log} WHERE ${applicable} AND NOT EXISTS (SELECT FROM reading.known_version k WHERE k.figure_id = l.subject AND k.version = l.version)`,
    },
    {
      invariant: 'lost',
      where: 'in the log, without effect',
      sql:
        topic !== 'whole'
          ? 'SELECT 0 AS count'
          : `SELECT count(*) FROM ${log} WHERE ${applicable} AND NOT EXISTS (SELECT FROM reading.effect e WHERE e.figure_id = l.subject AND e.version = l.version)`,
    },
    {
      invariant: 'lost',
      where: 'dead letters of events that can be applied',
      sql: `SELECT count(*) FROM ${log} JOIN reading.dead_letter d ON d.subject = l.subject::text AND d.version = l.version WHERE ${applicable}`,
    },
    {
      invariant: 'lost',
      where: 'poison without a dead letter',
      sql: `SELECT count(*) FROM ${log} WHERE ${readable} AND (${poison}) AND NOT EXISTS (SELECT FROM reading.dead_letter d WHERE d.subject = l.subject::text AND d.version = l.version AND d.reason <> '')`,
    },
  ];
}

/** What is there and should not be. */
const ghostChecks: readonly Check[] = [
  {
    invariant: 'ghosts',
    where: 'on the topic, not in the log',
    sql: `SELECT count(*) FROM checking.on_topic t WHERE NOT foreign_record AND NOT EXISTS (SELECT FROM ${log} WHERE l.event_id::text = t.event_id)`,
  },
  {
    invariant: 'ghosts',
    where: 'in the history, not in the log',
    sql: `SELECT count(*) FROM reading.known_version k WHERE NOT EXISTS (SELECT FROM ${log} WHERE l.subject = k.figure_id AND l.version = k.version)`,
  },
  {
    invariant: 'ghosts',
    where: 'an effect without an event',
    sql: `SELECT count(*) FROM reading.effect e WHERE NOT EXISTS (SELECT FROM ${log} WHERE l.event_id = e.event_id)`,
  },
  {
    invariant: 'twice',
    where: 'effects of one version',
    sql: `SELECT coalesce(sum(effects - 1), 0) AS count FROM (SELECT count(*) AS effects FROM reading.effect GROUP BY figure_id, version) each`,
  },
];

/** How projection, topic and source stand to each other. */
function agreementChecks(applicable: string, { topic }: Expected): readonly Check[] {
  return [
    { invariant: 'different', where: 'the newest state', sql: differentNewest(applicable) },
    { invariant: 'different', where: 'the history', sql: differentHistory(applicable) },
    {
      invariant: 'different',
      where: 'aggregates and their log',
      sql: `SELECT count(*) FROM writing.figure f FULL JOIN (SELECT DISTINCT ON (subject) subject, version, content FROM ${log} ORDER BY subject, version DESC) l ON l.subject = f.id WHERE (f.version, f.amount, f.note) IS DISTINCT FROM (l.version, (l.content->>'amount')::integer, l.content->>'note')`,
    },
    {
      invariant: 'inversions',
      where: 'on the topic',
      sql:
        topic !== 'whole'
          ? 'SELECT 0 AS count'
          : inversionsOf('(SELECT * FROM checking.on_topic WHERE NOT foreign_record) published', 'record_offset'),
    },
    {
      invariant: 'inversions',
      where: 'in application',
      sql: inversionsOf('(SELECT figure_id AS subject, version, place FROM reading.effect) effect', 'place'),
    },
    {
      invariant: 'gaps',
      where: 'in the log',
      sql: `SELECT coalesce(sum(gap), 0) AS count FROM (SELECT max(version) - count(*) AS gap FROM ${log} GROUP BY subject) each`,
    },
    {
      invariant: 'gaps',
      where: 'on the topic',
      sql:
        topic === 'wiped'
          ? 'SELECT 0 AS count'
          : `SELECT coalesce(sum(gap), 0) AS count FROM (SELECT max(version) - count(DISTINCT version) AS gap FROM checking.on_topic WHERE NOT foreign_record GROUP BY subject) each`,
    },
    {
      invariant: 'gaps',
      where: 'in the history',
      sql: `SELECT count(*) FROM (SELECT l.subject, l.version FROM ${log} WHERE ${applicable}) l JOIN (SELECT figure_id, max(version) AS newest FROM reading.known_version GROUP BY figure_id) k ON k.figure_id = l.subject AND l.version <= k.newest WHERE NOT EXISTS (SELECT FROM reading.known_version v WHERE v.figure_id = l.subject AND v.version = l.version)`,
    },
  ];
}

const differentNewest = (applicable: string): string => `
  SELECT count(*) FROM reading.known_figure k
  FULL JOIN (SELECT DISTINCT ON (subject) subject, version, content FROM writing.event_log l WHERE ${applicable} ORDER BY subject, version DESC) l ON l.subject = k.figure_id
  WHERE (k.version, k.amount, k.note) IS DISTINCT FROM (l.version, (l.content->>'amount')::integer, l.content->>'note')`;

const differentHistory = (applicable: string): string => `
  SELECT count(*) FROM reading.known_version k
  FULL JOIN (SELECT subject, version, content FROM writing.event_log l WHERE ${applicable}) l ON l.subject = k.figure_id AND l.version = k.version
  WHERE (k.version, k.amount, k.note) IS DISTINCT FROM (l.version, (l.content->>'amount')::integer, l.content->>'note')`;

/** Counts what breaks an invariant in the run's database, once everything is quiet. */
export async function checkInvariants(admin: Pool, expectations: Expectations): Promise<Invariants> {
  const counted = { lost: 0, ghosts: 0, twice: 0, different: 0, inversions: 0, gaps: 0 };
  const found: Record<string, number> = {};
  const expected: Expected = { topic: 'whole', poison: 'false', ...expectations };
  const applicable = `${readable} AND NOT (${expected.poison})`;
  for (const { invariant, where, sql } of [...lossChecks(applicable, expected), ...ghostChecks, ...agreementChecks(applicable, expected)]) {
    const { rows } = await admin.query<{ count: string }>(sql);
    const count = Number(rows[0]?.count);
    counted[invariant] += count;
    if (count > 0) found[`${invariant}: ${where}`] = count;
  }
  return { ...counted, found };
}

/** The invariants that do not hold, by their names. */
export function broken(invariants: Invariants): string[] {
  const names = { lost: 'I1', ghosts: 'I2', twice: 'I3', different: 'I4', inversions: 'I5', gaps: 'I6' } as const;
  return Object.entries(names)
    .filter(([name]) => invariants[name as keyof typeof names] !== 0)
    .map(([, number]) => number);
}
