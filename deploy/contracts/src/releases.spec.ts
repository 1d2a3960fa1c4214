import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventContract } from '@jinqiao/contracts/event-contract';
import { ProductState, productListed } from '@jinqiao/contracts/product-events';
import { eventContracts } from '@jinqiao/contracts/registry';
import { z } from 'zod';
import { goldenExamples } from './golden-examples.js';
import { checksumOf, goldenFolder, keepRelease, loadReleases, notedChecksums, releaseFiles } from './release.store.js';
import { contractFaults, releaseNeeded } from './releases.js';

const releases = loadReleases();

describe('the contracts of today', () => {
  test('are compatible with every release; otherwise the event type and the field are named here', () => {
    expect(contractFaults(eventContracts, releases)).toEqual([]);
  });

  test('are all released; `npm run contracts` adds what is missing', () => {
    expect(eventContracts.filter((contract) => releaseNeeded(contract, releases)).map(({ type }) => type)).toEqual([]);
  });

  test.each(releases.map((release) => [release.type, release.release, release] as const))(
    'read every example of %s, release %i',
    (type, _, { examples }) => {
      const contract = eventContracts.find((each) => each.type === type);
      for (const example of examples) {
        expect(contract?.data.safeParse(example)).toMatchObject({ success: true });
        expect(contract?.data.safeParse({ ...(example as object), addedLater: true })).toMatchObject({ success: true, data: example });
      }
    },
  );
});

describe('a release', () => {
  test('is never altered and never taken away: its checksum was noted when it was added', () => {
    const files = releaseFiles();
    expect(new Map([...files].map(([file, text]) => [file, checksumOf(text)]))).toEqual(notedChecksums());
  });

  test('has never been altered in the history that is at hand', () => {
    const git = (...command: string[]): string =>
      execFileSync('git', command, { cwd: goldenFolder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const altered = (): string => git('log', '--format=', '--name-only', '--diff-filter=MDR', '--', ':(glob)*/*.json');
    // A copy without its history has nothing to tell; the checksums hold there.
    expect(hasHistory(git) ? altered() : '').toBe('');
  });

  test('is written once: a file that is there is not written over', () => {
    const folder = mkdtempSync(join(tmpdir(), 'releases-'));
    const release = { type: 'a.b.v1', topic: 'a', release: 1, schema: {}, examples: [] };
    expect(keepRelease(release, folder)).toBe('a.b.v1/1.json');
    expect(() => keepRelease(release, folder)).toThrow(/EEXIST/);
    expect([loadReleases(folder), notedChecksums(folder).size]).toEqual([[release], 1]);
    rmSync(folder, { recursive: true });
  });
});

const changed = (data: z.ZodType): EventContract => ({ ...productListed, data, example: productListed.example });

test('an incompatible change fails with the event type, the field and what became of it', () => {
  const without = eventContracts.map((contract) =>
    contract.type === productListed.type ? changed(ProductState.omit({ names: true })) : contract,
  );
  expect(contractFaults(without, releases)).toEqual(['jinqiao.product.listed.v1 /names: the field was removed (since release 1)']);
  expect(
    contractFaults(
      eventContracts.filter(({ type }) => type !== productListed.type),
      releases,
    ),
  ).toEqual(['jinqiao.product.listed.v1: the event type was removed, and release 1 of it was published']);
  expect(
    contractFaults(
      [{ ...productListed, topic: 'jinqiao.schemes.v1' }],
      releases.filter(({ type }) => type === productListed.type),
    ),
  ).toEqual(['jinqiao.product.listed.v1: it moved from jinqiao.products.v1 to jinqiao.schemes.v1, where its readers do not look']);
});

test('a compatible change asks for the next release, with examples that use it; words alone do not', () => {
  const next = releaseNeeded(changed(ProductState.extend({ seller: z.string().optional() })), releases);
  expect(next).toMatchObject({ type: productListed.type, topic: productListed.topic, release: 2 });
  expect(next?.examples).toContainEqual({ ...productListed.example, seller: 'Example' });
  expect(releaseNeeded(changed(ProductState.describe('The whole state.')), releases)).toBeUndefined();
});

test.each(eventContracts.map((contract) => [contract.type, contract] as const))(
  'the examples of %s fit it, and no two are the same',
  (_, contract) => {
    const examples = goldenExamples(contract);
    for (const example of examples) expect(contract.data.safeParse(example).success).toBe(true);
    expect(new Set(examples.map((example) => JSON.stringify(example))).size).toBe(examples.length);
  },
);

function hasHistory(git: (...command: string[]) => string): boolean {
  try {
    return git('rev-parse', '--is-inside-work-tree').trim() === 'true';
  } catch {
    return false;
  }
}
