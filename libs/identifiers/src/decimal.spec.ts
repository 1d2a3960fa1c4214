import fc from 'fast-check';
import { compareDecimals, decimalScale, isDecimal, shortestDecimal } from './decimal.js';

const decimal = fc.tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.integer({ min: 0, max: 12 })).map(([digits, scale]) => {
  const magnitude = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
  const point = magnitude.length - scale;
  return { digits, scale, text: `${digits < 0n ? '-' : ''}${magnitude.slice(0, point)}${scale === 0 ? '' : `.${magnitude.slice(point)}`}` };
});

test.each(['0', '-0', '0.0', '5', '-5.25', '499999.99', '20000000000', '0.00000001'])('%s is a decimal', (text) => {
  expect(isDecimal(text)).toBe(true);
});

test.each(['', '.5', '5.', '05', '+5', '5e3', '5,000', ' 5', '5 ', '0x10', 'NaN', 'Infinity', '1_000', '٥', '--5'])(
  '"%s" is no decimal',
  (text) => {
    expect(isDecimal(text)).toBe(false);
  },
);

test('a cent below a limit is below it, however large the number', () => {
  expect(compareDecimals('499999.99', '500000')).toBe(-1);
  expect(compareDecimals('500000.00', '500000')).toBe(0);
  expect(compareDecimals('10000.01', '10000')).toBe(1);
  expect(compareDecimals('90071992547409930.01', '90071992547409930.02')).toBe(-1);
});

test('minus zero is zero and negatives order backwards', () => {
  expect([compareDecimals('-0.00', '0'), compareDecimals('-2', '-1'), compareDecimals('-1', '1'), compareDecimals('-0.1', '0')]).toEqual([
    0, -1, -1, -1,
  ]);
});

test('the scale counts the digits as written', () => {
  expect([decimalScale('5'), decimalScale('5.10'), decimalScale('-0.001')]).toEqual([0, 2, 3]);
});

test.each([
  ['1.00', '1'],
  ['10.50', '10.5'],
  ['100.00', '100'],
  ['100', '100'],
  ['0.10', '0.1'],
  ['-2.500', '-2.5'],
  ['-0.00', '0'],
])('the shortest text of %s is %s', (written, shortest) => {
  expect(shortestDecimal(written)).toBe(shortest);
});

test('what is no decimal does not compare', () => {
  expect(() => compareDecimals('5', 'five')).toThrow(RangeError);
});

test('decimals order as their exact integers on one scale', () => {
  fc.assert(
    fc.property(decimal, decimal, (a, b) => {
      const left = a.digits * 10n ** BigInt(12 - a.scale);
      const right = b.digits * 10n ** BigInt(12 - b.scale);
      expect(compareDecimals(a.text, b.text)).toBe(left < right ? -1 : left > right ? 1 : 0);
      expect(compareDecimals(b.text, a.text) + compareDecimals(a.text, b.text)).toBe(0);
      expect(compareDecimals(a.text, a.text)).toBe(0);
      expect(shortestDecimal(a.text) === shortestDecimal(b.text)).toBe(left === right);
    }),
    { seed: 20250618, numRuns: 3000 },
  );
});
