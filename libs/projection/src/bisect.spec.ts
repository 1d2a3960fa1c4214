import fc from 'fast-check';
import { applyBisecting } from './bisect.js';

describe('applyBisecting', () => {
  const parts = fc.array(fc.boolean(), { maxLength: 200 });

  async function bisect(poisonous: readonly boolean[]): Promise<{ applied: number[]; poison: number[]; attempts: number }> {
    let attempts = 0;
    const { applied, poison } = await applyBisecting([...poisonous.keys()], (part) => {
      attempts += 1;
      return Promise.resolve(part.some((event) => poisonous[event]) ? { error: new Error('poison') } : undefined);
    });
    return { applied: [...applied], poison: poison.map(({ event }) => event), attempts };
  }

  test('applies every good event once and in order, and sets every bad one aside once', async () => {
    await fc.assert(
      fc.asyncProperty(parts, async (poisonous) => {
        const { applied, poison } = await bisect(poisonous);
        expect(applied).toEqual([...poisonous.keys()].filter((event) => !poisonous[event]));
        expect(poison).toEqual([...poisonous.keys()].filter((event) => poisonous[event]));
      }),
    );
  });

  test('tries a clean batch once, and at most 2 (1 + log2 n) times for each bad event', async () => {
    await fc.assert(
      fc.asyncProperty(parts, async (poisonous) => {
        const { poison, attempts } = await bisect(poisonous);
        const clean = poisonous.length === 0 ? 0 : 1;
        expect(attempts).toBeLessThanOrEqual(clean + 2 * poison.length * Math.ceil(1 + Math.log2(Math.max(poisonous.length, 1))));
      }),
    );
  });

  test('takes an event that fails only because an earlier one is missing for poison too', async () => {
    const seen = new Set<number>();
    const { applied, poison } = await applyBisecting([1, 2, 3], (part) => {
      const before = new Set(seen);
      for (const event of part) {
        if (event === 1 || (event === 2 && !seen.has(1))) {
          seen.clear();
          before.forEach((kept) => seen.add(kept));
          return Promise.resolve({ error: new Error(`${event} can't be applied`) });
        }
        seen.add(event);
      }
      return Promise.resolve(undefined);
    });
    expect(applied).toEqual([3]);
    expect(poison.map(({ event }) => event)).toEqual([1, 2]);
  });

  test('ends with what an attempt throws', async () => {
    await expect(applyBisecting([1, 2], () => Promise.reject(new Error('connection lost')))).rejects.toThrow('connection lost');
  });
});
