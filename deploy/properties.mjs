/** `npm run properties -- --runs N`: every property of the rule language, N random cases each instead of the ten thousand of `npm test`. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const USAGE = 'Write for example: npm run properties -- --runs 100000';

function refuse(fault) {
  console.error(`${fault} ${USAGE}`);
  process.exit(2);
}

function readRuns() {
  try {
    return parseArgs({ options: { runs: { type: 'string', default: '100000' } } }).values.runs;
  } catch (error) {
    return refuse(`${error.message.split(/\. |\n/)[0]}.`);
  }
}

const runs = readRuns();
if (!/^[1-9]\d{0,8}$/.test(runs)) refuse(`--runs ${runs} is not a number of runs.`);
const { status } = spawnSync('jest', ['--testTimeout=3600000'], {
  cwd: fileURLToPath(new URL('../libs/eligibility-rules', import.meta.url)),
  env: { ...process.env, PROPERTY_RUNS: runs, NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning' },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
