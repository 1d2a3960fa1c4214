import type { Comparison, Condition } from './condition.js';
import { FALSE, TRUE } from './condition.js';
import { evaluate } from './evaluate.js';
import { isProductSide } from './fact-dictionary.js';
import type { Facts } from './facts.js';

/**
 * What is left of a condition to ask of the investor and the order once the product's and its institution's facts are put in, in canonical form:
 * no constants inside, nothing nested in its own kind, nothing twice. `unknown` stands for each fact that the product lacks.
 */
export function residualOf(condition: Condition, productFacts: Facts): Condition {
  if ('all' in condition) return conjunction(condition.all.map((part) => residualOf(part, productFacts)));
  if ('any' in condition) return disjunction(condition.any.map((part) => residualOf(part, productFacts)));
  if ('not' in condition) return negation(residualOf(condition.not, productFacts));
  return 'fact' in condition ? residualComparison(condition, productFacts) : condition;
}

function residualComparison(comparison: Comparison, productFacts: Facts): Condition {
  const { fact, op, otherFact } = comparison;
  const named = otherFact === undefined ? [fact] : [fact, otherFact];
  const ofProduct = named.filter(isProductSide);
  if (ofProduct.length === 0) return comparison;
  if (ofProduct.length === named.length) return constantOrUnknown(comparison, productFacts);
  // Between a product and an investor fact: with the product's value known, a comparison of the investor's fact with a literal is left.
  const value = productFacts[ofProduct[0] ?? fact];
  if (value === undefined) return comparison;
  if (value === null) return op === 'ne' ? TRUE : FALSE;
  const asked = named.find((name) => !isProductSide(name)) ?? fact;
  return { fact: asked, op: asked === fact ? op : MIRRORED[op], value };
}

function constantOrUnknown(comparison: Comparison, productFacts: Facts): Condition {
  const truth = evaluate(comparison, productFacts);
  if (truth !== 'unknown') return truth === 'true' ? TRUE : FALSE;
  const { fact, otherFact } = comparison;
  const lacking = [fact, ...(otherFact === undefined ? [] : [otherFact])].filter((name) => productFacts[name] === undefined);
  return conjunction(lacking.map((name) => ({ unknown: name })));
}

/** `a < b` read from b's side. Operators on sets and lists never compare two facts. */
const MIRRORED: Readonly<Record<Comparison['op'], Comparison['op']>> = {
  eq: 'eq',
  ne: 'ne',
  gt: 'lt',
  gte: 'lte',
  lt: 'gt',
  lte: 'gte',
  in: 'in',
  between: 'between',
  includes: 'includes',
  includesAny: 'includesAny',
  exists: 'exists',
};

function conjunction(parts: readonly Condition[]): Condition {
  const flat = distinct(parts.flatMap((part) => ('all' in part ? part.all : [part])));
  if (flat.some(isFalse)) return FALSE;
  return flat.length === 1 && flat[0] !== undefined ? flat[0] : { all: flat };
}

function disjunction(parts: readonly Condition[]): Condition {
  const flat = distinct(parts.flatMap((part) => ('any' in part ? part.any : [part])));
  if (flat.some(isTrue)) return TRUE;
  return flat.length === 1 && flat[0] !== undefined ? flat[0] : { any: flat };
}

function negation(part: Condition): Condition {
  if (isTrue(part)) return FALSE;
  if (isFalse(part)) return TRUE;
  return 'not' in part ? part.not : { not: part };
}

/** True for the residual that asks nothing more and holds. */
export function isTrue(condition: Condition): boolean {
  return 'all' in condition && condition.all.length === 0;
}

/** True for the residual that asks nothing more and refuses. */
export function isFalse(condition: Condition): boolean {
  return 'any' in condition && condition.any.length === 0;
}

function distinct(conditions: readonly Condition[]): readonly Condition[] {
  return [...new Map(conditions.map((condition) => [JSON.stringify(condition), condition])).values()];
}
