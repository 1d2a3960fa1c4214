import type { ApiRequest, JinqiaoApi } from '@jinqiao/deploy-sample/jinqiao-api';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { schemeById } from '@jinqiao/eligibility-schemes/registry';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { casesIndex, changesSince, readLaw } from './exported-law.js';
import { writeLaw } from './law-files.js';

const released = schemeById('bond-connect-northbound') as Scheme;
const exported = (law: Scheme, more: readonly string[] = []) => ({
  lawHash: 'h',
  law,
  files: ['scheme.ts', ...more].map((name) => ({ path: `${law.id}/${name}`, content: 'export const a = "b";' })),
});
const changing = (change: (rule: Scheme['rules'][number]) => object): Scheme => ({
  ...released,
  rules: released.rules.map((rule, place) => (place === 0 ? { ...rule, ...change(rule) } : rule)),
});

describe('what the store has and the release has not', () => {
  test('is nothing where both say the same', () => {
    expect(changesSince(released, exported(released))).toBeUndefined();
  });

  test('is named by rule: new, closed, verified', () => {
    const closed = changing(() => ({ to: '2027-01-01' }));
    const verified = changing(({ cites }) => ({ cites: cites.map((cite) => ({ ...cite, lastVerifiedAt: '2026-11-25' })) }));
    const added = { ...released, rules: [...released.rules, { ...released.rules[0], id: 'BC-NB-90' }] } as Scheme;
    expect(changesSince(released, exported(closed))).toEqual({ added: [], closed: ['BC-NB-01'], verified: [] });
    expect(changesSince(released, exported(verified))).toEqual({ added: [], closed: [], verified: ['BC-NB-01'] });
    expect(changesSince(released, exported(added))).toEqual({ added: ['BC-NB-90'], closed: [], verified: [] });
    expect(changesSince(released, exported(released, ['published-cases.ts']))).toEqual({ added: [], closed: [], verified: [] });
  });
});

describe('the law of a running house', () => {
  const answering = (hashes: string[]): JinqiaoApi & { readonly asked: string[] } => {
    const asked: string[] = [];
    const send = <Body>({ path, as }: ApiRequest) => {
      asked.push(`${as} ${path}`);
      const lawHash = hashes.length > 1 ? (hashes.shift() ?? '') : (hashes[0] ?? '');
      const body = path === '/v1/schemes' ? { lawHash, items: [{ id: released.id }] } : { ...exported(released), lawHash };
      return Promise.resolve({ code: 200, body: body as Body });
    };
    return { send, asked };
  };

  test('is read again where it changes meanwhile, so that all files are of one law', async () => {
    const api = answering(['one', 'two', 'two', 'two']);
    expect((await readLaw(api)).map(({ lawHash }) => lawHash)).toEqual(['two']);
    expect(api.asked).toHaveLength(4);
  });

  test('that changes every time is not written by half', async () => {
    await expect(readLaw(answering(['1', '2', '3', '4', '5', '6', '7']))).rejects.toThrow('The law changed 3 times while it was read.');
  });
});

test('files are written into their folders in the layout of the released ones', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'law-'));
  try {
    await writeLaw(folder, [...exported(released).files, casesIndex(['b-c', 'a-b'])]);
    expect(await readFile(join(folder, released.id, 'scheme.ts'), 'utf8')).toBe("export const a = 'b';\n");
    const index = await readFile(join(folder, 'published-cases.ts'), 'utf8');
    expect(index).toContain("import { publishedCases as cases0 } from './a-b/published-cases.js';");
    expect(index).toContain("{ 'a-b': cases0, 'b-c': cases1 }");
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('without published cases the index is the released file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'law-'));
  try {
    await writeLaw(folder, [casesIndex([])]);
    const source = new URL('../../../libs/eligibility-schemes/src/published-cases.ts', import.meta.url);
    expect(await readFile(join(folder, 'published-cases.ts'), 'utf8')).toBe(await readFile(source, 'utf8'));
  } finally {
    await rm(folder, { recursive: true });
  }
});
