import fc from 'fast-check';
import { addDays, addMonths, completeMonths, dayOf, daysBetween, FIRST_DAY, isDay, LAST_DAY } from './day.js';

const day = fc.integer({ min: -700_000, max: 2_900_000 }).map((epoch) => addDays('1970-01-01', epoch));
const modernDay = fc.integer({ min: 0, max: 40_000 }).map((epoch) => addDays('1970-01-01', epoch));
const settings = { seed: 20250618, numRuns: 2000 };

test.each(['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31', '2026-11-02'])('%s is a day', (text) => {
  expect(isDay(text)).toBe(true);
});

test.each([
  '2023-02-29',
  '1900-02-29',
  '2026-13-01',
  '2026-00-10',
  '2026-04-31',
  '0000-01-01',
  '2026-1-1',
  '20261102',
  '2026-11-02T00:00',
  ' 2026-11-02',
  '',
])('"%s" is no day', (text) => {
  expect(isDay(text)).toBe(false);
});

test('days exist, follow each other and are counted as in the calendar of the machine', () => {
  const midnight = (text: string): number => Date.parse(`${text}T00:00:00Z`);
  const written = fc
    .tuple(
      fc.oneof(fc.integer({ min: 0, max: 9999 }), fc.constantFrom(4, 1900, 2000, 2024, 2100)),
      fc.nat(13),
      fc.integer({ min: 0, max: 32 }),
    )
    .map(
      ([year, month, dayOfMonth]) =>
        `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`,
    );
  fc.assert(
    fc.property(written, (text) => {
      const ms = midnight(text);
      const exists = !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text) && text >= FIRST_DAY;
      return isDay(text) === exists && (!exists || daysBetween('1970-01-01', text) === ms / 86_400_000);
    }),
    { ...settings, numRuns: 10_000 },
  );
});

test('the day turns at midnight in Shanghai and Hong Kong, eight hours before UTC', () => {
  expect(dayOf(new Date('2024-12-31T15:59:59.999Z'))).toBe('2024-12-31');
  expect(dayOf(new Date('2024-12-31T16:00:00.000Z'))).toBe('2025-01-01');
});

test('a month after 31 January is the last of February', () => {
  expect([addMonths('2025-01-31', 1), addMonths('2024-01-31', 1), addMonths('2024-02-29', 12), addMonths('2024-03-31', -1)]).toEqual([
    '2025-02-28',
    '2024-02-29',
    '2025-02-28',
    '2024-02-29',
  ]);
});

test('months are complete on the day of the month, or on the last day of a shorter one', () => {
  expect([completeMonths('2025-01-31', '2025-02-27'), completeMonths('2025-01-31', '2025-02-28')]).toEqual([0, 1]);
  expect([completeMonths('2024-01-15', '2025-01-14'), completeMonths('2024-01-15', '2025-01-15')]).toEqual([11, 12]);
  expect(completeMonths('2025-03-01', '2025-02-28')).toBe(-1);
});

test('arithmetic stays within the calendar', () => {
  expect([addDays(LAST_DAY, 14), addMonths(LAST_DAY, 1), addDays(FIRST_DAY, -1), addMonths(FIRST_DAY, -1)]).toEqual([
    LAST_DAY,
    LAST_DAY,
    FIRST_DAY,
    FIRST_DAY,
  ]);
});

test('arithmetic on what is no day is an error', () => {
  expect(() => addDays('2026-02-30', 1)).toThrow(RangeError);
  expect(() => daysBetween('2026-01-01', 'tomorrow')).toThrow(RangeError);
  expect(() => addMonths('today', 1)).toThrow(RangeError);
});

test('adding the days between two days leads from one to the other', () => {
  fc.assert(
    fc.property(day, day, (from, to) => {
      expect(addDays(from, daysBetween(from, to))).toBe(to);
      expect(isDay(from)).toBe(true);
    }),
    settings,
  );
});

test('complete months are the greatest number that does not pass the day', () => {
  fc.assert(
    fc.property(modernDay, modernDay, (from, to) => {
      const months = completeMonths(from, to);
      expect(addMonths(from, months) <= to && addMonths(from, months + 1) > to).toBe(true);
    }),
    settings,
  );
});
