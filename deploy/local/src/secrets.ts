import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { webcrypto } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a local run must keep to itself: made once, readable by its owner only. */
export type Secrets = {
  readonly databasePassword: string;
  readonly cursorSecret: string;
  /** By which the issuer knows operations when it looks at the services in its own name. */
  readonly operationsClientSecret: string;
  /** The private Ed25519 key that decision records are signed by. */
  readonly decisionRecordKey: webcrypto.JsonWebKey;
};

/** Reads the secrets of a state folder, and makes those that are not there yet. */
export async function keptSecrets(stateFolder: string): Promise<Secrets> {
  const file = join(stateFolder, 'secrets.json');
  const kept = await readFile(file, 'utf8').then(
    (text) => JSON.parse(text) as Partial<Secrets>,
    () => ({}),
  );
  const secrets = { ...newSecrets(), ...kept };
  await mkdir(stateFolder, { recursive: true });
  await writeFile(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}

const newSecrets = (): Secrets => ({
  databasePassword: randomBytes(24).toString('hex'),
  cursorSecret: randomBytes(32).toString('hex'),
  operationsClientSecret: randomBytes(32).toString('hex'),
  decisionRecordKey: generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }),
});
