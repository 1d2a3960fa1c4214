/** One step of the life and how long it took, in ms. */
export type Hop = { readonly name: string; readonly ms: number };

/** Takes the steps one after another and keeps their times, for a report that names the step that failed. */
export type Hops = { readonly taken: readonly Hop[]; step<T>(name: string, walk: () => Promise<T>): Promise<T> };

/** An empty record; `clock` gives milliseconds, `tell` hears of each step as it ends. */
export function hops(clock: () => number, tell: (hop: Hop) => void): Hops {
  const taken: Hop[] = [];
  return {
    taken,
    async step(name, walk) {
      const beganAt = clock();
      try {
        const outcome = await walk();
        const hop = { name, ms: Math.round((clock() - beganAt) * 10) / 10 };
        taken.push(hop);
        tell(hop);
        return outcome;
      } catch (cause) {
        throw new Error(`${name}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
      }
    },
  };
}

/** What was claimed does not hold; the message says what was seen. */
export class ClaimFailed extends Error {
  override readonly name = 'ClaimFailed';
}

/** Stops the walk where a claim does not hold. */
export function claim(holds: boolean, seen: string): asserts holds {
  if (!holds) throw new ClaimFailed(seen);
}
