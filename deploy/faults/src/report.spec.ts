import { failureOf, reportOf, toMarkdown } from './report.js';
import type { RunOutcome } from './run-fault.js';

const zero = { lost: 0, ghosts: 0, twice: 0, different: 0, inversions: 0, gaps: 0, found: {} };

const run: RunOutcome = {
  fault: 4,
  title: 'The projector is killed',
  seed: 7,
  scale: 0.2,
  ok: true,
  broken: [],
  invariants: zero,
  events: 100,
  duplicatesOnTopic: 3,
  deadLetters: 0,
  recoveriesMs: [10, 30, 20],
  reads: { answered: 50, failed: 1 },
  writes: { acknowledged: 100, failed: 2, rolledBack: 5 },
  seconds: 5,
  notes: [],
  reproduce: 'npm run faults -- --only 4 --seed 7 --scale 0.2',
  logDir: '/tmp',
};

const failed: RunOutcome = { ...run, seed: 8, ok: false, broken: ['I1'], invariants: { ...zero, lost: 2, found: { 'lost: nowhere': 2 } } };

test('the claim stands only where every run holds, with how many faults proved it', () => {
  expect(toMarkdown(reportOf([run], [], { scale: 0.2, seeds: [7] }))).toContain('proven by 3 injected faults.');
  const report = reportOf([run, failed], [], { scale: 0.2, seeds: [7, 8] });
  expect(report.ok).toBe(false);
  expect(toMarkdown(report)).toContain('NOT proven');
});

test('no run proves nothing', () => {
  expect(reportOf([], [], { scale: 1, seeds: [] }).ok).toBe(false);
});

test('a fault has one row, with recovery as p50, p95 and max over its runs', () => {
  expect(toMarkdown(reportOf([run, { ...run, seed: 8, recoveriesMs: [1_000] }], [], { scale: 1, seeds: [7, 8] }))).toContain(
    '| 4 The projector is killed | 2 | 200 | 0 | 0 | 0 | 0 | 0 | 0 | 6 | 20 / 1000 / 1000 | 4 of 204 | 2 of 102 |',
  );
});

test('a run that failed is named with the invariant, the place and the command that repeats it', () => {
  expect(failureOf({ ...failed, failure: 'It was never quiet' })).toBe(
    '- fault 4, seed 8: I1 broken (lost: nowhere: 2). It was never quiet. Repeat: `npm run faults -- --only 4 --seed 7 --scale 0.2`',
  );
});

test('what was not run is named with the reason', () => {
  const notRun = [{ fault: 22, title: 'Disk full', reason: 'no small disk can be made' }];
  expect(toMarkdown(reportOf([run], notRun, { scale: 1, seeds: [7] }))).toContain('- 22 Disk full: no small disk can be made');
});
