import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dockerEngineAnswers } from './docker-engine.js';

const folder = mkdtempSync(join(tmpdir(), 'docker-engine-'));
afterAll(() => rmSync(folder, { recursive: true }));

const engine = () => createServer((request, response) => void response.writeHead(request.url === '/_ping' ? 200 : 404).end('OK'));

test('an engine that answers on its socket is there', async () => {
  const socket = join(folder, 'docker.sock');
  const server = engine();
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  expect(await dockerEngineAnswers(`unix://${socket}`)).toBe(true);
  await new Promise((resolve) => server.close(resolve));
});

test('an engine that answers on TCP is there', async () => {
  const server = engine();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  expect(await dockerEngineAnswers(`tcp://127.0.0.1:${port}`)).toBe(true);
  await new Promise((resolve) => server.close(resolve));
  expect(await dockerEngineAnswers(`tcp://127.0.0.1:${port}`)).toBe(false);
});

test.each(['unix:///nowhere/docker.sock', 'not an address', 'tcp://127.0.0.1:1'])('%s is no engine', async (dockerHost) => {
  expect(await dockerEngineAnswers(dockerHost)).toBe(false);
});
