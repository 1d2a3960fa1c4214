import { republish } from '@jinqiao/event-log/republication';
import { sourceDigests, sourceSubjects } from '@jinqiao/event-log/source-digest';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import { differingBuckets, findingsOf } from '@jinqiao/projection/digest-comparison';
import type { Finding } from '@jinqiao/projection/digest-comparison';
import { readBucket, readDigests } from '@jinqiao/projection/digest-reading';
import { withdraw } from '@jinqiao/projection/reconciliation.store';
import { Pool } from 'pg';
import { knownFigures } from './figure.projection.js';
import type { House } from './house.js';
import { untilQuiet } from './quiet.js';
import { endOffsets } from './topic-reader.js';

const roundsMax = 5;
const asked = { requestedBy: 'faults', reason: 'The broker lost its records.' };

/**
 * What the reconciler does every minute, with the product's own parts and nobody writing: compares source and projection bucket by bucket, publishes again
 * what differs, and looks once more; answers how many subjects differed in each round. Throws when they still do after some rounds.
 */
export async function reconcile(house: House): Promise<readonly number[]> {
  const pools = (['writing', 'reading'] as const).map((schema) => new Pool({ connectionString: house.database.urlFor(schema), max: 2 }));
  const [writing, reading] = pools as [Pool, Pool];
  for (const pool of pools) pool.on('error', () => undefined);
  const rounds: number[] = [];
  try {
    while (rounds.length < roundsMax) {
      const findings = await look(house, writing, reading);
      rounds.push(findings.length);
      if (findings.length === 0) return rounds;
      const projection = knownFigures(house.topic);
      await inPoolTransaction(reading, { actor: 'operator' }, (sql) => withdraw(sql, projection, findings, asked));
      const subjects = findings.map(({ subject }) => subject);
      await inPoolTransaction(writing, { actor: 'operator' }, (sql) => republish(sql, house.topic, subjects));
      await untilQuiet(house);
    }
  } finally {
    await Promise.all(pools.map((pool) => pool.end()));
  }
  throw new Error(`The reconciler did not mend the projection: ${rounds.join(', ')} subjects differed in its rounds.`);
}

async function look(house: House, writing: Pool, reading: Pool): Promise<Finding[]> {
  const projection = knownFigures(house.topic);
  const ends = [...(await endOffsets(house.kafka, house.topic))].map(([partition, endOffset]) => ({
    topic: house.topic,
    partition,
    endOffset,
  }));
  const source = (await sourceDigests(writing)).find(({ topic }) => topic === house.topic)?.buckets ?? [];
  const [projected] = await readDigests(reading, [projection], ends);
  const findings: Finding[] = [];
  for (const bucket of differingBuckets(source, projected?.buckets ?? [], false)) {
    const expected = await sourceSubjects(writing, house.topic, bucket);
    const { subjects } = await readBucket(reading, projection, bucket, ends);
    findings.push(...findingsOf(expected, subjects, false));
  }
  return findings;
}
