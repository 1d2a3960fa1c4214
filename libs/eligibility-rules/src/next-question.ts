import type { ResidualInterval } from '@jinqiao/contracts/access-class-events';
import type { Day } from '@jinqiao/identifiers/day';
import type { Condition } from './condition.js';
import { conditionOf, decideResidual, intervalOn } from './decide-residual.js';
import { distinctValues } from './distinct-values.js';
import { scopeOf } from './fact-dictionary.js';
import type { Facts } from './facts.js';

/** What a class leaves to ask, and how many products stand behind it. */
export type WeighedClass = { readonly residuals: readonly ResidualInterval[]; readonly weight: number };

/** The fact to ask for next. */
export type NextQuestion = {
  readonly fact: string;
  /** So many open products are decided for certain, whatever the answer is. */
  readonly decides: number;
  /** So many open products wait for the answer, perhaps among others. */
  readonly concerns: number;
};

type OpenClass = { readonly conditions: readonly Condition[]; readonly missing: readonly string[] } & WeighedClass;

/**
 * The investor fact whose answer decides the most products for certain; where several or none do, the one that decides more on average over the answers
 * that the rules tell apart, then the one that more products wait for. Undefined where no open product waits for an investor fact.
 */
export function nextQuestion(classes: readonly WeighedClass[], facts: Facts, day: Day): NextQuestion | undefined {
  const open = classes.flatMap((weighed) => openClass(weighed, facts, day));
  const askable = [...new Set(open.flatMap(({ missing }) => missing))].filter((fact) => scopeOf(fact) === 'investor').sort();
  const ranked = askable.map((fact) => weigh(fact, open, { facts, day }));
  return ranked.reduce<Weighed | undefined>((best, each) => (best === undefined || better(each, best) ? each : best), undefined)?.question;
}

type Weighed = { readonly question: NextQuestion; readonly average: number };

function better({ question: a, average }: Weighed, { question: b, average: other }: Weighed): boolean {
  if (a.decides !== b.decides) return a.decides > b.decides;
  return average === other ? a.concerns > b.concerns : average > other;
}

function openClass(weighed: WeighedClass, facts: Facts, day: Day): readonly OpenClass[] {
  const { decision, missingFacts } = decideResidual(weighed.residuals, facts, day);
  if (decision !== 'UNDETERMINED' || missingFacts.length === 0) return [];
  const conditions = (intervalOn(weighed.residuals, day)?.clauses ?? []).map(conditionOf);
  return [{ ...weighed, conditions, missing: missingFacts }];
}

function weigh(fact: string, open: readonly OpenClass[], { facts, day }: { readonly facts: Facts; readonly day: Day }): Weighed {
  const waiting = open.filter(({ missing }) => missing.includes(fact));
  const answers = distinctValues(
    waiting.flatMap(({ conditions }) => conditions),
    [fact],
    facts,
  ).values.get(fact);
  const decided = (answers ?? []).map((answer) => weightDecided(waiting, { ...facts, [fact]: answer }, day));
  return {
    question: { fact, decides: Math.min(...decided), concerns: sum(waiting.map(({ weight }) => weight)) },
    average: sum(decided) / decided.length,
  };
}

function weightDecided(classes: readonly OpenClass[], facts: Facts, day: Day): number {
  return sum(classes.map(({ residuals, weight }) => (decideResidual(residuals, facts, day).decision === 'UNDETERMINED' ? 0 : weight)));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
