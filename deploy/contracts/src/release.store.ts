import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Release } from './releases.js';

/** Where the releases are kept: a folder an event type, a file a release, and the checksums that show that none was altered. */
export const goldenFolder = join(import.meta.dirname, '../../../libs/contracts/golden');

export const checksumOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The files of all releases, by their path inside the folder. */
export function releaseFiles(folder = goldenFolder): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
  return new Map(files.sort().map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
}

/** Every release, as it was kept. */
export const loadReleases = (folder = goldenFolder): readonly Release[] =>
  [...releaseFiles(folder).values()].map((text) => JSON.parse(text) as Release);

/** The checksums as they were noted when each release was added. */
export function notedChecksums(folder = goldenFolder): ReadonlyMap<string, string> {
  const lines = readFileSync(join(folder, 'checksums.txt'), 'utf8').trimEnd().split('\n');
  return new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
}

/** Adds the file of a release; refuses to write over one that is there. */
export function keepRelease(release: Release, folder = goldenFolder): string {
  const file = join(release.type, `${release.release}.json`);
  const text = `${JSON.stringify(release, null, 2)}\n`;
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text, { flag: 'wx' });
  appendFileSync(join(folder, 'checksums.txt'), `${checksumOf(text)}  ${file}\n`);
  return file;
}
