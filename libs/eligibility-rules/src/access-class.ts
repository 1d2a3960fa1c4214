import type { Clause, Condition as WireCondition, ResidualInterval } from '@jinqiao/contracts/access-class-events';
import type { Side } from '@jinqiao/contracts/shapes';
import { addDays, FIRST_DAY, LAST_DAY } from '@jinqiao/identifiers/day';
import type { Day } from '@jinqiao/identifiers/day';
import { clausesOn, isInForce } from './clauses.js';
import type { SchemeClause } from './clauses.js';
import { comparisonsIn } from './condition.js';
import type { Comparison } from './condition.js';
import { evaluate } from './evaluate.js';
import { isProductSide } from './fact-dictionary.js';
import type { Facts } from './facts.js';
import { missingIn } from './missing.js';
import { isFalse, isTrue, residualOf } from './residual.js';
import { binds, decides } from './rule.js';
import type { Rule, Scheme } from './rule.js';

/** The deciding rules of a side, of every day: what the class of an access can depend on. */
export function decidingRules(scheme: Scheme, side: Side): readonly Rule[] {
  return scheme.coverage === 'none' ? [] : scheme.rules.filter((rule) => decides(rule) && binds(rule, side));
}

/** The comparisons of product and institution facts in any deciding rule of any day, each once, in a fixed order. */
export function productAtoms(scheme: Scheme, side: Side): readonly Comparison[] {
  return atomsOf(scheme, side).map(({ atom }) => atom);
}

type NamedAtom = { readonly name: string; readonly atom: Comparison };

/** A scheme's atoms are asked for with every product, and a scheme never changes. */
const known: Readonly<Record<Side, WeakMap<Scheme, readonly NamedAtom[]>>> = { buy: new WeakMap(), sell: new WeakMap() };

function atomsOf(scheme: Scheme, side: Side): readonly NamedAtom[] {
  const atoms = known[side].get(scheme) ?? findAtoms(scheme, side);
  known[side].set(scheme, atoms);
  return atoms;
}

function findAtoms(scheme: Scheme, side: Side): readonly NamedAtom[] {
  const comparisons = decidingRules(scheme, side)
    .flatMap((rule) => [...(rule.when === undefined ? [] : comparisonsIn(rule.when)), ...comparisonsIn(rule.requires)])
    .filter(({ fact, otherFact }) => isProductSide(fact) || (otherFact !== undefined && isProductSide(otherFact)));
  const distinct = new Map(comparisons.map((atom) => [nameOf(atom), { name: nameOf(atom), atom }]));
  return [...distinct.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The class of an access by its product facts on a day: the product's type, its list standing (buying only) and the value of every product atom. Equal signatures have equal residuals. */
export function signatureOf(scheme: Scheme, side: Side, facts: Facts): string {
  const standing =
    side === 'buy' && scheme.decidedByList !== undefined ? { [scheme.decidedByList]: valueIn(facts, scheme.decidedByList) } : {};
  const atoms = atomsOf(scheme, side).map(({ name, atom }) => [name, atomValue(atom, facts)] as const);
  return JSON.stringify({
    scheme: scheme.id,
    side,
    'product.productType': valueIn(facts, 'product.productType'),
    ...standing,
    ...Object.fromEntries(atoms),
  });
}

/** What buying or selling by the scheme leaves to ask of the investor and the order, by day interval without gaps from the first day on. `facts` are the product's and institution's, on a day. */
export function residualsOf(scheme: Scheme, side: Side, facts: Facts): ResidualInterval[] {
  const starts = [...ruleDays(scheme, side)];
  const intervals = starts.map((from, position): ResidualInterval => {
    const next = starts[position + 1];
    const to = next === undefined ? null : addDays(next, -1);
    return isInForce(scheme, from)
      ? { from, to, inForce: true, clauses: residualClauses(clausesOn(scheme, from, side), facts) }
      : { from, to, inForce: false, clauses: [] };
  });
  return merged(intervals);
}

/** The days on which the rules in force change, the first of all days included, in order. */
export function ruleDays(scheme: Scheme, side: Side): readonly Day[] {
  const days = decidingRules(scheme, side).flatMap(({ from, to }) =>
    to === undefined || to === LAST_DAY ? [from] : [from, addDays(to, 1)],
  );
  return [...new Set([FIRST_DAY, ...(scheme.inForceFrom === null ? [] : [scheme.inForceFrom]), ...days])].sort();
}

function residualClauses(clauses: readonly SchemeClause[], facts: Facts): Clause[] {
  const residuals = clauses.map((clause) => ({ clause, condition: residualOf(clause.condition, facts) }));
  const [typeCarried] = residuals;
  const asked =
    typeCarried !== undefined && isFalse(typeCarried.condition) ? [typeCarried] : residuals.filter(({ condition }) => !isTrue(condition));
  return asked.map(({ clause, condition }) => ({
    id: clause.id,
    source: clause.source,
    ...(clause.source === 'rule' && clause.rule.about !== undefined ? { about: clause.rule.about } : {}),
    // The wire's shape is the same; only its type is not marked readonly.
    condition: condition as WireCondition,
  }));
}

/** Neighbours that ask the same become one interval. */
function merged(intervals: readonly ResidualInterval[]): ResidualInterval[] {
  const result: ResidualInterval[] = [];
  for (const interval of intervals) {
    const last = result.at(-1);
    if (last !== undefined && last.inForce === interval.inForce && JSON.stringify(last.clauses) === JSON.stringify(interval.clauses))
      last.to = interval.to;
    else result.push({ ...interval });
  }
  return result;
}

/** An atom's truth, or the facts that it lacks; for one between a product and an investor fact, the product's value. */
function atomValue(atom: Comparison, facts: Facts): unknown {
  const { fact, otherFact } = atom;
  if (otherFact !== undefined && isProductSide(fact) !== isProductSide(otherFact))
    return valueIn(facts, isProductSide(fact) ? fact : otherFact);
  const truth = evaluate(atom, facts);
  return truth === 'unknown' ? { unknown: missingIn(atom, facts).facts } : truth;
}

const nameOf = ({ fact, op, value, otherFact }: Comparison): string => `${fact} ${op} ${otherFact ?? JSON.stringify(value)}`;

/** JSON has no undefined: an unknown value is an empty object, which no fact is. */
const valueIn = (facts: Facts, fact: string): unknown => (facts[fact] === undefined ? {} : facts[fact]);
