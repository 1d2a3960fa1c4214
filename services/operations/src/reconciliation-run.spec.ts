import type { Step } from './reconciliation.api.js';
import { endedRun, startedRun, withRun, withStep } from './reconciliation-run.js';

const at = '2018-12-04T00:00:00.000Z';
const run = (runId = 'r', startedAt = at) => startedRun({ runId, startedAt, startedBy: 'schedule', reason: null });
const outcome = (...steps: Step['step'][]) =>
  endedRun(
    steps.reduce((so, step) => withStep(so, { at, step, detail: '' }), run()),
    at,
  ).outcome;

test.each<[ReturnType<typeof outcome>, Step['step'][]]>([
  ['clean', ['compared']],
  ['mended', ['compared', 'found', 'withdrawn', 'republished', 'mended']],
  ['mended', ['not-answering', 'compared', 'found', 'mended']],
  ['open', ['compared', 'found', 'mended', 'not-mended']],
  ['open', ['compared', 'found', 'held-back']],
  ['incomplete', ['not-answering', 'compared']],
  ['incomplete', ['compared', 'not-settled']],
  ['failed', ['compared', 'found', 'failed']],
])('a run is %s after %j', (expected, steps) => expect(outcome(...steps)).toBe(expected));

test('of many runs the newest twenty are kept, newest first, each once', () => {
  const started = (second: number) => run(String(second), new Date(Date.UTC(2018, 11, 4, 0, 0, second)).toISOString());
  const runs = Array.from({ length: 30 }, (_, second) => started(second)).reduce(withRun, [] as readonly ReturnType<typeof run>[]);
  expect(runs.map(({ runId }) => Number(runId))).toEqual(Array.from({ length: 20 }, (_, place) => 29 - place));
  expect(withRun(runs, endedRun(started(15), at)).filter(({ runId }) => runId === '15')).toMatchObject([{ outcome: 'clean' }]);
});
