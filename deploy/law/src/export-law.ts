/** `npm run law:export -- --dir DIR`: writes the law of a running house back into the files of a release. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openApi } from '@jinqiao/deploy-sample/jinqiao-api';
import { schemeById } from '@jinqiao/eligibility-schemes/registry';
import { casesIndex, changesSince, readLaw } from './exported-law.js';
import type { RuleChanges } from './exported-law.js';
import { writeLaw } from './law-files.js';

const USAGE =
  'npm run law:export -- --dir DIR [--all]: writes the schemes whose law at run time differs from this release into DIR, such as libs/eligibility-schemes/src; with --all every scheme.';

const url = process.env['JINQIAO_URL'] ?? `http://127.0.0.1:${process.env['JINQIAO_PORT'] ?? 8080}`;
const issuerUrl = process.env['ISSUER_URL'] ?? `http://127.0.0.1:${process.env['ISSUER_PORT'] ?? 8086}`;

async function exportLaw(dir: string, all: boolean): Promise<void> {
  const law = await readLaw(openApi({ url, issuerUrl, patienceMs: 10_000 }));
  const changed = law.map((exported) => ({ exported, changes: changesSince(schemeById(exported.law.id), exported) }));
  const written = changed.filter(({ changes }) => all || changes !== undefined);
  const withCases = law.filter(({ files }) => files.some(({ path }) => path.endsWith('/published-cases.ts')));
  const files = [...written.flatMap(({ exported }) => exported.files), casesIndex(withCases.map(({ law: { id } }) => id))];
  await writeLaw(dir, files);
  for (const { exported, changes } of written)
    console.log(`${exported.law.id}: ${changes === undefined ? 'as released' : inWords(changes)}`);
  console.log(`${written.length} of ${law.length} schemes written into ${dir}; law ${law[0]?.lawHash ?? ''}`);
}

function inWords({ added, closed, verified }: RuleChanges): string {
  const parts = Object.entries({ new: added, closed, verified }).filter(([, ids]) => ids.length > 0);
  return parts.map(([what, ids]) => `${what} ${ids.join(', ')}`).join('; ') || 'new cases';
}

try {
  const { values } = parseArgs({ options: { dir: { type: 'string' }, all: { type: 'boolean', default: false } } });
  if (values.dir === undefined) throw new Error(USAGE);
  // npm runs scripts in the repository's folder; a folder is named from where the command was typed.
  await exportLaw(resolve(process.env['INIT_CWD'] ?? '.', values.dir), values.all);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
