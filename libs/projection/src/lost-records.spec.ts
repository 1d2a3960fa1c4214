import { lossSeen } from './lost-records.js';

describe('lossSeen', () => {
  test('sees nothing where the partition ends at or behind the checkpoint, or nobody knows where', () => {
    expect([lossSeen({ endOffset: 9n }, 9n, undefined), lossSeen({ endOffset: 12n }, 9n, 9n), lossSeen({}, 9n, 9n)]).toEqual(
      Array(3).fill('none'),
    );
  });

  test('only suspects at the first look: the batch may have been fetched before the checkpoint moved', () => {
    expect(lossSeen({ endOffset: 4n }, 9n, undefined)).toBe('suspected');
  });

  test('is certain when a batch fetched later still ends below what had been applied before', () => {
    expect(lossSeen({ endOffset: 4n }, 9n, 9n)).toBe('certain');
  });

  test('goes on suspecting where another member has moved the checkpoint on meanwhile', () => {
    expect(lossSeen({ endOffset: 10n }, 15n, 9n)).toBe('suspected');
  });
});
