/** Seed and number of runs of a property; `PROPERTY_RUNS` raises the number. */
export const settings = { seed: 20250618, numRuns: Number(process.env['PROPERTY_RUNS'] ?? 10_000) };
