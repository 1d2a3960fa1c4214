import { expectedRevision } from './if-match.js';

describe('If-Match', () => {
  test.each([
    ['"3"', 3],
    [' "0" ', 0],
  ])('%s is the revision %i', (header, revision) => {
    expect(expectedRevision(header)).toBe(revision);
  });

  test.each([undefined, ''])('%p is missing', (header) => {
    expect(() => expectedRevision(header)).toThrow(expect.objectContaining({ type: 'if-match-missing' }) as Error);
  });

  test.each(['3', '*', 'W/"3"', '"3", "4"', '"-1"', '"3.5"', '"9999999999999999"', '"x"'])(
    '%s is no revision that could be current',
    (header) => {
      expect(() => expectedRevision(header)).toThrow(expect.objectContaining({ type: 'if-match-failed' }) as Error);
    },
  );
});
