/** Numbers that are the same for the same seed. */
export type Random = {
  /** At least 0, less than 1. */
  next(): number;
  /** A whole number, at least 0 and less than `below`. */
  below(below: number): number;
  /** The same elements in another order. */
  shuffled<T>(elements: readonly T[]): T[];
};

/** Mulberry32: small, and good enough to choose moments and keys. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    shuffled<T>(elements: readonly T[]) {
      const mixed = [...elements];
      for (let at = mixed.length - 1; at > 0; at -= 1) {
        const other = below(at + 1);
        [mixed[at], mixed[other]] = [mixed[other] as T, mixed[at] as T];
      }
      return mixed;
    },
  };
}

/** Chooses among `count` places so that the first are met far more often than the last (Zipf, exponent 1.1). */
export function zipf(count: number, random: Random): () => number {
  const shares = Array.from({ length: count }, (_none, rank) => 1 / (rank + 1) ** 1.1);
  const whole = shares.reduce((sum, share) => sum + share, 0);
  return () => {
    let left = random.next() * whole;
    const place = shares.findIndex((share) => (left -= share) < 0);
    return place === -1 ? count - 1 : place;
  };
}

/** The id of the n-th figure of a run: the same for the same seed. */
export function figureId(seed: number, place: number): string {
  const tail = (seed * 1_000_000 + place).toString(16).padStart(12, '0').slice(-12);
  return `019aa000-0000-7000-8000-${tail}`;
}
