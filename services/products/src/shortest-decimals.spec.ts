import fc from 'fast-check';
import { canonicalJson } from '@jinqiao/service-runtime/canonical-json';
import { withShortestDecimals } from './shortest-decimals.js';

const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, member]) => [key, shuffled(member)]),
    );
  return value;
};

describe('the canonical text of a JSON value', () => {
  test('says the same in every order of its keys, and reads back as the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const document = JSON.parse(JSON.stringify(value)) as unknown;
        expect(canonicalJson(shuffled(document))).toBe(canonicalJson(document));
        expect(JSON.parse(canonicalJson(document))).toEqual(document);
      }),
    );
  });

  test('keeps the order of a list, which is part of its meaning', () => {
    expect(canonicalJson(['b', 'a'])).not.toBe(canonicalJson(['a', 'b']));
  });

  test.each([
    ['1.00', '1'],
    ['1.0', '1'],
    ['10.50', '10.5'],
    ['100.00', '100'],
    ['0.10', '0.1'],
    ['-2.500', '-2.5'],
    ['600000', '600000'],
    ['CGB 2.68', 'CGB 2.68'],
    ['1.', '1.'],
  ])('takes the decimal %s for %s', (written, shortest) => {
    expect(withShortestDecimals({ amounts: [written] })).toEqual({ amounts: [shortest] });
  });
});
