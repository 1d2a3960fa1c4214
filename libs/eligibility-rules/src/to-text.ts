import type { Comparison, Condition } from './condition.js';
import { comparisonText, negatedComparisonText } from './comparison-text.js';
import { factLabels } from './fact-labels.js';
import type { AuthoredTexts } from './rule.js';

/** A language in which a rule is put into words. */
export type TextLanguage = keyof AuthoredTexts;

const WORDS: Readonly<Record<'all' | 'any' | 'not' | 'always' | 'never' | 'unknown' | 'review' | 'colon', AuthoredTexts>> = {
  all: { en: 'all of the following:', 'zh-Hans': '须同时符合以下各项：', 'zh-Hant': '須同時符合以下各項：' },
  any: { en: 'at least one of the following:', 'zh-Hans': '须符合以下任何一项：', 'zh-Hant': '須符合以下任何一項：' },
  not: { en: 'not the following:', 'zh-Hans': '不得符合以下条件：', 'zh-Hant': '不得符合以下條件：' },
  always: { en: 'always so', 'zh-Hans': '一律符合', 'zh-Hant': '一律符合' },
  never: { en: 'never so', 'zh-Hans': '一律不符合', 'zh-Hant': '一律不符合' },
  unknown: { en: 'not known', 'zh-Hans': '未知', 'zh-Hant': '未知' },
  review: { en: 'for a person to judge: ', 'zh-Hans': '须由人员判断：', 'zh-Hant': '須由人員判斷：' },
  colon: { en: ': ', 'zh-Hans': '：', 'zh-Hant': '：' },
};

/** A condition in words: a line for each comparison, its parts indented below it by two spaces and a dash. Amounts keep the code of their currency. */
export function toText(condition: Condition, language: TextLanguage): string {
  return linesOf(condition, language).join('\n');
}

function linesOf(condition: Condition, language: TextLanguage): readonly string[] {
  if ('all' in condition) return partsOf(condition.all, 'all', language);
  if ('any' in condition) return partsOf(condition.any, 'any', language);
  if ('not' in condition) return negated(condition.not, language);
  if ('fact' in condition) return [lineOf(condition, comparisonText(condition, language), language)];
  if ('unknown' in condition) return [named(condition.unknown, language) + WORDS.colon[language] + WORDS.unknown[language]];
  const texts = condition.needsReview;
  return [WORDS.review[language] + (texts[language] ?? texts.en ?? Object.values(texts).join(' '))];
}

function partsOf(parts: readonly Condition[], kind: 'all' | 'any', language: TextLanguage): readonly string[] {
  const [only] = parts;
  if (only === undefined) return [WORDS[kind === 'all' ? 'always' : 'never'][language]];
  return parts.length === 1
    ? linesOf(only, language)
    : [WORDS[kind][language], ...parts.flatMap((part) => indented(linesOf(part, language)))];
}

/** A comparison that has a plain opposite is written as that; in everything else `not` stays, since what does not apply passes it too. */
function negated(part: Condition, language: TextLanguage): readonly string[] {
  const opposite = 'fact' in part ? negatedComparisonText(part, language) : undefined;
  if (opposite !== undefined && 'fact' in part) return [lineOf(part, opposite, language)];
  return [WORDS.not[language], ...indented(linesOf(part, language))];
}

const indented = (lines: readonly string[]): readonly string[] =>
  lines.map((line, position) => (position === 0 ? `- ${line}` : `  ${line}`));

const lineOf = ({ fact }: Comparison, text: string, language: TextLanguage): string => named(fact, language) + WORDS.colon[language] + text;

const named = (fact: string, language: TextLanguage): string => factLabels.get(fact)?.[language] ?? fact;
