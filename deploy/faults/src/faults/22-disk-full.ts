import { chownSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.js';
import { mountSmallDisk, noSmallDisk } from '../small-disk.js';

const megabytes = 64;
const fullMs = 20_000;

export const diskFull: Fault = {
  number: 22,
  title: 'The disk of the database is full',
  impossible: noSmallDisk,
  async run(house) {
    const disk = mountSmallDisk(join(house.logDir, 'small-disk'), megabytes);
    house.atEnd(() => disk.unmount());
    // The server runs under an account of its own where we are root.
    const { uid, gid } = statSync(join(house.servers.dir, 'postgres', 'data'));
    const space = join(disk.folder, 'space');
    mkdirSync(space, { mode: 0o700 });
    chownSync(space, uid, gid);
    const name = `small_${process.pid}_${house.seed}`;
    await house.admin.query(`CREATE TABLESPACE ${name} LOCATION '${space}'`);
    house.afterDatabase(`DROP TABLESPACE ${name}`);
    await house.admin.query(`ALTER TABLE ALL IN TABLESPACE pg_default SET TABLESPACE ${name}`);
    await house.admin.query(`ALTER INDEX ALL IN TABLESPACE pg_default SET TABLESPACE ${name}`);
    await house.startUsual();
    house.startWriting({ noteLength: 2_000 });
    await house.recovery.settle();
    for (let times = house.scaledTimes(3); times > 0; times -= 1) {
      disk.fill();
      await sleep(house.scaledMs(fullMs, 4_000));
      disk.free();
      await house.recovery.measure();
    }
  },
  async afterwards(house) {
    if (house.writes.failed === 0) throw new Error('No write failed: the disk was not full.');
    return Promise.resolve();
  },
};
