import type { Condition, ResidualInterval } from '@jinqiao/contracts/access-class-events';
import { factQuestions } from '@jinqiao/eligibility-rules/fact-labels';
import type { Facts } from '@jinqiao/eligibility-rules/facts';
import { nextQuestion } from '@jinqiao/eligibility-rules/next-question';
import type { AuthoredTexts } from '@jinqiao/eligibility-rules/rule';
import type { Day } from '@jinqiao/identifiers/day';
import type { AccessClass } from './access-classes.js';

/** How many products of a list wait for an answer with these classes: the caller sees all of them, and none is ineligible. */
export type OpenProducts = { readonly classIds: readonly string[]; readonly products: number };

/** The fact to ask the investor for next, and how many products of the list it decides, whatever the answer. */
export type NextQuestion = { readonly fact: string; readonly question: AuthoredTexts; readonly decides: number };

/** Null where no answer about the investor decides anything that is open. Products with a class that has not arrived yet are left out. */
export function nextQuestionOf(
  open: readonly OpenProducts[],
  classes: ReadonlyMap<string, AccessClass>,
  facts: Facts,
  day: Day,
): NextQuestion | null {
  const weighed = open.flatMap(({ classIds, products }) => {
    const known = classIds.flatMap((id) => classes.get(id) ?? []);
    return known.length === classIds.length ? [{ residuals: togetherOn(day, known), weight: products }] : [];
  });
  const next = nextQuestion(weighed, facts, day);
  const question = next && factQuestions.get(next.fact);
  return next && question ? { fact: next.fact, question, decides: next.decides } : null;
}

/** What several classes of one product leave to ask on a day, as combine() reads them: some channel, and every gate. */
function togetherOn(day: Day, classes: readonly AccessClass[]): readonly ResidualInterval[] {
  const [only] = classes;
  if (only !== undefined && classes.length === 1) return only.residuals;
  const asked = (kind: AccessClass['schemeKind']): Condition[] =>
    classes.filter(({ schemeKind }) => schemeKind === kind).map(({ residuals }) => conditionOn(day, residuals));
  const channels = asked('channel');
  const conditions = [...(channels.length > 0 ? [{ any: channels }] : []), ...asked('gate')];
  const clauses = conditions.map((condition, position) => ({ id: String(position), source: 'builtIn' as const, condition }));
  return [{ from: day, to: day, inForce: true, clauses }];
}

/** A gate before its first day is neither passed nor failed; a channel before its first day is ineligible and never comes here. */
const NOT_IN_FORCE: Condition = {
  needsReview: { en: 'Not in force on the day.', 'zh-Hans': '当日未生效。', 'zh-Hant': '當日未生效。' },
};

function conditionOn(day: Day, residuals: readonly ResidualInterval[]): Condition {
  const interval = residuals.find(({ from, to }) => from <= day && (to === null || day <= to));
  return interval?.inForce === true ? { all: interval.clauses.map(({ condition }) => condition) } : NOT_IN_FORCE;
}
