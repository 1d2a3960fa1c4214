import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { schemes } from '@jinqiao/eligibility-schemes/registry';
import { casesOf } from '@jinqiao/eligibility-schemes/scheme-cases';
import { runFile } from './run-file.js';
import { runOwnCases } from './run-own-cases.js';
import type { WorkedScheme } from './run-own-cases.js';

const USAGE =
  'npm run cases -- [FILE] [--only-registered]: runs the worked decisions of FILE against the registered schemes; without FILE, those of deploy/cases/cases.json and of every scheme, with the table of the rules and the cases that they refuse.';

const options = process.argv.slice(2);
const unknown = options.filter((option) => option.startsWith('-') && option !== '--only-registered');
const [file, ...others] = options.filter((option) => !option.startsWith('-'));

if (unknown.length > 0 || others.length > 0) {
  process.stderr.write(`${USAGE}\n`);
  process.exitCode = 2;
} else {
  // npm runs scripts in the workspace's folder; the file is named from where the command was typed.
  const path =
    file === undefined ? fileURLToPath(new URL('../cases.json', import.meta.url)) : resolve(process.env['INIT_CWD'] ?? '.', file);
  try {
    const shared = runFile(readFileSync(path, 'utf8'), { onlyRegistered: options.includes('--only-registered') });
    const runs = file === undefined ? [shared, runOwnCases(await workedSchemes())] : [shared];
    process.stdout.write(`${runs.map(({ lines }) => lines.join('\n')).join('\n\n')}\n`);
    process.exitCode = runs.every(({ failed }) => failed === 0) ? 0 : 1;
  } catch (error) {
    process.stderr.write(`${path} can't be run. ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  }
}

function workedSchemes(): Promise<readonly WorkedScheme[]> {
  return Promise.all(schemes.map(async (scheme) => ({ scheme, cases: await casesOf(scheme) })));
}
