import fc from 'fast-check';
import { partsBySize } from './parts-by-size.js';

test('partsBySize keeps every element once and in order, in parts that are too large only when they hold a single element', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(30)), fc.integer({ min: 1, max: 40 }), (sizes, most) => {
      const parts = partsBySize(sizes, (size) => size, most);
      expect(parts.flat()).toEqual(sizes);
      for (const part of parts) expect(part.length === 1 || part.reduce((sum, size) => sum + size, 0) <= most).toBe(true);
      for (const part of parts) expect(part).not.toEqual([]);
    }),
  );
});
