import type { Rule, Scheme } from '@jinqiao/eligibility-rules/rule';

/** One file of the law as released, its path from the folder of all schemes. */
export type SchemeFile = { readonly path: string; readonly content: string };

const ruleFields: readonly (keyof Rule)[] = [
  'id',
  'side',
  'from',
  'to',
  'announcedOn',
  'operationalOn',
  'succeeds',
  'says',
  'when',
  'requires',
  'cites',
  'confidence',
  'doubt',
  'about',
  'explainsOnly',
];

/** A scheme with its rules of the store as files of `libs/eligibility-schemes`: `scheme.ts` whole, and the cases of published drafts to add to its cases. */
export function schemeFiles(scheme: Scheme, cases: readonly unknown[]): SchemeFile[] {
  const { rules, ...register } = scheme;
  const inOrder = rules.map((rule) =>
    Object.fromEntries(ruleFields.flatMap((field) => (rule[field] === undefined ? [] : [[field, rule[field]]]))),
  );
  const schemeFile = `import type { Scheme } from '@jinqiao/eligibility-rules/rule';

/** ${oneLine(scheme.names.en)}. */
export const ${constantOf(scheme.id)}: Scheme = ${written({ ...register, rules: inOrder }, '')};
`;
  const casesFile = `import type { SchemeCase } from '../scheme-case.js';

/** Worked decisions of rules that were drafted and published at run time. */
export const publishedCases: readonly SchemeCase[] = ${written(cases, '')};
`;
  return [
    { path: `${scheme.id}/scheme.ts`, content: schemeFile },
    ...(cases.length === 0 ? [] : [{ path: `${scheme.id}/published-cases.ts`, content: casesFile }]),
  ];
}

/** Fields that are read in an order of their own, which the store does not keep; all others stay where they are. */
const readingOrder = [
  'fact',
  'op',
  'value',
  'otherFact',
  'en',
  'zh-Hans',
  'zh-Hant',
  'instrument',
  'article',
  'url',
  'seenOn',
  'seenAt',
  'lastVerifiedAt',
];
const placeOf = (name: string): number => readingOrder.indexOf(name);

const constantOf = (id: string): string => id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').replaceAll('*/', '* /');

/** A literal in the style of the released files, but for the width of lines, which the formatter sets. */
function written(value: unknown, indent: string): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return `[\n${value.map((each) => `${inner}${written(each, inner)},\n`).join('')}${indent}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .sort(([one], [other]) => placeOf(one) - placeOf(other));
    if (fields.length === 0) return '{}';
    return `{\n${fields.map(([name, each]) => `${inner}${nameOf(name)}: ${written(each, inner)},\n`).join('')}${indent}}`;
  }
  return typeof value === 'string' ? quoted(value) : String(value);
}

const nameOf = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name));

/** JSON's escapes are those of the language too; only the quotation marks are turned. */
function quoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
