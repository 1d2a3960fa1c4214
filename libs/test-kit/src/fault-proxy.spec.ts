import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { FaultProxy } from './fault-proxy.js';

let echo: Server;
let proxy: FaultProxy;
const sockets: Socket[] = [];

beforeEach(async () => {
  echo = createServer((socket) => void socket.on('error', () => undefined).pipe(socket));
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
  proxy = await FaultProxy.start({ host: '127.0.0.1', port: (echo.address() as AddressInfo).port });
});

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await proxy.stop();
  await new Promise((resolve) => echo.close(resolve));
});

async function open(): Promise<Socket> {
  const socket = connect(proxy.port, '127.0.0.1');
  sockets.push(socket);
  await once(socket, 'connect');
  return socket;
}

/** Resolves with the text that comes back, once it is as long as what was sent. */
async function said(socket: Socket, text: string): Promise<string> {
  let heard = '';
  socket.write(text);
  while (heard.length < text.length) heard += String((await once(socket, 'data'))[0]);
  return heard;
}

test('passes bytes both ways, and the end of either side', async () => {
  const socket = await open();
  expect(await said(socket, 'x'.repeat(300_000))).toHaveLength(300_000);
  socket.end();
  await once(socket.resume(), 'close');
});

test('a reset ends the connections that stand, not those to come', async () => {
  const socket = await open();
  await said(socket, 'here');
  proxy.reset();
  const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
  expect(error.code).toBe('ECONNRESET');
  expect(await said(await open(), 'again')).toBe('again');
});

test('refuses while it is told to, and listens again on the same port', async () => {
  const { port } = proxy;
  await proxy.become({ kind: 'refuse' });
  await expect(open()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await proxy.become({ kind: 'pass' });
  expect(proxy.port).toBe(port);
  expect(await said(await open(), 'back')).toBe('back');
});

test('holds in a blackhole what arrives after it', async () => {
  const socket = await open();
  await proxy.become({ kind: 'blackhole' });
  const heard = said(socket, 'late');
  const other = await open();
  other.write('nothing comes back');
  expect(await Promise.race([heard, new Promise((resolve) => setImmediate(resolve, 'silence'))])).toBe('silence');
  await proxy.become({ kind: 'pass' });
  expect(await heard).toBe('late');
});

test('forgets connections for ever and serves new ones', async () => {
  const socket = await open();
  await said(socket, 'before');
  proxy.forget();
  const heard = said(socket, 'after');
  expect(await said(await open(), 'new')).toBe('new');
  expect(await Promise.race([heard, new Promise((resolve) => setImmediate(resolve, 'silence'))])).toBe('silence');
  heard.catch(() => undefined);
});

test.each([
  { kind: 'slow', delayMs: 5 },
  { kind: 'trickle', bytesPerSecond: 20_000 },
] as const)('loses nothing when it is $kind', async (weather) => {
  await proxy.become(weather);
  expect(await said(await open(), '0123456789'.repeat(50))).toBe('0123456789'.repeat(50));
});

test('a server that is away is a reset to the client', async () => {
  await new Promise((resolve) => echo.close(resolve));
  const socket = await open();
  await once(socket, 'error');
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
});
