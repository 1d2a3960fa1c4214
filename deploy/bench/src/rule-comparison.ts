import { decide } from '@jinqiao/eligibility-rules/decide';
import type { Facts } from '@jinqiao/eligibility-rules/facts';
import { ASKED_ON, comparedRules, comparedScheme, knownInvestors } from './compared-rules.js';
import { cedar, jsonLogic, jsonRulesEngine, ours } from './engines.js';
import type { RuleEngine } from './engines.js';
import { interleaved } from './measure.js';
import type { Contestant, Measured } from './measure.js';

/** What each engine answers where the fact is unusual: by engine, then by rule. */
export type UnusualAnswers = { readonly asked: string; readonly answers: Readonly<Record<string, readonly unknown[]>> };

/** The same three rules in every engine: compared answers, then times. */
export type RuleComparison = {
  readonly rules: readonly string[];
  readonly sameAnswersChecked: number;
  readonly unusual: readonly UnusualAnswers[];
  readonly measured: readonly Measured[];
};

const INVESTORS = 200;
const REPEATS = 10;

/** Checks that all engines say the same of investors of whom everything is known, then takes their times side by side. */
export async function compareRules(rounds: number): Promise<RuleComparison> {
  const engines = [ours(comparedRules), jsonRulesEngine(comparedRules), jsonLogic(comparedRules), cedar(comparedRules)];
  const investors = knownInvestors(INVESTORS);
  await checkSameAnswers(engines, investors);
  const contestants = [explained(investors), ...engines.map((engine) => contestantOf(engine, investors))];
  return {
    rules: comparedRules.map(({ id }) => id),
    sameAnswersChecked: investors.length * comparedRules.length,
    unusual: await unusualAnswers(engines),
    measured: await interleaved(contestants, rounds),
  };
}

/** Throws at the first investor of whom two engines, or `decide`, say something else. */
export async function checkSameAnswers(engines: readonly RuleEngine[], investors: readonly Facts[]): Promise<void> {
  for (const investor of investors) {
    const refused = decide(comparedScheme, investor, ASKED_ON, 'buy').refused.map(({ id }) => id);
    const expected = JSON.stringify(comparedRules.map(({ id }) => !refused.includes(id)));
    for (const { name, ready } of engines) {
      const said = JSON.stringify(await ready(investor)());
      if (said !== expected) throw new Error(`${name} says ${said} where decide says ${expected}, of ${JSON.stringify(investor)}.`);
    }
  }
}

function contestantOf({ name, ready }: RuleEngine, investors: readonly Facts[]): Contestant {
  const questions = investors.map(ready);
  return {
    name,
    operations: questions.length * REPEATS,
    run: async () => {
      for (let repeat = 0; repeat < REPEATS; repeat += 1)
        for (const ask of questions) {
          const answers = ask();
          if (answers instanceof Promise) await answers;
        }
    },
  };
}

/** The whole decision: reasons in three languages, citations, facts seen, doubts and what is missing. */
function explained(investors: readonly Facts[]): Contestant {
  return {
    name: 'ours: decide with explanation',
    operations: investors.length * REPEATS,
    run: () => {
      for (let repeat = 0; repeat < REPEATS; repeat += 1)
        for (const investor of investors) decide(comparedScheme, investor, ASKED_ON, 'buy');
    },
  };
}

async function unusualAnswers(engines: readonly RuleEngine[]): Promise<UnusualAnswers[]> {
  const [known = {}] = knownInvestors(1);
  const individual: Facts = { ...known, 'investor.kind': 'individual' };
  const balanceUnknown = Object.fromEntries(Object.entries(individual).filter(([fact]) => fact !== 'investor.securitiesAndCashCny'));
  const asked: readonly [string, Facts][] = [
    ['an individual whose balance is not known', balanceUnknown],
    ['a balance a trillionth below the limit', { ...individual, 'investor.securitiesAndCashCny': '499999.999999999999' }],
  ];
  return Promise.all(
    asked.map(async ([name, facts]) => {
      const answers = await Promise.all(engines.map(async (engine) => [engine.name, await engine.ready(facts)()] as const));
      return { asked: name, answers: Object.fromEntries(answers) };
    }),
  );
}
