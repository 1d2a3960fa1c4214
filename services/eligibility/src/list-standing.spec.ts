import fc from 'fast-check';
import { addDays, daysBetween } from '@jinqiao/identifiers/day';
import { standingIntervals, standingOn } from './list-standing.js';
import type { Publication } from './list-standing.js';

const published = (day: string, standing: Publication['standing'] = 'full'): Publication => ({ day, standing });

describe('the standing that published lists give', () => {
  test('holds through the fourteenth day after the list and is unknown on the fifteenth', () => {
    const intervals = standingIntervals([published('2018-12-04')]);
    expect(standingOn(intervals, '2018-12-03')).toBeUndefined();
    expect(standingOn(intervals, '2018-12-04')?.standing).toBe('full');
    expect(standingOn(intervals, '2018-12-18')?.standing).toBe('full');
    expect(standingOn(intervals, '2018-12-19')).toBeUndefined();
  });

  test('ends on the day before the next list', () => {
    expect(standingIntervals([published('2018-12-10', 'not_listed'), published('2018-12-04')])).toEqual([
      { from: '2018-12-04', to: '2018-12-09', standing: 'full' },
      { from: '2018-12-10', to: '2018-12-24', standing: 'not_listed' },
    ]);
  });

  test('runs on as one interval over lists that say the same', () => {
    expect(standingIntervals([published('2018-12-04'), published('2018-12-05'), published('2018-12-19')])).toEqual([
      { from: '2018-12-04', to: '2019-01-02', standing: 'full' },
    ]);
  });

  test('runs on through the last of many lists that say the same, and to the day before one that says otherwise', () => {
    const run: Publication = { day: '2018-12-04', through: '2019-03-01', standing: 'full' };
    expect(standingIntervals([run])).toEqual([{ from: '2018-12-04', to: '2019-03-15', standing: 'full' }]);
    expect(standingIntervals([run, published('2019-03-04', 'sell_only')])[0]).toEqual({
      from: '2018-12-04',
      to: '2019-03-03',
      standing: 'full',
    });
  });

  test('is that of the later of two publications for one day', () => {
    expect(standingIntervals([published('2018-12-04'), published('2018-12-04', 'sell_only')])).toEqual([
      { from: '2018-12-04', to: '2018-12-18', standing: 'sell_only' },
    ]);
  });

  test('is on any day that of the last list of the fifteen days that end with it', () => {
    const anyPublication = fc.record({
      day: fc.integer({ min: 0, max: 80 }).map((n) => addDays('2018-11-20', n)),
      standing: fc.constantFrom<Publication['standing']>('full', 'sell_only', 'buy_suspended', 'not_listed'),
    });
    fc.assert(
      fc.property(fc.array(anyPublication, { maxLength: 8 }), fc.integer({ min: -5, max: 100 }), (publications, n) => {
        const day = addDays('2018-11-20', n);
        const speaking = publications.filter((each) => each.day <= day && daysBetween(each.day, day) <= 14);
        const last = speaking.reduce<Publication | undefined>(
          (latest, each) => (latest && latest.day > each.day ? latest : each),
          undefined,
        );
        expect(standingOn(standingIntervals(publications), day)?.standing).toBe(last?.standing);
      }),
    );
  });
});
