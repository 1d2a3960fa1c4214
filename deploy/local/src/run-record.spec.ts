import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from './process-table.js';
import { readRunRecord, stopLeftOvers, writeRunRecord } from './run-record.js';

const gone = { name: 'supervisor', pid: 2 ** 22 - 1, marker: 'deploy/local/' };

describe('what a killed run has left behind', () => {
  let folder = '';
  beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'jinqiao-run-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  function leftOver(marker: string) {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)', marker], { stdio: 'ignore' });
    return { pid: child.pid ?? 0, ended: new Promise((resolve) => child.once('exit', resolve)) };
  }

  test('is found by its pid file, stopped and named', async () => {
    const { pid, ended } = leftOver('services/products/dist/main.js');
    await writeRunRecord(folder, { supervisor: gone, processes: [{ name: 'products', pid, marker: 'services/products/dist/main.js' }] });
    const said: string[] = [];
    await stopLeftOvers(folder, (text) => said.push(text));
    await ended;
    expect(said).toEqual([`stopping products (pid ${pid}), left over from a run that was killed`]);
    expect(await readRunRecord(folder)).toBeUndefined();
  });

  test('is not some other program that has been given the process id since', async () => {
    const { pid, ended } = leftOver('another program');
    await writeRunRecord(folder, { supervisor: gone, processes: [{ name: 'products', pid, marker: 'services/products/dist/main.js' }] });
    await stopLeftOvers(folder, () => undefined);
    expect(isAlive(pid)).toBe(true);
    process.kill(pid);
    await ended;
  });

  test('is no left-over while its supervisor lives: a second start is refused', async () => {
    const { pid, ended } = leftOver('deploy/local/');
    await writeRunRecord(folder, { supervisor: { ...gone, pid }, processes: [] });
    await expect(stopLeftOvers(folder, () => undefined)).rejects.toThrow(`already runs here (pid ${pid})`);
    process.kill(pid);
    await ended;
  });
});
