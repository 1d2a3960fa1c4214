import type { Comparison, Literal, Operator } from './condition.js';
import { factDictionary } from './fact-dictionary.js';
import { codeLabel, factLabels } from './fact-labels.js';
import type { AuthoredTexts } from './rule.js';

type Language = keyof AuthoredTexts;
type Value = Exclude<Literal, readonly unknown[]>;
type Phrase = (limit: string) => string;
type Phrases = Readonly<Record<Language, Phrase>>;

const PHRASES: Readonly<Record<Exclude<Operator, 'between'>, Phrases>> = {
  eq: { en: (limit) => limit, 'zh-Hans': (limit) => limit, 'zh-Hant': (limit) => limit },
  ne: { en: (limit) => `not ${limit}`, 'zh-Hans': (limit) => `不是${limit}`, 'zh-Hant': (limit) => `不是${limit}` },
  in: { en: (limit) => limit, 'zh-Hans': (limit) => limit, 'zh-Hant': (limit) => limit },
  gt: { en: (limit) => `more than ${limit}`, 'zh-Hans': (limit) => `高于${limit}`, 'zh-Hant': (limit) => `高於${limit}` },
  gte: { en: (limit) => `at least ${limit}`, 'zh-Hans': (limit) => `不低于${limit}`, 'zh-Hant': (limit) => `不低於${limit}` },
  lt: { en: (limit) => `less than ${limit}`, 'zh-Hans': (limit) => `低于${limit}`, 'zh-Hant': (limit) => `低於${limit}` },
  lte: { en: (limit) => `at most ${limit}`, 'zh-Hans': (limit) => `不高于${limit}`, 'zh-Hant': (limit) => `不高於${limit}` },
  includes: { en: (limit) => `includes ${limit}`, 'zh-Hans': (limit) => `包括${limit}`, 'zh-Hant': (limit) => `包括${limit}` },
  includesAny: {
    en: (limit) => `includes at least one of ${limit}`,
    'zh-Hans': (limit) => `包括以下至少一项：${limit}`,
    'zh-Hant': (limit) => `包括以下至少一項：${limit}`,
  },
  exists: { en: () => 'applies', 'zh-Hans': () => '适用', 'zh-Hant': () => '適用' },
};

/** Days and times are earlier and later rather than less and more. */
const DATED: Readonly<Partial<Record<Operator, Phrases>>> = {
  gt: { en: (limit) => `after ${limit}`, 'zh-Hans': (limit) => `${limit}之后`, 'zh-Hant': (limit) => `${limit}之後` },
  gte: { en: (limit) => `${limit} or later`, 'zh-Hans': (limit) => `${limit}或之后`, 'zh-Hant': (limit) => `${limit}或之後` },
  lt: { en: (limit) => `before ${limit}`, 'zh-Hans': (limit) => `${limit}之前`, 'zh-Hant': (limit) => `${limit}之前` },
  lte: { en: (limit) => `${limit} or earlier`, 'zh-Hans': (limit) => `${limit}或之前`, 'zh-Hant': (limit) => `${limit}或之前` },
};

/** Chinese counts months and years rather than measuring them. */
const COUNTED: Readonly<Partial<Record<Operator, Phrases>>> = {
  gt: { en: PHRASES.gt.en, 'zh-Hans': (limit) => `多于${limit}`, 'zh-Hant': (limit) => `多於${limit}` },
  gte: { en: PHRASES.gte.en, 'zh-Hans': (limit) => `不少于${limit}`, 'zh-Hant': (limit) => `不少於${limit}` },
  lt: { en: PHRASES.lt.en, 'zh-Hans': (limit) => `少于${limit}`, 'zh-Hant': (limit) => `少於${limit}` },
  lte: { en: PHRASES.lte.en, 'zh-Hans': (limit) => `不多于${limit}`, 'zh-Hant': (limit) => `不多於${limit}` },
};

function phrasesOfSort(fact: string): Readonly<Partial<Record<Operator, Phrases>>> {
  const specification = factDictionary.get(fact);
  if (specification?.type === 'day' || specification?.type === 'local time') return DATED;
  return specification?.unit === 'months' || specification?.unit === 'years' ? COUNTED : {};
}

const NONE_OF: Phrases = {
  en: (limit) => `none of ${limit}`,
  'zh-Hans': (limit) => `不属于以下任何一项：${limit}`,
  'zh-Hant': (limit) => `不屬於以下任何一項：${limit}`,
};
const INCLUDES_NONE_OF: Phrases = {
  en: (limit) => `includes none of ${limit}`,
  'zh-Hans': (limit) => `不包括${limit}`,
  'zh-Hant': (limit) => `不包括${limit}`,
};
const NOT_APPLICABLE: Phrases = { en: () => 'does not apply', 'zh-Hans': () => '不适用', 'zh-Hant': () => '不適用' };

/** What is so where the comparison is not, as far as words have a plain opposite; a fact that does not apply satisfies it. */
const OPPOSITE: Readonly<Partial<Record<Operator, Phrases>>> = {
  eq: PHRASES.ne,
  ne: PHRASES.eq,
  in: NONE_OF,
  includes: INCLUDES_NONE_OF,
  includesAny: INCLUDES_NONE_OF,
  exists: NOT_APPLICABLE,
};

/** What a comparison asks of its fact, without the fact's name. */
export function comparisonText(comparison: Comparison, language: Language): string {
  const { fact, op, value } = comparison;
  if (op === 'between') return rangeText(fact, [value ?? []].flat(), language);
  return (phrasesOfSort(fact)[op] ?? PHRASES[op])[language](limitText(comparison, language));
}

/** What is asked where the comparison must not hold; undefined where that has no short word. */
export function negatedComparisonText(comparison: Comparison, language: Language): string | undefined {
  return OPPOSITE[comparison.op]?.[language](limitText(comparison, language));
}

function rangeText(fact: string, bounds: readonly Value[], language: Language): string {
  const [from = '', to = ''] = bounds.map((bound) => valueText(fact, bound, language));
  return language === 'en' ? `from ${from} to ${to}` : `${from}至${to}`;
}

const VALUE_OF: Phrases = {
  en: (name) => `the value of “${name}”`,
  'zh-Hans': (name) => `“${name}”的值`,
  'zh-Hant': (name) => `「${name}」的值`,
};
const OR: AuthoredTexts = { en: ' or ', 'zh-Hans': '或', 'zh-Hant': '或' };
const COMMA: AuthoredTexts = { en: ', ', 'zh-Hans': '、', 'zh-Hant': '、' };

function limitText({ fact, value, otherFact }: Comparison, language: Language): string {
  if (otherFact !== undefined) return VALUE_OF[language](factLabels.get(otherFact)?.[language] ?? otherFact);
  const texts = [value ?? []].flat().map((each) => valueText(fact, each, language));
  const comma = texts.some((text) => text.includes(', ')) ? '; ' : COMMA[language];
  return texts.length < 2 ? texts.join('') : texts.slice(0, -1).join(comma) + OR[language] + (texts.at(-1) ?? '');
}

const YES: AuthoredTexts = { en: 'yes', 'zh-Hans': '是', 'zh-Hant': '是' };
const NO: AuthoredTexts = { en: 'no', 'zh-Hans': '否', 'zh-Hant': '否' };

/** The places that the rules themselves name; any other keeps its code. */
const PLACES: Readonly<Record<string, AuthoredTexts>> = {
  CN: { en: 'Mainland', 'zh-Hans': '内地', 'zh-Hant': '內地' },
  HK: { en: 'Hong Kong', 'zh-Hans': '香港', 'zh-Hant': '香港' },
  MO: { en: 'Macao', 'zh-Hans': '澳门', 'zh-Hant': '澳門' },
};

function valueText(fact: string, value: Value, language: Language): string {
  if (typeof value === 'boolean') return (value ? YES : NO)[language];
  const specification = factDictionary.get(fact);
  if (specification?.type === 'decimal' || specification?.type === 'integer')
    return quantityText(String(value), specification.unit, language);
  const places = specification?.standard === undefined ? {} : PLACES;
  return (codeLabel(fact, String(value)) ?? places[String(value)])?.[language] ?? String(value);
}

const MONTHS: AuthoredTexts = { en: ' months', 'zh-Hans': '个月', 'zh-Hant': '個月' };
const YEARS: AuthoredTexts = { en: ' years', 'zh-Hans': '年', 'zh-Hant': '年' };

function quantityText(value: string, unit: string | undefined, language: Language): string {
  const [whole = '', fraction] = value.split('.');
  const number = whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction === undefined ? '' : `.${fraction}`);
  if (unit === undefined) return number;
  if (unit === 'percent') return `${number}%`;
  if (unit !== 'months' && unit !== 'years') return `${unit} ${number}`;
  const noun = (unit === 'months' ? MONTHS : YEARS)[language];
  return number + (value === '1' && language === 'en' ? noun.slice(0, -1) : noun);
}
