import type { Run, Step } from './reconciliation.api.js';

const stepsMax = 200;
const runsMax = 20;

/** A run that begins. */
export const startedRun = (of: Pick<Run, 'runId' | 'startedAt' | 'startedBy' | 'reason'>): Run => ({
  ...of,
  endedAt: null,
  outcome: 'running',
  projections: [],
  steps: [],
});

/** The run with one more step; steps beyond two hundred are dropped, as their sums are in the ones before. */
export const withStep = (run: Run, step: Step): Run => (run.steps.length >= stepsMax ? run : { ...run, steps: [...run.steps, step] });

/** The run at its end, with what came of it. */
export const endedRun = (run: Run, endedAt: string): Run => ({ ...run, endedAt, outcome: outcomeOf(run.steps) });

/** The runs with this one in its place, newest first, the oldest forgotten. */
export const withRun = (runs: readonly Run[], run: Run): readonly Run[] =>
  [run, ...runs.filter(({ runId }) => runId !== run.runId)]
    .sort((one, other) => (one.startedAt < other.startedAt ? 1 : -1))
    .slice(0, runsMax);

function outcomeOf(steps: readonly Step[]): Run['outcome'] {
  const has = (...kinds: Step['step'][]): boolean => steps.some(({ step }) => kinds.includes(step));
  if (has('failed')) return 'failed';
  if (has('not-mended', 'held-back')) return 'open';
  if (has('mended')) return 'mended';
  return has('not-answering', 'not-settled') ? 'incomplete' : 'clean';
}
