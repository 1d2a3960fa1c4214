import type { ApiRequest, JinqiaoApi } from '@jinqiao/deploy-sample/jinqiao-api';
import type { Rule, Scheme } from '@jinqiao/eligibility-rules/rule';
import { isDeepStrictEqual } from 'node:util';

/** One file of the released law, its path from the folder of all schemes. */
export type LawFile = { readonly path: string; readonly content: string };

/** A scheme as the store gives it back. */
export type ExportedScheme = { readonly lawHash: string; readonly law: Scheme; readonly files: readonly LawFile[] };

/** How the rules of a scheme differ from those of the release, each by its id. */
export type RuleChanges = { readonly added: readonly string[]; readonly closed: readonly string[]; readonly verified: readonly string[] };

const mostAttempts = 3;

/** Every scheme as the store has it, all of one law. Throws where the law changes each time while it is read. */
export async function readLaw(api: JinqiaoApi): Promise<readonly ExportedScheme[]> {
  const read = <Body>(path: string) => {
    const request: ApiRequest = { method: 'GET', path, as: 'supervisor' };
    return api.send<Body>(request).then(({ body }) => body);
  };
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    const { lawHash, items } = await read<{ lawHash: string; items: readonly { id: string }[] }>('/v1/schemes');
    const exported: ExportedScheme[] = [];
    for (const { id } of items) exported.push(await read<ExportedScheme>(`/v1/schemes/${encodeURIComponent(id)}/export`));
    if (exported.every((each) => each.lawHash === lawHash)) return exported;
  }
  throw new Error(`The law changed ${mostAttempts} times while it was read. Try again.`);
}

/** What the store has and the release has not, for one scheme; undefined where both say the same. */
export function changesSince(released: Scheme | undefined, { law, files }: ExportedScheme): RuleChanges | undefined {
  const known = new Map(released?.rules.map((rule) => [rule.id, rule]));
  const added = law.rules.filter(({ id }) => !known.has(id)).map(({ id }) => id);
  const differing = law.rules.filter((rule) => known.has(rule.id) && !isDeepStrictEqual(rule, known.get(rule.id)));
  const closes = (rule: Rule) => rule.to !== known.get(rule.id)?.to;
  const closed = differing.filter(closes).map(({ id }) => id);
  const verified = differing.filter((rule) => !closes(rule)).map(({ id }) => id);
  const hasCases = files.some(({ path }) => path.endsWith('/published-cases.ts'));
  return added.length + differing.length > 0 || hasCases || released === undefined ? { added, closed, verified } : undefined;
}

/** The file that names the published cases of every scheme which has some. */
export function casesIndex(schemeIds: readonly string[]): LawFile {
  const ids = [...schemeIds].sort();
  const imports = ids.map((id, place) => `import { publishedCases as cases${place} } from './${id}/published-cases.js';\n`).join('');
  const entries = ids.map((id, place) => `'${id}': cases${place}`).join(', ');
  const content = `${imports}import type { SchemeCase } from './scheme-case.js';

/** By scheme, the worked decisions of drafts that were published at run time and exported into these files; \`npm run law:export\` writes this file. */
export const publishedCasesByScheme: Readonly<Record<string, readonly SchemeCase[]>> = {${entries}};
`;
  return { path: 'published-cases.ts', content };
}
