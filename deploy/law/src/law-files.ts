import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { LawFile } from './exported-law.js';

/** Writes the files into the folder of all schemes, in the layout of the released ones; what else is there stays. */
export async function writeLaw(folder: string, files: readonly LawFile[]): Promise<void> {
  const layout = await resolveConfig(import.meta.filename);
  for (const { path, content } of files) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, await format(content, { ...layout, parser: 'typescript' }));
  }
}
