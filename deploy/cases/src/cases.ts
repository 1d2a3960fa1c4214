import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runFile } from './run-file.js';

const USAGE =
  'npm run cases -- [FILE] [--only-registered]: runs the worked decisions of FILE (without it, deploy/cases/cases.json) against the registered schemes.';

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
    const { lines, failed } = runFile(readFileSync(path, 'utf8'), { onlyRegistered: options.includes('--only-registered') });
    process.stdout.write(`${lines.join('\n')}\n`);
    process.exitCode = failed === 0 ? 0 : 1;
  } catch (error) {
    process.stderr.write(`${path} can't be run. ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  }
}
