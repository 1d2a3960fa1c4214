import { SearchRequest } from './catalogue-search.api.js';
import { canonical, questionOf } from './search-question.js';

const ask = (request: unknown, audiences: readonly string[] = ['public']) => questionOf(SearchRequest.parse(request), audiences);

describe('a search', () => {
  test('asks for what an investor may buy where nothing else is said', () => {
    expect(ask({ eligibleFor: { investor: {} } })).toMatchObject({
      side: 'buy',
      day: undefined,
      investor: { facts: {}, verdicts: ['eligible'] },
    });
  });

  test('takes the day from either place, and refuses two different ones', () => {
    expect(ask({ asOf: '2018-12-04' }).day).toBe('2018-12-04');
    expect(ask({ eligibleFor: { investor: {}, asOf: '2018-12-04' } }).day).toBe('2018-12-04');
    expect(() => ask({ asOf: '2018-12-05', eligibleFor: { investor: {}, asOf: '2018-12-04' } })).toThrow('Two different days');
  });

  test('refuses facts that nobody knows, with a pointer into the body', () => {
    expect(() => ask({ eligibleFor: { investor: { shoeSize: 43 } } })).toThrow(
      expect.objectContaining({
        type: 'facts-not-valid',
        members: { errors: [expect.objectContaining({ pointer: '/eligibleFor/investor/shoeSize' })] },
      }) as Error,
    );
  });

  test('of blank text is a search without text', () => expect(ask({ text: ' \t' }).text).toBeUndefined());

  test('is the same question whatever the order of its fields, its page size and its cursor', () => {
    const first = ask({ limit: 5, eligibleFor: { investor: {}, trade: {}, side: 'sell' }, schemes: ['a'] }, ['public', 'institutional']);
    const second = ask({ schemes: ['a'], cursor: 'x', eligibleFor: { side: 'sell', trade: {}, investor: {} } }, [
      'institutional',
      'public',
    ]);
    expect(canonical(first)).toBe(canonical(second));
  });

  test('is another question for another caller, side, day, filter or verdict', () => {
    const texts = [
      canonical(ask({ eligibleFor: { investor: {} } })),
      canonical(ask({ eligibleFor: { investor: {} } }, ['public', 'institutional'])),
      canonical(ask({ eligibleFor: { investor: {}, side: 'sell' } })),
      canonical(ask({ eligibleFor: { investor: {}, asOf: '2018-12-04' } })),
      canonical(ask({ eligibleFor: { investor: {}, verdicts: ['undetermined'] } })),
      canonical(ask({ eligibleFor: { investor: {} }, text: 'bond' })),
      canonical(ask({})),
    ];
    expect(new Set(texts).size).toBe(texts.length);
  });
});
