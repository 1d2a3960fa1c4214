import type { Rule, Scheme } from '@jinqiao/eligibility-rules/rule';
import { differingFields, onlyCloses } from './rule-content.js';
import type { RuleChange } from './rule.store.js';

/** A rule of the store; `everWas` tells whether it has stood there with exactly this content. */
export type KnownRule = { readonly scheme: string; readonly rule: Rule; readonly everWas: (rule: Rule) => boolean };

const closeAndSucceed =
  'A published rule is closed and succeeded, never edited: restore the released file, close the rule with "to", and add its successor under a new id.';

/** The release would edit rules that were published: the start ends here, before anything is decided by either. */
export class ReleasedRulesRefused extends Error {
  override readonly name = 'ReleasedRulesRefused';

  constructor(faults: readonly string[], remedy: string = closeAndSucceed) {
    super(`${faults.join(' ')} ${remedy}`);
  }
}

/** What a release brings: new rules, and last days of rules that ran on. A version that the store has known stays as the store has it; every other one is refused. */
export function releaseChanges(schemes: readonly Scheme[], known: ReadonlyMap<string, KnownRule>): RuleChange[] {
  const released = schemes.flatMap(({ id: scheme, rules }) => rules.map((rule) => ({ scheme, rule })));
  const faults = released.flatMap(({ scheme, rule }) => faultOf(scheme, rule, known.get(rule.id)));
  if (faults.length > 0) throw new ReleasedRulesRefused(faults);
  return released.flatMap(({ scheme, rule }): RuleChange[] => {
    const stored = known.get(rule.id);
    if (stored === undefined) return [{ scheme, rule, change: 'released' }];
    return stored.everWas(rule) ? [] : [{ scheme, rule, change: 'closed' }];
  });
}

function faultOf(scheme: string, rule: Rule, stored: KnownRule | undefined): string[] {
  if (stored === undefined) return [];
  if (stored.scheme !== scheme)
    return [`The rule ${rule.id} belongs to the scheme ${stored.scheme}, and this release gives it to ${scheme}.`];
  if (stored.everWas(rule) || onlyCloses(stored.rule, rule)) return [];
  return [`The rule ${rule.id} of this release differs from the published one in ${differingFields(stored.rule, rule).join(', ')}.`];
}
