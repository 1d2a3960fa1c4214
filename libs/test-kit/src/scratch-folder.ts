import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(tmpdir(), 'jinqiao-test-servers');

/** A folder for the servers of this process alone. It is not made by `mkdtemp`, whose 0700 would keep the user that runs Postgres out. */
export function scratchFolder(): string {
  const folder = join(root, String(process.pid));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  return folder;
}

/** Folders whose process was killed before it could tidy up; its servers may still run. */
export function abandonedFolders(): string[] {
  mkdirSync(root, { recursive: true, mode: 0o755 });
  return readdirSync(root)
    .filter((pid) => /^\d+$/.test(pid) && !isAlive(Number(pid)))
    .map((pid) => join(root, pid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
