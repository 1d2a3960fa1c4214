import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runs, spawnServer, stopServer, stopStaleServer } from './server-process.js';

const gently = [
  { signal: 'SIGTERM', graceMs: 10_000 },
  { signal: 'SIGKILL', graceMs: 10_000 },
] as const;

const forEver = 'setInterval(() => undefined, 1000)';

describe('a server that this process started', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'server-process-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const start = (program: string) =>
    spawnServer({ command: process.execPath, args: ['-e', program, folder], cwd: folder, logFile: join(folder, 'log') }, 'SIGTERM');

  test('is known by its pid and its command line, and gone after it was stopped', async () => {
    const { pid } = start(forEver);
    expect(runs(pid, folder)).toBe(true);
    await stopServer(pid, folder, gently);
    expect(runs(pid, folder)).toBe(false);
  });

  test('is killed when it does not listen to the gentle signal', async () => {
    const { pid } = start(`process.on('SIGTERM', () => undefined); require('node:fs').writeFileSync('listening', ''); ${forEver}`);
    while (!existsSync(join(folder, 'listening'))) await new Promise(setImmediate);
    await stopServer(pid, folder, [{ signal: 'SIGTERM', graceMs: 200 }, gently[1]]);
    expect(runs(pid, folder)).toBe(false);
  });

  test('is found again by its pid file', async () => {
    const { pid } = start(forEver);
    writeFileSync(join(folder, 'pid'), `${pid}\n`);
    expect(await stopStaleServer(join(folder, 'pid'), folder, gently)).toBe(true);
    expect(runs(pid, folder)).toBe(false);
  });
});

test('a pid file that names somebody else, or nobody, stops nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'server-process-'));
  const stranger = spawn(process.execPath, ['-e', forEver]);
  writeFileSync(join(folder, 'pid'), `${stranger.pid}\n`);
  expect(await stopStaleServer(join(folder, 'pid'), folder, gently)).toBe(false);
  expect(stranger.exitCode).toBeNull();
  const ended = new Promise((resolve) => stranger.once('exit', resolve));
  stranger.kill();
  await ended;
  expect(await stopStaleServer(join(folder, 'pid'), folder, gently)).toBe(false);
  expect(await stopStaleServer(join(folder, 'no pid file'), folder, gently)).toBe(false);
  rmSync(folder, { recursive: true });
});
