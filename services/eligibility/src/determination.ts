import { residualsOf } from '@jinqiao/eligibility-rules/access-class';
import type { ResidualInterval } from '@jinqiao/contracts/access-class-events';
import type { Assignment, DeterminedAccess } from '@jinqiao/contracts/access-events';
import type { Facts } from '@jinqiao/eligibility-rules/facts';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import type { Access, SignatureInterval } from './access.js';
import type { Side } from './access-facts.js';

/** A class that a determination needs, by what makes it one: scheme, side and signature; with the residuals that today's law gives it. */
export type NeededClass = {
  readonly scheme: string;
  readonly schemeKind: Scheme['kind'];
  readonly side: Side;
  readonly signature: string;
  readonly residuals: readonly ResidualInterval[];
  /** The product's side of the member that it was first needed for; every member leaves the same to ask. */
  readonly facts: Facts;
};

/** Tells two classes apart wherever they are collected. */
export const classKey = ({ scheme, side, signature }: Pick<NeededClass, 'scheme' | 'side' | 'signature'>): string =>
  JSON.stringify([scheme, side, signature]);

/** The distinct classes of many accesses, in one fixed order, so that two transactions that create the same classes never wait for each other in a circle. */
export function neededClasses(accesses: readonly Access[]): NeededClass[] {
  const classes = new Map<string, NeededClass>();
  for (const { scheme, buy, sell } of accesses) {
    for (const [side, intervals] of [
      ['buy', buy],
      ['sell', sell],
    ] as const) {
      for (const { signature, facts } of intervals) {
        const key = classKey({ scheme: scheme.id, side, signature });
        if (classes.has(key)) continue;
        const residuals = residualsOf(scheme, side, facts);
        classes.set(key, { scheme: scheme.id, schemeKind: scheme.kind, side, signature, residuals, facts });
      }
    }
  }
  return [...classes.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, needed]) => needed);
}

/** The accesses as the event carries them, each interval with the id of its class. */
export function assignedAccesses(accesses: readonly Access[], classIds: ReadonlyMap<string, string>): DeterminedAccess[] {
  return accesses.map(({ scheme, audience, buy, sell }) => {
    const assign = (side: Side, intervals: readonly SignatureInterval[]): Assignment[] =>
      intervals.map(({ signature, from, to }) => {
        const accessClassId = classIds.get(classKey({ scheme: scheme.id, side, signature }));
        if (accessClassId === undefined) throw new Error(`The class of ${scheme.id} ${side} ${signature} was not created before its use.`);
        return { accessClassId, from, to };
      });
    return { scheme: scheme.id, schemeKind: scheme.kind, audience, buy: assign('buy', buy), sell: assign('sell', sell) };
  });
}
