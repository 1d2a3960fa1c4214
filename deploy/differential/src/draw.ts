import { ruleDays } from '@jinqiao/eligibility-rules/access-class';
import { derivedFacts } from '@jinqiao/eligibility-rules/derived-facts';
import { distinctValues, factsIn } from '@jinqiao/eligibility-rules/distinct-values';
import { isProductSide } from '@jinqiao/eligibility-rules/fact-dictionary';
import type { Facts, FactValue } from '@jinqiao/eligibility-rules/facts';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import type { SchemeCase } from '@jinqiao/eligibility-schemes/scheme-case';
import { addDays, addMonths, FIRST_DAY } from '@jinqiao/identifiers/day';
import type { Day } from '@jinqiao/identifiers/day';
import { productFacts } from '@jinqiao/product-types/product-facts';
import { productTypes } from '@jinqiao/product-types/registry';
import { pick } from '@jinqiao/deploy-generate/random';
import type { Random } from '@jinqiao/deploy-generate/random';

/** What products, investors and days of one scheme are drawn from. */
export type Source = {
  readonly scheme: Scheme;
  readonly cases: readonly SchemeCase[];
  /** For each fact that its rules look at: every limit, its neighbours, each named code and one other. */
  readonly values: ReadonlyMap<string, readonly FactValue[]>;
  readonly days: readonly Day[];
};

/** Reads the limits and rule days of a scheme; the days are those around each on which a rule begins or ends. */
export function sourceOf(scheme: Scheme, cases: readonly SchemeCase[]): Source {
  const conditions = scheme.rules.flatMap(({ when, requires }) => (when === undefined ? [requires] : [when, requires]));
  const { values } = distinctValues(conditions, factsIn(conditions), {});
  const standings = scheme.decidedByList === undefined ? [] : [[scheme.decidedByList, ['full', 'sell_only', 'not_listed']] as const];
  const turning = [...ruleDays(scheme, 'buy'), ...ruleDays(scheme, 'sell'), ...cases.map(({ day }) => day)].filter(
    (day) => day !== FIRST_DAY,
  );
  const days = [...new Set(turning.flatMap((day) => [addDays(day, -1), day, addDays(day, 1)]))].sort();
  return { scheme, cases, values: new Map([...values, ...standings]), days: days.length === 0 ? ['2026-11-25'] : days };
}

const FROM_A_CASE = 0.6;
const CHANGED_AT_MOST = 4;

/** A product's and its institution's facts on the day: those of a worked case, or of a product type's example, with up to four others. */
export function drawProduct(source: Source, day: Day, random: Random): Facts {
  const fromCase = source.cases.length > 0 && random() < FROM_A_CASE;
  const facts = fromCase ? sideOf(pick(random, source.cases).facts, isProductSide) : exampleFacts(random);
  return changed(facts, { source, day, random, wanted: isProductSide });
}

/** An investor's and an order's facts: those of a worked case with up to four others, and at times hardly any. */
export function drawInvestor(source: Source, day: Day, random: Random): Facts {
  const ofInvestor = (fact: string): boolean => !isProductSide(fact);
  const facts = source.cases.length > 0 && random() < 0.9 ? sideOf(pick(random, source.cases).facts, ofInvestor) : {};
  return changed(facts, { source, day, random, wanted: ofInvestor });
}

function exampleFacts(random: Random): Facts {
  const type = pick(random, productTypes);
  return productFacts(type, type.example.terms);
}

const sideOf = (facts: Facts, wanted: (fact: string) => boolean): Facts =>
  Object.fromEntries(Object.entries(facts).filter(([fact]) => wanted(fact)));

type Drawing = { readonly source: Source; readonly day: Day; readonly random: Random; readonly wanted: (fact: string) => boolean };

function changed(facts: Facts, drawing: Drawing): Facts {
  const { source, random, wanted } = drawing;
  const looked = [...source.values.keys()].filter(wanted);
  if (looked.length === 0) return facts;
  const result: Record<string, FactValue | null> = { ...facts };
  for (let left = Math.floor(random() * (CHANGED_AT_MOST + 1)); left > 0; left -= 1) {
    const fact = pick(random, looked);
    // Its day, not the age itself, is what a product states.
    const target = derivedFacts.get(fact)?.from ?? fact;
    const outcome = random();
    if (target !== fact) Reflect.deleteProperty(result, fact);
    if (outcome < 0.2) Reflect.deleteProperty(result, target);
    else result[target] = outcome < 0.3 ? null : drawValue(fact, drawing);
  }
  return result;
}

function drawValue(fact: string, { source, day, random }: Drawing): FactValue {
  const value = pick(random, source.values.get(fact) ?? []);
  const derived = derivedFacts.get(fact);
  if (derived === undefined) return value;
  const limit = Number(value);
  const edge =
    derived.rounding === 'complete months to the day' ? addMonths(day, -Math.trunc(limit)) : addDays(day, Math.round(limit * 365));
  return addDays(edge, pick(random, [-1, 0, 1]));
}
