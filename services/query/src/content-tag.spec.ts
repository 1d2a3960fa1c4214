import { contentTag, hasTag } from './content-tag.js';

describe('an entity tag', () => {
  test('is the same for the same content and another for other content', async () => {
    expect(await contentTag({ version: 1 })).toBe(await contentTag({ version: 1 }));
    expect(await contentTag({ version: 1 })).not.toBe(await contentTag({ version: 2 }));
  });

  test.each([
    [undefined, false],
    ['"other"', false],
    ['W/"tag"', true],
    ['"tag"', true],
    ['"other", W/"tag"', true],
    ['*', true],
    ['tag', false],
  ])('If-None-Match %j names "tag": %s', (header, expected) => expect(hasTag(header, 'tag')).toBe(expected));
});
