import type { Side } from '@jinqiao/contracts/shapes';
import type { Day } from '@jinqiao/identifiers/day';
import { clausesOn, isInForce } from './clauses.js';
import type { Condition } from './condition.js';
import { distinctValues, factsIn } from './distinct-values.js';
import { evaluate } from './evaluate.js';
import type { Truth } from './evaluate.js';
import type { Facts, FactValue } from './facts.js';
import { missingIn, together } from './missing.js';
import type { Scheme } from './rule.js';

/** How many states a search for one fact looks at before it takes the fact for deciding. */
const MOST_STATES = 2_000;

/**
 * The missing facts whose values could still decide an UNDETERMINED answer: each of them does for some values of the others. Once all of them are known the answer is
 * decided, or no fact can decide it any more. In a rule too entangled to be searched a fact may be named that can't, never the other way round. `facts` are on the day already.
 */
export function decidingFacts(scheme: Scheme, facts: Facts, day: Day, side: Side): string[] {
  if (!isInForce(scheme, day)) return [];
  return decidingAmong(
    clausesOn(scheme, day, side).map(({ condition }) => condition),
    facts,
  );
}

/** As `decidingFacts`, for conditions that must all hold. */
export function decidingAmong(conditions: readonly Condition[], facts: Facts): string[] {
  const open = conditions.filter((condition) => evaluate(condition, facts) !== 'true');
  if (truthOfAll(open, facts) !== 'unknown') return [];
  const missing = missingOf(open, facts);
  const asked = factsIn(open).filter((fact) => missing.includes(fact));
  const { values, complete } = distinctValues(open, asked, facts);
  // A fact of the catalogue may also turn out not to apply.
  const choices = new Map([...values].map(([fact, known]) => [fact, [...known, null]] as const));
  return complete ? asked.filter((fact) => couldDecide(fact, { open, facts, choices })) : [...asked];
}

type Question = {
  readonly open: readonly Condition[];
  readonly facts: Facts;
  readonly choices: ReadonlyMap<string, readonly (FactValue | null)[]>;
};

/** True where some values of other facts leave the answer open and one value of this fact then decides it. */
function couldDecide(fact: string, { open, facts, choices }: Question): boolean {
  let left = MOST_STATES;
  const settled = (known: Facts): boolean => truthOfAll(open, known) !== 'unknown';
  const found = (known: Facts, skipped: readonly string[]): boolean => {
    if (left-- <= 0) return true;
    if (settled(known)) return false;
    const missing = open.map((condition) => missingIn(condition, known).facts);
    if (!missing.some((names) => names.includes(fact))) return false;
    if ((choices.get(fact) ?? []).some((value) => settled({ ...known, [fact]: value }))) return true;
    const other = beside(fact, missing).find((name) => !skipped.includes(name));
    if (other === undefined) return false;
    return (choices.get(other) ?? []).some((value) => found({ ...known, [other]: value }, skipped)) || found(known, [...skipped, other]);
  };
  return found(facts, []);
}

/** The other missing facts, those first that one condition lacks together with this fact. */
function beside(fact: string, missing: readonly (readonly string[])[]): readonly string[] {
  const sharing = missing.filter((names) => names.includes(fact));
  return [...sharing.flat(), ...missing.flat()].filter((name) => name !== fact);
}

const missingOf = (conditions: readonly Condition[], facts: Facts): readonly string[] =>
  together(conditions.map((condition) => missingIn(condition, facts))).facts;

function truthOfAll(conditions: readonly Condition[], facts: Facts): Truth {
  return evaluate({ all: conditions }, facts);
}
