import { spawn } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isAlive } from '@jinqiao/deploy-local/process-table';
import { readRunRecord } from '@jinqiao/deploy-local/run-record';
import { freePort } from '@jinqiao/embedded-servers/free-port';

/** A whole house of its own, started as `npm start` does, on free ports and with its own state folder. */
export type House = {
  readonly url: string;
  readonly issuerUrl: string;
  readonly lines: readonly string[];
  /** Resolves with the first line, past or to come, that matches; rejects when the house ends before. */
  seen(pattern: RegExp): Promise<string>;
  pidOf(name: string): Promise<number | undefined>;
  /** As Ctrl-C does; resolves with the exit code and the processes that are still alive after it. */
  stop(): Promise<{ code: number | null; leftOver: readonly string[] }>;
  kill(): void;
};

/** What is loaded at the start, as the variable SAMPLE says it, and where this house keeps its state. */
export type HouseOptions = { readonly stateFolder: string; readonly sample: string };

const starter = fileURLToPath(new URL('../../local/start.mjs', import.meta.url));
const listeners = ['JINQIAO', 'INSTITUTIONS', 'PRODUCTS', 'ELIGIBILITY', 'QUERY', 'OPERATIONS', 'ISSUER', 'POSTGRES', 'KAFKA'] as const;

/** Starts a house and resolves when it says that it is ready. */
export async function startHouse({ stateFolder, sample }: HouseOptions): Promise<House> {
  await mkdir(stateFolder, { recursive: true });
  const ports: Record<string, string> = {};
  for (const listener of listeners) ports[`${listener}_PORT`] = String(await freePort());
  const child = spawn(process.execPath, [starter], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], JINQIAO_STATE: stateFolder, SAMPLE: sample, ...ports },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  let ended = false;
  void exited.then(() => (ended = true));
  const lines: string[] = [];
  for (const output of [child.stdout, child.stderr]) createInterface({ input: output }).on('line', (line) => lines.push(line));

  const house: House = {
    url: `http://127.0.0.1:${ports['JINQIAO_PORT']}`,
    issuerUrl: `http://127.0.0.1:${ports['ISSUER_PORT']}`,
    lines,
    async seen(pattern) {
      for (;;) {
        const line = lines.find((candidate) => pattern.test(candidate));
        if (line !== undefined) return line;
        if (ended) throw new Error(`the house ended without saying ${pattern}:\n${lines.slice(-40).join('\n')}`);
        await wait(50);
      }
    },
    pidOf: async (name) => (await readRunRecord(stateFolder))?.processes.find((process) => process.name === name)?.pid,
    async stop() {
      const processes = (await readRunRecord(stateFolder))?.processes ?? [];
      child.kill('SIGINT');
      const code = await exited;
      return { code, leftOver: processes.filter(({ pid }) => isAlive(pid)).map(({ name, pid }) => `${name} (pid ${pid})`) };
    },
    kill: () => void child.kill('SIGKILL'),
  };
  await house.seen(/^Jinqiao is ready/);
  return house;
}

/** How long the house took to its readiness, in ms, by its own account. */
export async function readyMs(stateFolder: string): Promise<number> {
  return (JSON.parse(await readFile(join(stateFolder, 'ready.json'), 'utf8')) as { readyMs: number }).readyMs;
}
