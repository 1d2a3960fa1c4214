import { daysBetween } from '@jinqiao/identifiers/day';
import fc from 'fast-check';
import { settings } from '../test/runs.js';
import { factsOnDay, yearsActual365 } from './derived-facts.js';

test('an age counts complete months to the day', () => {
  expect(factsOnDay({ 'product.inceptionOn': '2024-01-31' }, '2025-02-27')['product.monthsSinceInception']).toBe(12);
  expect(factsOnDay({ 'product.inceptionOn': '2024-01-31' }, '2025-02-28')['product.monthsSinceInception']).toBe(13);
});

test('a tenor counts days over 365 and turns negative after maturity', () => {
  expect(factsOnDay({ 'product.maturesOn': '2055-06-23' }, '2025-06-30')['product.remainingTenorYears']).toBe('30');
  expect(factsOnDay({ 'product.maturesOn': '2025-06-29' }, '2025-06-30')['product.remainingTenorYears']).toBe('-0.00273973');
  expect(daysBetween('2025-06-30', '2055-06-23')).toBe(30 * 365);
});

test('a derived fact that is given is used as given, one whose day is missing or does not apply follows it', () => {
  expect(
    factsOnDay({ 'product.monthsSinceInception': 3, 'product.inceptionOn': '2000-01-01' }, '2025-01-01')['product.monthsSinceInception'],
  ).toBe(3);
  expect(
    factsOnDay({ 'product.monthsSinceInception': null, 'product.inceptionOn': '2000-01-01' }, '2025-01-01')['product.monthsSinceInception'],
  ).toBeNull();
  expect(factsOnDay({ 'product.inceptionOn': null }, '2025-01-01')['product.monthsSinceInception']).toBeNull();
  expect('product.monthsSinceInception' in factsOnDay({}, '2025-01-01')).toBe(false);
});

test('years are exact to eight digits', () => {
  fc.assert(
    fc.property(fc.integer({ min: -100_000, max: 100_000 }), (days) => {
      expect(Math.abs(Number(yearsActual365(days)) - days / 365)).toBeLessThanOrEqual(5.000_000_1e-9);
    }),
    settings,
  );
});
