/** One of those compared in a run; `operations` is how many operations one call of `run` does, `prepare` comes before it and is not counted. */
export type Contestant = {
  readonly name: string;
  readonly operations: number;
  readonly prepare?: () => Promise<void>;
  readonly run: () => void | Promise<void>;
};

/** Microseconds an operation over all rounds. */
export type Spread = { readonly min: number; readonly median: number; readonly max: number };

/** What one contestant took in each round; `ratio` is that of the medians of wall time, the first contestant being one, with its range round by round; `cpuRatio` that of the medians of CPU time. */
export type Measured = {
  readonly name: string;
  readonly rounds: number;
  readonly wallMicros: Spread;
  readonly cpuMicros: Spread;
  readonly operationsPerSecond: number;
  readonly ratio: number;
  readonly ratioRange: readonly [number, number];
  readonly cpuRatio: number;
};

type Round = { readonly wall: number; readonly cpu: number };

/** Runs all contestants side by side, forwards and then backwards (ABBA), so that a slow minute of the machine slows them all. One round before is not counted. */
export async function interleaved(contestants: readonly Contestant[], rounds: number): Promise<Measured[]> {
  const taken = new Map<Contestant, Round[]>(contestants.map((contestant) => [contestant, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const contestant of round % 2 === 0 ? contestants : [...contestants].reverse()) {
      const once = await timed(contestant);
      if (round >= 0) taken.get(contestant)?.push(once);
    }
  }
  const first = [...taken.values()][0] ?? [];
  return [...taken].map(([{ name }, own]) => {
    const wallMicros = spreadOf(own.map(({ wall }) => wall));
    const cpuMicros = spreadOf(own.map(({ cpu }) => cpu));
    const ratios = own.map(({ wall }, place) => wall / (first[place]?.wall ?? wall));
    return {
      name,
      rounds,
      wallMicros,
      cpuMicros,
      operationsPerSecond: Math.round(1_000_000 / wallMicros.median),
      ratio: wallMicros.median / spreadOf(first.map(({ wall }) => wall)).median,
      cpuRatio: cpuMicros.median / spreadOf(first.map(({ cpu }) => cpu)).median,
      ratioRange: [Math.min(...ratios), Math.max(...ratios)],
    };
  });
}

async function timed({ operations, prepare, run }: Contestant): Promise<Round> {
  await prepare?.();
  const cpuBefore = process.cpuUsage();
  const before = process.hrtime.bigint();
  await run();
  const wall = Number(process.hrtime.bigint() - before) / 1_000;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { wall: wall / operations, cpu: (user + system) / operations };
}

/** The least, the middle and the most; of an even number the mean of the two in the middle. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(half) - 1] ?? Number.NaN, sorted[Math.floor(half)] ?? Number.NaN];
  return { min: sorted[0] ?? Number.NaN, median: (low + high) / 2, max: sorted.at(-1) ?? Number.NaN };
}
