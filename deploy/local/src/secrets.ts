import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a local run must keep to itself: made once, readable by its owner only. */
export type Secrets = { readonly databasePassword: string; readonly cursorSecret: string };

/** Reads the secrets of a state folder, or makes them at the first start. */
export async function keptSecrets(stateFolder: string): Promise<Secrets> {
  const file = join(stateFolder, 'secrets.json');
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept !== undefined) return JSON.parse(kept) as Secrets;
  const made: Secrets = { databasePassword: randomBytes(24).toString('hex'), cursorSecret: randomBytes(32).toString('hex') };
  await mkdir(stateFolder, { recursive: true });
  await writeFile(file, JSON.stringify(made, null, 2), { mode: 0o600 });
  return made;
}
