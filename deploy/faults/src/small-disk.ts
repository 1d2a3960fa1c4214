import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, rmdirSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of a few megabytes that can be filled to its last byte; nothing else on the machine is touched. */
export type SmallDisk = { readonly folder: string; fill(): void; free(): void; unmount(): void };

const pieceBytes = 65_536;

/** Mounts a small disk (tmpfs) on a folder; needs the right to mount. */
export function mountSmallDisk(folder: string, megabytes: number): SmallDisk {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0755`, 'tmpfs', folder], { stdio: 'pipe' });
  const filler = join(folder, 'filler');
  return {
    folder,
    fill() {
      const file = openSync(filler, 'a');
      try {
        for (let bytes = pieceBytes; bytes >= 1;) {
          try {
            writeSync(file, Buffer.alloc(bytes));
          } catch {
            bytes = Math.floor(bytes / 2);
          }
        }
      } finally {
        closeSync(file);
      }
    },
    free: () => rmSync(filler, { force: true }),
    unmount: () => void execFileSync('umount', ['--lazy', folder], { stdio: 'pipe' }),
  };
}

/** Why no small disk can be made here; undefined when one can. */
export function noSmallDisk(): string | undefined {
  const folder = join(tmpdir(), `jinqiao-small-disk-${process.pid}`);
  try {
    mountSmallDisk(folder, 1).unmount();
    return undefined;
  } catch (error) {
    return `a small file system can't be mounted here, which takes root on Linux (${(error as Error).message.split('\n')[0]})`;
  } finally {
    try {
      rmdirSync(folder);
    } catch {
      // It was never made, or is unmounted a moment later: an empty folder is left.
    }
  }
}
