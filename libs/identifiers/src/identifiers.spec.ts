import fc from 'fast-check';
import { countryFault } from './country.js';
import { isinFault } from './isin.js';
import { leiFault } from './lei.js';
import { micFault } from './mic.js';
import { usccFault, usccWarning } from './uscc.js';

const settings = { seed: 20250618, numRuns: 2000 };
const CHARACTERS = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const characters = (length: number) =>
  fc.array(fc.constantFrom(...CHARACTERS), { minLength: length, maxLength: length }).map((list) => list.join(''));
/** Another character of the same kind, so that only the check can notice it. */
const replaced = (text: string, at: number, by: string): string => text.slice(0, at) + by + text.slice(at + 1);

describe('LEI', () => {
  test.each(['969500KSV493XWY0PS33', '5493001KJTIIGC8Y1R12', '7H6GLXDRUGQFU57RNE97', '213800JINQIAOTST0E97'])('%s is one', (text) => {
    expect(leiFault(text)).toBeUndefined();
  });

  test.each(['969500KSV493XWY0PS34', '213800JINQIAOTST0E00', '969500ksv493xwy0ps33', '969500KSV493XWY0PS3', '', '969500KSV493XWY0PS33 '])(
    '"%s" is none',
    (text) => {
      expect(leiFault(text)).toMatch(/\.$/);
    },
  );

  test('of a body exactly one pair of check digits passes, and no digit or letter can change for another', () => {
    fc.assert(
      fc.property(characters(18), fc.nat({ max: 17 }), fc.nat({ max: 34 }), (body, at, step) => {
        const passing = Array.from({ length: 100 }, (_, pair) => `${body}${String(pair).padStart(2, '0')}`).filter(
          (lei) => leiFault(lei) === undefined,
        );
        expect(passing).toHaveLength(1);
        const lei = passing[0] ?? '';
        const alphabet = CHARACTERS.filter((character) => /\d/.test(character) === /\d/.test(lei.charAt(at)));
        const other = alphabet[(alphabet.indexOf(lei.charAt(at)) + 1 + step) % alphabet.length] ?? '';
        if (other !== lei.charAt(at)) expect(leiFault(replaced(lei, at, other))).toBeDefined();
      }),
      { ...settings, numRuns: 1000 },
    );
  });
});

describe('ISIN', () => {
  test.each(['HK0388045442', 'KYG875721634', 'CNE0000018R8', 'CNE1000003G1', 'US0378331005'])('%s is one', (text) => {
    expect(isinFault(text)).toBeUndefined();
  });

  test.each(['HK0388045443', 'XS1234567890', 'hk0388045442', 'HK038804544', '1K0388045442', ''])('"%s" is none', (text) => {
    expect(isinFault(text)).toMatch(/\.$/);
  });

  test('of a body exactly one check digit passes', () => {
    fc.assert(
      fc.property(characters(9), (body) => {
        const passing = [...'0123456789'].filter((digit) => isinFault(`HK${body}${digit}`) === undefined);
        expect(passing).toHaveLength(1);
      }),
      settings,
    );
  });
});

describe('USCC', () => {
  test.each(['91350100M000100Y43', '91440101MA5CJQ4N59', '9135021359498494XQ'])('%s is one', (text) => {
    expect([usccFault(text), usccWarning(text)]).toEqual([undefined, undefined]);
  });

  test.each([
    ['91350100M0001TGQXM', '1'],
    ['91350211M0000XUF46', 'R'],
    ['91350203M0001FUE2P', 'J'],
  ])('the pilot code %s passes with a warning that its last character should be %s', (text, expected) => {
    expect(usccFault(text)).toBeUndefined();
    expect(usccWarning(text)).toContain(`should be ${expected}`);
  });

  test.each(['91350100M000100Y4', '91350100I000100Y43', '9135A100M000100Y43', '91350100M000100Z43', '91350100M000101Y43', ''])(
    '"%s" is none',
    (text) => {
      expect(usccFault(text)).toMatch(/\.$/);
    },
  );
});

test.each(['XSHG', 'XSHE', 'XHKG', 'CFBC', 'SGEX'])('%s has the form of a MIC', (text) => {
  expect(micFault(text)).toBeUndefined();
});

test.each(['xshg', 'XSH', 'XSHG1', 'XS-G', ''])('"%s" has not the form of a MIC', (text) => {
  expect(micFault(text)).toMatch(/\.$/);
});

test('countries and territories are officially assigned codes alone', () => {
  expect(['CN', 'HK', 'MO', 'TW', 'LU', 'KY'].map(countryFault)).toEqual(Array(6).fill(undefined));
  for (const text of ['cn', 'UK', 'ZZ', 'XX', 'EU', 'CHN', '']) expect(countryFault(text)).toMatch(/\.$/);
});
