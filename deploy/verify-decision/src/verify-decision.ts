import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { schemes } from '@jinqiao/eligibility-schemes/registry';
import { readKeys, verifyText } from './verify-file.js';

const USAGE =
  'npm run verify-decision -- FILE [--key KEYS]: verifies a signed decision offline, by the keys in KEYS, else in decision-keys.json beside FILE, else in FILE.';

const [file, option, keyFile, ...others] = process.argv.slice(2);
const understood = file !== undefined && !file.startsWith('-') && others.length === 0;

if (!understood || (option !== undefined && (option !== '--key' || keyFile === undefined))) {
  process.stderr.write(`${USAGE}\n`);
  process.exitCode = 2;
} else {
  // npm runs scripts in the repository's folder; files are named from where the command was typed.
  const fromHere = (path: string): string => resolve(process.env['INIT_CWD'] ?? '.', path);
  const path = fromHere(file);
  const beside = keyFile === undefined ? join(dirname(path), 'decision-keys.json') : fromHere(keyFile);
  try {
    const keys = keyFile !== undefined || existsSync(beside) ? readKeys(readFileSync(beside, 'utf8')) : undefined;
    const { holds, lines } = await verifyText(readFileSync(path, 'utf8'), keys, schemes);
    process.stdout.write(`${lines.join('\n')}\n`);
    process.exitCode = holds ? 0 : 1;
  } catch (error) {
    process.stderr.write(`${path} can't be verified. ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  }
}
