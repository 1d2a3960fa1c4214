import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The system account that runs the server. */
export type SystemUser = { readonly uid: number; readonly gid: number };

/** PostgreSQL refuses to run as root: as root, the account `postgres` (made when missing) runs it; else undefined, the server runs as we do. */
export function postgresUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return accountNamed('postgres') ?? madeAccount();
}

/** Throws when a folder above `path` hides it from the account, naming the folder and the remedy. */
export function mustReach(path: string, { uid, gid }: SystemUser): void {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode, uid: owner, gid: group } = statSync(folder);
    const mayPass = (mode & 0o001) !== 0 || (owner === uid && (mode & 0o100) !== 0) || (group === gid && (mode & 0o010) !== 0);
    if (!mayPass)
      throw new Error(
        `PostgreSQL runs as the user "postgres", which cannot pass through ${folder} to ${path}. ` +
          `Move it to a folder that others may enter (such as /srv or /tmp), or run: chmod o+x ${folder}`,
      );
    if (folder === dirname(folder)) return;
  }
}

function accountNamed(name: string): SystemUser | undefined {
  try {
    const id = (flag: string): number =>
      Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

function madeAccount(): SystemUser {
  execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], { stdio: 'ignore' });
  const account = accountNamed('postgres');
  if (!account) throw new Error('The system user "postgres" could not be made. Please make it, or do not run as root.');
  return account;
}
