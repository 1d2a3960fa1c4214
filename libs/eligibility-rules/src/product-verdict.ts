import type { SchemeKind } from '@jinqiao/contracts/shapes';
import type { Decision } from './decide.js';

/** What all the accesses of a product say together; a list and a check show the same. */
export type ProductVerdict = 'eligible' | 'depends-on-order' | 'undetermined' | 'ineligible';

/** What `combine` reads of one access. */
export type DecidedAccess = { readonly kind: SchemeKind; readonly decision: Decision; readonly dependsOnOrder: boolean };

const FROM_WORST: readonly ProductVerdict[] = ['ineligible', 'undetermined', 'depends-on-order', 'eligible'];

/** Eligible where at least one channel and every gate are: the best channel, held back by the worst gate. Labels, treatments and issuance never grant; without a channel nothing is eligible. */
export function combine(accesses: readonly DecidedAccess[]): ProductVerdict {
  const channels = accesses.filter(({ kind }) => kind === 'channel').map(ofChannel);
  const gates = accesses.filter(({ kind }) => kind === 'gate').map(ofGate);
  const best = Math.max(0, ...channels.map((verdict) => FROM_WORST.indexOf(verdict)));
  const worst = Math.min(best, ...gates.map((verdict) => FROM_WORST.indexOf(verdict)));
  return FROM_WORST[worst] ?? 'ineligible';
}

function ofChannel({ decision, dependsOnOrder }: DecidedAccess): ProductVerdict {
  if (decision === 'ELIGIBLE') return 'eligible';
  if (decision !== 'UNDETERMINED') return 'ineligible';
  return dependsOnOrder ? 'depends-on-order' : 'undetermined';
}

/** A gate that is not in force yet has neither let anyone pass nor refused anyone. */
function ofGate(access: DecidedAccess): ProductVerdict {
  return access.decision === 'NOT_IN_FORCE' ? 'undetermined' : ofChannel(access);
}
