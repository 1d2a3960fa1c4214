import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createDatabase } from '@jinqiao/test-kit/database';
import { testIssuer } from '@jinqiao/test-kit/tokens';
import type { TestIssuer } from '@jinqiao/test-kit/tokens';
import { notesEnvironment } from './notes.service.js';

let database: Awaited<ReturnType<typeof createDatabase>>;
let issuer: TestIssuer;
let env: Awaited<ReturnType<typeof notesEnvironment>>;

beforeAll(async () => {
  [database, issuer] = await Promise.all([createDatabase(), testIssuer()]);
  env = await notesEnvironment(database.url, issuer);
});
afterAll(() => Promise.all([issuer.stop(), database.drop()]));

type Line = { level: string; msg: string; url?: string; service: string; [field: string]: unknown };

function start(environment: Record<string, string>) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'run-notes.mjs')], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: Line[] = [];
  const waiting = new Set<() => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(JSON.parse(line) as Line);
    for (const look of waiting) look();
  });
  const line = (message: string) =>
    new Promise<Line>((resolve, reject) => {
      const look = () => {
        const found = lines.find(({ msg }) => msg === message);
        if (found) resolve(found);
      };
      waiting.add(look);
      child.once('exit', () => reject(new Error(`It ended without the line "${message}": ${JSON.stringify(lines)}`)));
      look();
    });
  return { child, lines, line, ended: once(child, 'exit') as Promise<[number | null]> };
}

test('a service with a wrong configuration does not start, and names every variable in one line', async () => {
  const { ended, lines } = start({ ...env, LOG_LEVEL: 'info', TOKEN_ISSUER: '', SERVICE_DATABASE_URL: 'sqlite://x', PORT: 'eighty' });
  expect((await ended)[0]).toBe(1);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({ level: 'fatal', service: 'products' });
  for (const name of ['TOKEN_ISSUER is missing', 'SERVICE_DATABASE_URL is not valid', 'PORT is not valid'])
    expect(lines[0]?.msg).toContain(name);
});

test('a service says when it is ready, finishes the request it has begun when told to stop, and ends well', async () => {
  const { child, line, ended, lines } = start({ ...env, LOG_LEVEL: 'info', PORT: '0' });
  const { url } = await line('ready');
  const begun = request(`${url}/v1/notes/open`, { method: 'POST', headers: { 'content-type': 'application/json' } });
  const answered = once(begun, 'response');
  begun.write('{"half":');
  await new Promise((resolve) =>
    begun.once('socket', (socket) => (socket.connecting ? socket.once('connect', resolve) : resolve(undefined))),
  );
  // The service has the request's beginning once it has answered a later one on another connection.
  await fetch(`${url}/health/live`);
  child.kill('SIGTERM');
  await line('stopping');
  begun.end('true}');
  const [response] = (await answered) as [{ statusCode: number; resume(): void }];
  response.resume();
  expect(response.statusCode).toBe(202);
  expect((await ended)[0]).toBe(0);
  expect(lines.at(-1)?.msg).toBe('stopped');
  expect(lines.every((entry) => entry.service === 'products' && typeof entry.level === 'string')).toBe(true);
});

test('two requests to stop are one', async () => {
  const { child, line, ended } = start({ ...env, LOG_LEVEL: 'info', PORT: '0' });
  await line('ready');
  child.kill('SIGINT');
  child.kill('SIGTERM');
  expect((await ended)[0]).toBe(0);
});
