import { readCommandLine, runCommand } from '@jinqiao/deploy-generate/command-line';
import { schemes } from '@jinqiao/eligibility-schemes/registry';
import { casesOf } from '@jinqiao/eligibility-schemes/scheme-cases';
import { acceptedSurvivors } from './accepted-survivors.js';
import { survivorsOf } from './survivors.js';

const USAGE = 'npm run mutants: takes no options; it changes each comparison and boundary of the rules and asks the worked cases.';

async function run(args: readonly string[]): Promise<void> {
  readCommandLine(args, { usage: USAGE, options: {} });
  let mutants = 0;
  let unexplained = 0;
  for (const scheme of schemes) {
    const found = survivorsOf(scheme, await casesOf(scheme));
    mutants += found.mutants;
    for (const name of found.survivors) {
      const reason = acceptedSurvivors.find(({ place }) => place.test(name))?.reason;
      unexplained += reason === undefined ? 1 : 0;
      process.stdout.write(`survives  ${name}\n          ${reason ?? 'No case tells it from the law. Add the case that does.'}\n`);
    }
  }
  process.stdout.write(`${mutants} mutants of ${schemes.length} schemes, ${unexplained} survive without a reason\n`);
  process.exitCode = unexplained === 0 ? 0 : 1;
}

await runCommand(run);
