/**
 * Transpiles every workspace project from `src/` to `dist/` with SWC, the compiler that the tests use too.
 * Types are the business of `npm run typecheck`; a start need not wait for them.
 */
import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformFile } from '@swc/core';
import { swc } from '../jest.preset.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { workspaces } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

async function projects() {
  const found = [];
  for (const pattern of workspaces) {
    if (!pattern.endsWith('/*')) found.push(join(root, pattern));
    else for (const entry of await readdir(join(root, pattern.slice(0, -2)))) found.push(join(root, pattern.slice(0, -2), entry));
  }
  return found;
}

const modifiedAt = (file) =>
  stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );

async function build(project) {
  const entries = await readdir(join(project, 'src'), { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(join(project, 'src'), join(entry.parentPath, entry.name)));
  const wanted = new Set();
  await Promise.all(
    files.map(async (file) => {
      if (/\.spec\.tsx?$/.test(file)) return;
      const source = join(project, 'src', file);
      const target = join(project, 'dist', file.replace(/\.ts$/, '.js'));
      wanted.add(target).add(`${target}.map`);
      if ((await modifiedAt(target)) >= (await modifiedAt(source))) return;
      await mkdir(dirname(target), { recursive: true });
      if (!file.endsWith('.ts')) return writeFile(target, await readFile(source));
      const { code, map } = await transformFile(source, { ...swc, sourceMaps: true, sourceFileName: relative(dirname(target), source) });
      await writeFile(`${target}.map`, map);
      await writeFile(target, `${code}\n//# sourceMappingURL=${target.split('/').at(-1)}.map\n`);
    }),
  );
  const built = await readdir(join(project, 'dist'), { recursive: true, withFileTypes: true }).catch(() => []);
  const stale = built
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !wanted.has(file));
  await Promise.all(stale.map((file) => rm(file)));
}

await Promise.all((await projects()).map(build));
