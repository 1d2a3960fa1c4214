import { comparisonsIn } from '@jinqiao/eligibility-rules/condition';
import { derivedFacts } from '@jinqiao/eligibility-rules/derived-facts';
import { schemes } from '@jinqiao/eligibility-schemes/registry';
import { addDays, addMonths } from '@jinqiao/identifiers/day';
import type { Day } from '@jinqiao/identifiers/day';

/** What `edgesOf` found before: it is asked for every term that is drawn. */
const found = new Map<string, readonly (string | number)[]>();

/** The values at which a rule changes its answer, and their neighbours on both sides; empty for a fact that no rule compares with a limit. */
export function edgesOf(fact: string, day: Day): readonly (string | number)[] {
  const known = found.get(`${fact}/${day}`) ?? findEdges(fact, day);
  found.set(`${fact}/${day}`, known);
  return known;
}

function findEdges(fact: string, day: Day): readonly (string | number)[] {
  const direct = (limits.get(fact) ?? []).flatMap(neighbours);
  const ages = [...derivedFacts].filter(([, { from }]) => from === fact);
  const days = ages.flatMap(([age, { rounding }]) =>
    (limits.get(age) ?? []).flatMap((limit) => daysAround(rounding === 'complete months to the day', Number(limit), day)),
  );
  return [...direct, ...days];
}

const comparisons = schemes
  .flatMap(({ rules }) => rules)
  .flatMap(({ when, requires }) => [...(when === undefined ? [] : comparisonsIn(when)), ...comparisonsIn(requires)])
  .filter(({ op }) => ['gt', 'gte', 'lt', 'lte', 'eq'].includes(op));

const limits: ReadonlyMap<string, readonly (string | number)[]> = new Map(
  [...new Set(comparisons.map(({ fact }) => fact))].map((fact) => [fact, [...new Set(comparisons.flatMap(limitOf(fact)))]]),
);

function limitOf(wanted: string) {
  return ({ fact, value }: { fact: string; value?: unknown }): (string | number)[] =>
    fact === wanted && (typeof value === 'string' || typeof value === 'number') ? [value] : [];
}

const DECIMAL = /^\d+(?:\.\d+)?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

function neighbours(limit: string | number): (string | number)[] {
  if (typeof limit === 'number') return [limit - 1, limit, limit + 1];
  if (DAY.test(limit)) return [addDays(limit, -1), limit, addDays(limit, 1)];
  if (!DECIMAL.test(limit)) return [limit];
  const hundredths = BigInt(limit) * 100n;
  return [hundredths - 1n, hundredths, hundredths + 1n].map((amount) => `${amount / 100n}.${String(amount % 100n).padStart(2, '0')}`);
}

/** An age looks back from the day, a tenor ahead of it. */
function daysAround(isAge: boolean, limit: number, day: Day): Day[] {
  const edge = isAge ? addMonths(day, -limit) : addDays(day, limit * 365);
  return [addDays(edge, -1), edge, addDays(edge, 1)];
}
