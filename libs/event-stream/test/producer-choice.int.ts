import { spawnSync } from 'node:child_process';
import { faults, measureProducer } from './producer-choice.js';

/** The broker must be this test's own, so it needs Java also where the other tests use Docker. */
const testWithJava = spawnSync('java', ['-version']).status === 0 ? test : test.skip;

testWithJava(
  'connections that are reset again and again leave no event twice, none behind a later one, and none out',
  async () => {
    const resets = faults.find(({ name }) => name === 'resets');
    const { records, ...others } = await measureProducer('idempotent', resets!, 1);
    expect(others).toEqual({ repetitions: 0, lateRepetitions: 0, inversions: 0, gaps: 0 });
    expect(records).toBeGreaterThan(400);
  },
  120_000,
);
