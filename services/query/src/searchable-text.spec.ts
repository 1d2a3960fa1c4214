import fc from 'fast-check';
import { containing, searchable } from './searchable-text.js';

/** LIKE as Postgres reads it, for patterns of plain characters, `%`, `_` and escapes. */
function like(text: string, pattern: string): boolean {
  const source = pattern.replaceAll(/\\(.)|%|_|[^\\%_]/gsu, (part, escaped: string | undefined) => {
    if (part === '%') return '[^]*';
    if (part === '_') return '[^]';
    return (escaped ?? part).replaceAll(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`);
  });
  return new RegExp(`^${source}$`, 'u').test(text);
}

describe('text of a search', () => {
  test.each([
    ['ＡＢＣ　１２３', 'abc 123'],
    ['  Harbour\t\nBond ', 'harbour bond'],
    ['ﬁnance', 'finance'],
    ['沪港通', '沪港通'],
  ])('%j reads as %j', (text, expected) => expect(searchable(text)).toBe(expected));

  test('finds a text that holds it, and takes its %, _ and \\ for themselves', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'B', '%', '_', '\\', ' ', '沪'), maxLength: 8 });
    fc.assert(
      fc.property(text, text, (held, asked) =>
        expect(like(searchable(held), containing(asked))).toBe(searchable(held).includes(searchable(asked))),
      ),
    );
  });
});
