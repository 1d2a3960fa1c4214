import { authored } from './authored-texts.js';
import { institutionCodeLabels } from './institution-code-labels.js';
import { institutionFactLabels } from './institution-fact-labels.js';
import { investorCodeLabels } from './investor-code-labels.js';
import { investorFactLabels } from './investor-fact-labels.js';
import { investorFactQuestions } from './investor-fact-questions.js';
import { productCodeLabels } from './product-code-labels.js';
import { productFactLabels } from './product-fact-labels.js';
import type { AuthoredTexts } from './rule.js';
import { tradeCodeLabels } from './trade-code-labels.js';
import { tradeFactLabels } from './trade-fact-labels.js';
import { tradeFactQuestions } from './trade-fact-questions.js';

/** What each fact of the dictionary is called, by its full name, in the terms of the regulators; the unit is not part of it. */
export const factLabels: ReadonlyMap<string, AuthoredTexts> = new Map<string, AuthoredTexts>(
  Object.entries({ ...investorFactLabels, ...productFactLabels, ...institutionFactLabels, ...tradeFactLabels }),
);

/** The question that asks for a fact, by its full name: one for each `investor.*` and `trade.*` fact, none for the facts that the catalogue knows itself. */
export const factQuestions: ReadonlyMap<string, AuthoredTexts> = new Map<string, AuthoredTexts>(
  Object.entries({ ...investorFactQuestions, ...tradeFactQuestions }),
);

/** What each unit of the dictionary is called; a currency always shows its code, because the sign of the yuan is ambiguous. */
export const unitLabels: ReadonlyMap<string, AuthoredTexts> = new Map<string, AuthoredTexts>(
  Object.entries({
    CNY: authored('renminbi (CNY)', '人民币（CNY）', '人民幣（CNY）'),
    HKD: authored('Hong Kong dollars (HKD)', '港元（HKD）', '港元（HKD）'),
    USD: authored('US dollars (USD)', '美元（USD）', '美元（USD）'),
    percent: authored('percent', '%', '%'),
    years: authored('years', '年', '年'),
    months: authored('months', '个月', '個月'),
  }),
);

const codeLabels: ReadonlyMap<string, ReadonlyMap<string, AuthoredTexts>> = new Map(
  Object.entries({ ...investorCodeLabels, ...productCodeLabels, ...institutionCodeLabels, ...tradeCodeLabels }).map(([fact, labels]) => [
    fact,
    new Map(Object.entries(labels)),
  ]),
);

/** What a code means as a value of a fact; undefined for a code of a standard such as ISO 3166-1, and for one that an open list does not name. */
export function codeLabel(fact: string, code: string): AuthoredTexts | undefined {
  return codeLabels.get(fact)?.get(code);
}

/** The codes of a fact that have a label. */
export function labelledCodes(fact: string): readonly string[] {
  return [...(codeLabels.get(fact)?.keys() ?? [])];
}
