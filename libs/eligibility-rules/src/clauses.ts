import type { Side } from '@jinqiao/contracts/shapes';
import type { Day } from '@jinqiao/identifiers/day';
import type { Condition } from './condition.js';
import { TRUE } from './condition.js';
import { builtInReasons } from './built-in-reasons.js';
import { binds, decides, inForce } from './rule.js';
import type { Rule, Scheme } from './rule.js';

/** One thing that must hold for an access on a day, over all facts: a rule, or what the decision itself asks. */
export type SchemeClause =
  | { readonly id: string; readonly source: 'rule'; readonly rule: Rule; readonly condition: Condition }
  | { readonly id: BuiltInReasonId; readonly source: 'builtIn'; readonly condition: Condition };

/** Reasons that no rule gives. */
export type BuiltInReasonId = 'product-type-not-carried' | 'list-standing' | 'nothing-said' | 'start-day-not-confirmed';

/** True from the scheme's first day on. A scheme whose first day no source gave is never "not in force": it stays undetermined instead. */
export function isInForce(scheme: Scheme, day: Day): boolean {
  return scheme.inForceFrom === null || scheme.inForceFrom <= day;
}

/** Everything that must hold for buying or selling by the scheme on a day on which it is in force. The first clause is the product's type; when it is false no other is asked. */
export function clausesOn(scheme: Scheme, day: Day, side: Side): readonly SchemeClause[] {
  const deciding =
    scheme.coverage === 'none' ? [] : scheme.rules.filter((rule) => decides(rule) && binds(rule, side) && inForce(rule, day));
  const standing = side === 'buy' && scheme.decidedByList !== undefined ? fullStanding(scheme.decidedByList) : undefined;
  return [
    builtIn('product-type-not-carried', { fact: 'product.productType', op: 'in', value: [...scheme.productTypes] }),
    ...(standing === undefined ? [] : [builtIn('list-standing', standing)]),
    ...(scheme.inForceFrom === null ? [builtIn('start-day-not-confirmed', review('start-day-not-confirmed'))] : []),
    builtIn('nothing-said', somethingSaid(scheme, deciding, standing)),
    ...deciding.map((rule): SchemeClause => ({ id: rule.id, source: 'rule', rule, condition: ruleHolds(rule) })),
  ];
}

/** A rule holds where it does not apply or what it requires is so; unknown where that can't be told. */
export function ruleHolds(rule: Rule): Condition {
  return rule.when === undefined ? rule.requires : { any: [{ not: rule.when }, rule.requires] };
}

/** The whole of a published list open for both sides: then the rules decide. */
function fullStanding(decidedByList: string): Condition {
  return { fact: decidedByList, op: 'eq', value: 'full' };
}

/**
 * Nothing is eligible because nothing was said. A channel needs a rule that applies, or a full standing on its list; for the other kinds a rule in force is
 * enough, since where a permission does not apply none is needed. An unknown `when` leaves this unknown too: otherwise filling it in could flip the answer.
 */
function somethingSaid(scheme: Scheme, deciding: readonly Rule[], standing: Condition | undefined): Condition {
  const nobodyKnows = review('nothing-said');
  if (scheme.coverage === 'none') return nobodyKnows;
  if (scheme.kind !== 'channel') return deciding.length > 0 ? TRUE : nobodyKnows;
  return { any: [...(standing === undefined ? [] : [standing]), ...deciding.map((rule) => rule.when ?? TRUE), nobodyKnows] };
}

const review = (id: BuiltInReasonId): Condition => ({ needsReview: builtInReasons[id].says });

const builtIn = (id: BuiltInReasonId, condition: Condition): SchemeClause => ({ id, source: 'builtIn', condition });
