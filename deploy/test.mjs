/**
 * `npm test`: everything that CI runs, in the order in which a fault is cheapest to find. All steps run even when one fails;
 * the last line counts them together: lint and types as one check each, tests as Jest counts them.
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const everyProject = (target) => ['nx', 'run-many', '-t', target, '--parallel=2', '--output-style=stream'];

const steps = [
  { name: 'lint', command: everyProject('lint'), countsAsOne: true },
  { name: 'types', command: ['tsc', '-b', 'tsconfig.json'], countsAsOne: true },
  { name: 'unit', command: everyProject('test') },
  { name: 'integration', command: everyProject('integration') },
  { name: 'e2e', command: everyProject('e2e') },
];

/** Runs one step with its output shown as it comes, and adds up Jest's "Tests:" lines. */
function run({ command: [program, ...args] }) {
  const counted = { passed: 0, failed: 0 };
  const child = spawn(program, args, { cwd: root, env: { ...process.env, NX_DAEMON: 'false' }, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const [output, shown] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ]) {
    createInterface({ input: output }).on('line', (line) => {
      shown.write(`${line}\n`);
      const tests = /^(?:\S+: +)?Tests: +(.*) total/.exec(stripVTControlCharacters(line))?.[1];
      for (const [, count, outcome] of (tests ?? '').matchAll(/(\d+) (passed|failed)/g)) counted[outcome] += Number(count);
    });
  }
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ ...counted, code: 1, error }));
    child.once('close', (code) => resolve({ ...counted, code: code ?? 1 }));
  });
}

const total = { passed: 0, failed: 0 };
for (const step of steps) {
  console.log(`\n== ${step.name}`);
  const { passed, failed, code, error } = await run(step);
  if (error) console.error(error.message);
  // A step that fails without a failing test (a test file that does not load, say) is a failure of its own.
  total.passed += step.countsAsOne && code === 0 ? 1 : passed;
  total.failed += failed > 0 ? failed : code === 0 ? 0 : 1;
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
