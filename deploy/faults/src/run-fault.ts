import type { Fault } from './fault.js';
import { House } from './house.js';
import type { RunOptions } from './house.js';
import { broken, checkInvariants } from './invariants.js';
import type { Invariants } from './invariants.js';
import { countOf } from './quiet.js';
import type { Servers } from './servers.js';
import { copyTopic } from './topic-reader.js';

/** What one run of one fault came to. */
export type RunOutcome = {
  readonly fault: number;
  readonly title: string;
  readonly seed: number;
  readonly scale: number;
  readonly ok: boolean;
  /** The invariants that do not hold: I1 to I6. */
  readonly broken: readonly string[];
  readonly invariants?: Invariants;
  readonly events: number;
  readonly duplicatesOnTopic: number;
  readonly deadLetters: number;
  readonly recoveriesMs: readonly number[];
  readonly reads: { readonly answered: number; readonly failed: number };
  readonly writes: { readonly acknowledged: number; readonly failed: number; readonly rolledBack: number };
  readonly seconds: number;
  readonly notes: readonly string[];
  /** What went wrong besides the invariants. */
  readonly failure?: string;
  readonly reproduce: string;
  readonly logDir: string;
};

/** Runs one fault once: a fresh house, the fault, silence, the invariants. */
export async function runFault(fault: Fault, servers: Servers, options: Omit<RunOptions, 'name'>): Promise<RunOutcome> {
  const { seed, scale } = options;
  const startedAt = performance.now();
  const house = await House.open(
    {
      ...options,
      name: String(fault.number).padStart(2, '0'),
      ...(fault.readsPerSecond !== undefined && { readsPerSecond: fault.readsPerSecond }),
    },
    servers,
  );
  const failures: string[] = [];
  let invariants: Invariants | undefined;
  let counts = { events: 0, duplicatesOnTopic: 0, deadLetters: 0 };
  try {
    await fault.run(house);
    await house.becomeQuiet();
  } catch (error) {
    failures.push(explained(error));
    await calmDown(house);
  }
  try {
    await house.recordAcknowledged();
    await copyTopic(house.kafka, house.topic, house.admin);
    invariants = await checkInvariants(house.admin, fault.expects ?? {});
    counts = await countsOf(house);
    if (failures.length === 0) await fault.afterwards?.(house);
  } catch (error) {
    failures.push(explained(error));
  }
  const { answered, failed } = house.reads.counts();
  await house.close();
  const violated = invariants === undefined ? [] : broken(invariants);
  return {
    fault: fault.number,
    title: fault.title,
    seed,
    scale,
    ok: failures.length === 0 && violated.length === 0,
    broken: violated,
    ...(invariants !== undefined && { invariants }),
    ...counts,
    recoveriesMs: house.recovery.timesMs.map(Math.round),
    reads: { answered, failed },
    writes: house.writes,
    seconds: Math.round((performance.now() - startedAt) / 100) / 10,
    notes: house.notes,
    ...(failures.length > 0 && { failure: failures.join(' Then: ') }),
    reproduce: `npm run faults -- --only ${fault.number} --seed ${seed} --scale ${scale}`,
    logDir: house.logDir,
  };
}

const calmMs = 20_000;

/** A fault that did not end as it should: the network is whole again, nobody is paused, nobody writes, and what can still arrive does. */
async function calmDown(house: House): Promise<void> {
  const { postgres, kafka } = house.servers;
  for (const proxy of [postgres.proxy, ...kafka.proxies]) await proxy.become({ kind: 'pass' });
  for (const worker of house.writeSides) worker.signal('SIGCONT');
  await house.becomeQuiet(calmMs).catch(() => undefined);
}

async function countsOf({ admin }: House): Promise<{ events: number; duplicatesOnTopic: number; deadLetters: number }> {
  return {
    events: await countOf(admin, 'SELECT count(*) FROM writing.event_log'),
    duplicatesOnTopic: await countOf(
      admin,
      'SELECT count(*) - count(DISTINCT event_id) AS count FROM checking.on_topic WHERE NOT foreign_record',
    ),
    deadLetters: await countOf(admin, 'SELECT count(*) FROM reading.dead_letter'),
  };
}

const explained = (error: unknown): string => (error instanceof Error ? error.message : String(error));
