import { classFigures } from './access-class-figures.js';

test('class figures raise the alarm at a hundred thousand classes, counted over all schemes', () => {
  const of = (classes: number) =>
    classFigures([
      { scheme: 'one', classes },
      { scheme: 'two', classes: 50_000 },
    ]);
  expect(of(49_999)).toMatchObject({ total: 99_999, level: 'normal' });
  expect(of(50_000)).toMatchObject({ total: 100_000, alarmAt: 100_000, level: 'alarm' });
});
