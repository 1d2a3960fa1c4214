import { factDictionary, scopeOf } from './fact-dictionary.js';
import { codeLabel, factLabels, factQuestions, labelledCodes, unitLabels } from './fact-labels.js';
import type { AuthoredTexts } from './rule.js';

const names = [...factDictionary.keys()];
const asked = names.filter((fact) => scopeOf(fact) === 'investor' || scopeOf(fact) === 'trade');
const texts = ({ en, 'zh-Hans': hans, 'zh-Hant': hant }: AuthoredTexts): readonly string[] => [en, hans, hant];
const isWritten = (authored: AuthoredTexts | undefined): boolean =>
  authored !== undefined && texts(authored).every((text) => text !== '' && text.trim() === text);

/** Every text of the dictionary, by what it names. */
const everyText: readonly (readonly [string, AuthoredTexts])[] = [
  ...factLabels,
  ...factQuestions,
  ...unitLabels,
  ...names.flatMap((fact) =>
    labelledCodes(fact).flatMap((code) => {
      const label = codeLabel(fact, code);
      return label === undefined ? [] : [[`${fact}: ${code}`, label] as const];
    }),
  ),
];

test('the dictionary has 85 facts, each with a label in every language', () => {
  expect(names).toHaveLength(85);
  expect(names.filter((fact) => !isWritten(factLabels.get(fact)))).toEqual([]);
  expect([...factLabels.keys()].sort()).toEqual([...names].sort());
});

test('every fact about an investor or an order has a question in every language, and no other fact has one', () => {
  expect(asked.filter((fact) => !isWritten(factQuestions.get(fact)))).toEqual([]);
  expect([...factQuestions.keys()].sort()).toEqual([...asked].sort());
});

test('a question ends as one does in its language, or tells what to name', () => {
  const unasked = [...factQuestions].filter(
    ([, { en, ...chinese }]) => !en.includes('?') || !Object.values(chinese).every((text) => text.includes('？')),
  );
  expect(unasked).toEqual([]);
});

test('every code of a list has a label in every language, and no code that the dictionary lacks has one', () => {
  for (const [fact, { values = [] }] of factDictionary) {
    expect(values.filter((code) => !isWritten(codeLabel(fact, code)))).toEqual([]);
    expect([...labelledCodes(fact)].sort()).toEqual([...values].sort());
  }
});

test('two codes of one fact, and two facts of one scope and unit, are never called the same', () => {
  for (const language of ['en', 'zh-Hans', 'zh-Hant'] as const) {
    for (const fact of names) {
      const called = labelledCodes(fact).map((code) => codeLabel(fact, code)?.[language]);
      expect(called).toEqual([...new Set(called)]);
    }
    const facts = names.map((fact) => `${scopeOf(fact)} ${factLabels.get(fact)?.[language]} ${factDictionary.get(fact)?.unit}`);
    expect(facts).toEqual([...new Set(facts)]);
  }
});

test('every unit has a label, and a currency shows its code', () => {
  const units = [...new Set([...factDictionary.values()].flatMap(({ unit }) => (unit === undefined ? [] : [unit])))];
  expect(units.filter((unit) => !isWritten(unitLabels.get(unit)))).toEqual([]);
  expect(
    ['CNY', 'HKD', 'USD'].filter((code) => !texts(unitLabels.get(code) as AuthoredTexts).every((text) => text.includes(code))),
  ).toEqual([]);
});

test('no text of one script holds characters that only the other has', () => {
  const onlySimplified = /[币证账户资产业务签发国际东广对险应为从开时间个实报价规则专机构条称类级过万与众进关门务区购债权场书质]/u;
  const onlyTraditional = /[幣證賬戶資產業務簽發國際東廣對險應為從開時間個實報價規則專機構條稱類級過萬與眾進關門務區購債權場書質]/u;
  expect(everyText.filter(([, text]) => onlyTraditional.test(text['zh-Hans'])).map(([name]) => name)).toEqual([]);
  expect(everyText.filter(([, text]) => onlySimplified.test(text['zh-Hant'])).map(([name]) => name)).toEqual([]);
});
