import { decidingRules, productAtoms } from '@jinqiao/eligibility-rules/access-class';
import { derivedFacts } from '@jinqiao/eligibility-rules/derived-facts';
import { evaluate } from '@jinqiao/eligibility-rules/evaluate';
import { scopeOf } from '@jinqiao/eligibility-rules/fact-dictionary';
import type { Facts, FactValue } from '@jinqiao/eligibility-rules/facts';
import type { AuthoredTexts, Citation, Rule, Scheme } from '@jinqiao/eligibility-rules/rule';
import { addDays } from '@jinqiao/identifiers/day';
import type { Day } from '@jinqiao/identifiers/day';
import { accessOfVersion, factsOfAccess } from './access-facts.js';
import type { KnownProduct, Side } from './access-facts.js';
import type { Law } from './law.js';
import { versionOffered } from './product-version.js';

/** An unknown value is left out; `null` does not apply. */
type FactChanged = { readonly fact: string; readonly before?: FactValue | null; readonly after?: FactValue | null };

/** What made an answer change on a day: a rule or scheme that begins or ends, another version of the product, or a fact that a list, an age or the institution moved. */
export type Cause =
  | {
      readonly by: 'rule';
      readonly id: string;
      readonly event: 'begins' | 'ended';
      readonly says: AuthoredTexts;
      readonly cites: readonly Citation[];
    }
  | { readonly by: 'scheme'; readonly event: 'begins' }
  | { readonly by: 'version'; readonly before: number | null; readonly after: number | null }
  | ({ readonly by: 'list' | 'age' | 'institution' } & FactChanged);

type Place = { readonly scheme: Scheme; readonly side: Side; readonly day: Day };

/** Everything that came on the day and could have changed the answer; of the rules those that stand among the reasons, unless nothing else explains the change. */
export function changeCauses(law: Law, product: KnownProduct, place: Place, reasons: ReadonlySet<string>): Cause[] {
  const { scheme, side, day } = place;
  const rules = decidingRules(scheme, side).flatMap((rule) => causesOfRule(rule, day));
  const named = rules.filter((cause) => cause.by === 'rule' && reasons.has(cause.id));
  const others: Cause[] = [
    ...(scheme.inForceFrom === day ? [{ by: 'scheme' as const, event: 'begins' as const }] : []),
    ...causesOfProduct(law, product, place),
  ];
  return named.length + others.length > 0 ? [...named, ...others] : rules;
}

function causesOfRule({ id, from, to, says, cites }: Rule, day: Day): Cause[] {
  const begins: Cause[] = from === day ? [{ by: 'rule', id, event: 'begins', says, cites }] : [];
  return to !== undefined && addDays(to, 1) === day ? [...begins, { by: 'rule', id, event: 'ended', says, cites }] : begins;
}

function causesOfProduct(law: Law, product: KnownProduct, { scheme, side, day }: Place): Cause[] {
  const [before, after] = [addDays(day, -1), day].map((each) => {
    const version = versionOffered(product.versions, each);
    return version && { version: version.version, facts: factsOfAccess(accessOfVersion(law, product, version, scheme), each) };
  });
  const another: Cause[] =
    before?.version === after?.version ? [] : [{ by: 'version', before: before?.version ?? null, after: after?.version ?? null }];
  if (!before || !after) return another;
  return [
    ...another,
    ...changedFacts(scheme, side, before.facts, after.facts).flatMap((fact) => causeOfFact(scheme, fact, before.facts, after.facts)),
  ];
}

/** The facts of the product's side that a rule reads and reads differently, and the standing on the list that decides. */
function changedFacts(scheme: Scheme, side: Side, before: Facts, after: Facts): string[] {
  const atoms = productAtoms(scheme, side).filter((atom) => evaluate(atom, before) !== evaluate(atom, after));
  const standing =
    scheme.decidedByList !== undefined && before[scheme.decidedByList] !== after[scheme.decidedByList] ? [scheme.decidedByList] : [];
  const read = atoms.flatMap(({ fact, otherFact }) => (otherFact === undefined ? [fact] : [fact, otherFact]));
  return [...new Set([...standing, ...read])];
}

function causeOfFact(scheme: Scheme, fact: string, before: Facts, after: Facts): Cause[] {
  const changed = { fact, ...known('before', before[fact]), ...known('after', after[fact]) };
  if (fact === scheme.decidedByList) return [{ by: 'list', ...changed }];
  if (derivedFacts.has(fact)) return [{ by: 'age', ...changed }];
  return scopeOf(fact) === 'institution' ? [{ by: 'institution', ...changed }] : [];
}

const known = (name: 'before' | 'after', value: FactValue | null | undefined) => (value === undefined ? {} : { [name]: value });
