import { reachable, unreachable } from './stream-overview.js';

const partition = { topic: 'jinqiao.products.v1', committedOffset: '1', endOffset: '9' };
const health = { outbox: { pending: 0, oldestAgeMs: null }, projections: [], deadLetters: [] };

describe('the row of a service', () => {
  test('adds the lag of its partitions exactly, beyond what a number can hold', () => {
    const partitions = [
      { ...partition, partition: 0, lag: '9007199254740993' },
      { ...partition, partition: 1, lag: '1' },
    ];
    expect(reachable('query', { ...health, groups: [{ group: 'query', partitions }] }).groups[0]?.lag).toBe('9007199254740994');
  });

  test('says that a lag is unknown when the event stream did not tell it, and never nought', () => {
    expect(reachable('query', { ...health, groups: [{ group: 'query', partitions: null }] }).groups).toEqual([
      { group: 'query', partitions: [], lag: null },
    ]);
  });

  test('that does not answer has its reason and nothing invented', () => {
    expect(unreachable('query', 'no answer within 2 s')).toEqual({
      service: 'query',
      reachable: false,
      reason: 'no answer within 2 s',
      outbox: null,
      groups: [],
      projections: [],
      deadLetters: [],
    });
  });
});
