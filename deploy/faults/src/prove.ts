import type { Fault } from './fault.js';
import { projectorKilledAroundCommit } from './faults/04-projector-killed-around-commit.js';
import { brokerKilled } from './faults/09-broker-killed.js';
import { deliveredRepeatedly } from './faults/11-delivered-repeatedly.js';
import { poisonNowAndThen } from './faults/13-poison.js';
import { longTransaction } from './faults/25-long-transaction.js';
import type { RunOptions } from './house.js';
import { runFault } from './run-fault.js';
import type { RunOutcome } from './run-fault.js';
import type { Servers } from './servers.js';

/** A build with one protection taken away, the fault that it protects from, and the invariant that must then break. */
export type BrokenBuild = {
  readonly protection: string;
  readonly programs: NonNullable<RunOptions['programs']>;
  readonly fault: Fault;
  readonly mustBreak: string;
};

export const brokenBuilds: readonly BrokenBuild[] = [
  { protection: 'the version guard', programs: { readSide: 'broken/unguarded' }, fault: deliveredRepeatedly, mustBreak: 'I3' },
  {
    protection: 'the checkpoint in the transaction (the offset is committed before the batch is applied)',
    programs: { readSide: 'broken/commit-before-apply' },
    fault: projectorKilledAroundCommit,
    mustBreak: 'I1',
  },
  {
    protection: 'the outbox (the relay remembers the last position instead)',
    programs: { writeSide: 'broken/cursor-relay' },
    fault: longTransaction,
    mustBreak: 'I1',
  },
  {
    protection: 'the one ordered relay (several take what is not locked)',
    programs: { writeSide: 'broken/skip-locked-relay' },
    fault: brokerKilled,
    mustBreak: 'I5',
  },
  {
    protection: 'telling infrastructure errors from poison (all are dead-lettered)',
    programs: { readSide: 'broken/infrastructure-errors-dead-lettered' },
    fault: poisonNowAndThen,
    mustBreak: 'I1',
  },
];

/** How a broken build fared; `caught` when the invariant broke that it should break. */
export type Proof = { readonly protection: string; readonly mustBreak: string; readonly caught: boolean; readonly run: RunOutcome };

/** A build that loses events never recovers: it is not waited for as long as one that might. */
const patienceMs = 40_000;

/** Runs the fault against the broken build. */
export async function prove(
  { protection, programs, fault, mustBreak }: BrokenBuild,
  servers: Servers,
  options: { seed: number; scale: number },
): Promise<Proof> {
  const run = await runFault(fault, servers, { ...options, patienceMs, programs });
  return { protection, mustBreak, caught: run.broken.includes(mustBreak), run };
}

/** The proofs as Markdown. */
export function proofsToMarkdown(proofs: readonly Proof[]): string {
  return [
    `# Broken builds: ${proofs.filter(({ caught }) => caught).length} of ${proofs.length} caught`,
    '',
    '| without | fault | must break | broke | found |',
    '|---|---|---|---|---|',
    ...proofs.map(
      ({ protection, mustBreak, caught, run }) =>
        `| ${protection} | ${run.fault}, seed ${run.seed}, scale ${run.scale} | ${mustBreak} | ${caught ? '' : '**not caught** '}${run.broken.join(', ') || 'nothing'} | ${Object.entries(
          run.invariants?.found ?? {},
        )
          .map(([where, count]) => `${where}: ${count}`)
          .join('; ')} |`,
    ),
    '',
  ].join('\n');
}
