import fc from 'fast-check';
import { difference, sameMeaning } from './difference.js';
import type { Kinds } from './kinds.js';
import { meaningOf } from './meaning.js';

const kinds: Kinds = {
  '/terms/size': 'decimal',
  '/terms/features': 'set',
  '/accesses': { setBy: 'scheme' },
  '/accesses/*/limit': 'decimal',
  '/decidedAt': 'instant',
};

const word = fc.stringMatching(/^[a-z0-9]{1,8}$/);
const amount = fc
  .tuple(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), fc.stringMatching(/^\d{0,6}$/))
  .map(([digits, fraction]) => (fraction === '' ? String(digits) : `${digits}.${fraction}`));
const moment = fc
  .date({ min: new Date('1970-01-02T00:00:00Z'), max: new Date('2999-12-30T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());

const document = fc.record({
  names: fc.record({ en: word, 'zh-Hans': word }, { requiredKeys: [] }),
  terms: fc.record({ size: amount, board: word, features: fc.uniqueArray(word, { maxLength: 5 }), count: fc.integer() }),
  accesses: fc.uniqueArray(fc.record({ scheme: word, limit: amount, audience: word }), {
    selector: ({ scheme }) => scheme,
    minLength: 1,
    maxLength: 5,
  }),
  steps: fc.array(fc.record({ says: word, weight: fc.integer() }), { minLength: 1, maxLength: 5 }),
  decidedAt: moment,
});
type Document = typeof document extends fc.Arbitrary<infer Value> ? Value : never;

/** The same document written otherwise, in as many ways as the numbers choose. */
function reformatted(written: Document, choose: () => number): unknown {
  const spaced = (text: string): string => `${' \t\u3000'.repeat(choose() % 2)}${text}${'\n'.repeat(choose() % 2)}`;
  const zeros = (text: string): string => `${text}${text.includes('.') ? '' : '.0'}${'0'.repeat(choose() % 4)}`;
  const shuffled = <T>(list: readonly T[]): T[] =>
    list
      .map((member) => [choose(), member] as const)
      .sort(([one], [other]) => one - other)
      .map(([, member]) => member);
  const keys = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(keys)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(shuffled(Object.entries(value)).map(([name, member]) => [name, keys(member)]))
        : value;
  const { terms, accesses, steps, decidedAt } = written;
  return keys({
    names: Object.fromEntries(Object.entries(written.names).map(([language, name]) => [language, spaced(name)])),
    terms: { ...terms, size: zeros(terms.size), board: spaced(terms.board), features: shuffled(terms.features).map(spaced) },
    accesses: shuffled(accesses).map((access) => ({ ...access, limit: zeros(access.limit), scheme: spaced(access.scheme) })),
    steps: steps.map((step) => ({ ...step, says: spaced(step.says) })),
    decidedAt: inZone(decidedAt, (choose() % 29) - 14),
  });
}

function inZone(instant: string, hours: number): string {
  const local = new Date(Date.parse(instant) + hours * 3_600_000).toISOString().slice(0, -1);
  return `${local}00${hours < 0 ? '-' : '+'}${String(Math.abs(hours)).padStart(2, '0')}:00`;
}

const choices = fc.infiniteStream(fc.nat({ max: 1_000_000 })).map((stream) => () => stream.next().value as number);
const other = (text: string): string => `${text}x`;

/** Each way to change one thing, where it is done and how; lists are changed at the position that the number names. */
const singleChanges: Readonly<Record<string, (written: Document, at: number) => readonly [pointer: string, changed: unknown]>> = {
  'a name': (written) => ['/names/en', { ...written, names: { ...written.names, en: other(written.names.en ?? '') } }],
  'an amount by its last digit': (written) => [
    '/terms/size',
    { ...written, terms: { ...written.terms, size: `${written.terms.size}${written.terms.size.includes('.') ? '' : '.'}0000001` } },
  ],
  'a new field': (written) => ['/terms/later', { ...written, terms: { ...written.terms, later: null } }],
  'a field that goes': (written) => ['/terms/board', { ...written, terms: { ...written.terms, board: undefined } }],
  'a member of a set': (written) => [
    '/terms/features',
    { ...written, terms: { ...written.terms, features: ['ABSENT', ...written.terms.features] } },
  ],
  'a record of a set': (written, at) => [
    `/accesses/${at % written.accesses.length}/audience`,
    { ...written, accesses: written.accesses.with(at % written.accesses.length, audienceChanged(written, at % written.accesses.length)) },
  ],
  'a record put into a set': (written, at) => {
    const position = at % (written.accesses.length + 1);
    return [
      `/accesses/${position}`,
      { ...written, accesses: written.accesses.toSpliced(position, 0, { scheme: 'NEW', limit: '1', audience: 'a' }) },
    ];
  },
  'a record taken out of a set': (written, at) => {
    const position = at % written.accesses.length;
    return [`/accesses/${position}`, { ...written, accesses: written.accesses.toSpliced(position, 1) }];
  },
  'a step of a list': (written, at) => {
    const position = at % written.steps.length;
    const step = written.steps[position] as Document['steps'][number];
    return [`/steps/${position}/says`, { ...written, steps: written.steps.with(position, { ...step, says: 'CHANGED' }) }];
  },
  'a step put into a list': (written, at) => {
    const position = at % (written.steps.length + 1);
    return [`/steps/${position}`, { ...written, steps: written.steps.toSpliced(position, 0, { says: 'NEW', weight: 0 }) }];
  },
  'a moment': (written) => ['/decidedAt', { ...written, decidedAt: new Date(Date.parse(written.decidedAt) + 1).toISOString() }],
};

const audienceChanged = (written: Document, position: number): Document['accesses'][number] => {
  const access = written.accesses[position] as Document['accesses'][number];
  return { ...access, audience: other(access.audience) };
};

// What is taken out of a set is counted where it was written.
const withoutPosition = (pointer: string): string => pointer.replace(/\d+$/, '');

test('writing the same otherwise is never a difference', () => {
  fc.assert(
    fc.property(document, choices, (written, choose) => {
      const again = reformatted(written, choose);
      expect(difference(written, again, kinds)).toEqual([]);
      expect(meaningOf(again, kinds)).toBe(meaningOf(written, kinds));
    }),
    { numRuns: 500 },
  );
});

test.each(Object.entries(singleChanges))(
  '%s, changed alone, is the one difference, also where the rest is written otherwise',
  (_, change) => {
    fc.assert(
      fc.property(document, fc.nat(), choices, (written, at, choose) => {
        const [pointer, changed] = change(written, at);
        expect(difference(written, changed, kinds).map((found) => found.pointer)).toEqual([pointer]);
        expect(difference(changed, written, kinds)).toHaveLength(1);
        const besides = difference(reformatted(written, choose), changed, kinds).map((found) => withoutPosition(found.pointer));
        expect(besides).toEqual([withoutPosition(pointer)]);
      }),
      { numRuns: 150 },
    );
  },
);

test('of any two JSON values: no difference exactly when they mean the same, and each difference really differs', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), fc.jsonValue({ maxDepth: 4 }), (before, after) => {
      const found = difference(before, after);
      expect(found.length === 0).toBe(sameMeaning(before, after));
      for (const each of found) expect(sameMeaning(each.before, each.after)).toBe(false);
      expect(difference(before, structuredClone(before))).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});
