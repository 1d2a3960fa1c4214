import { connect } from 'node:net';
import { createService } from '@jinqiao/service-runtime/service';
import type { RunningService } from '@jinqiao/service-runtime/service';
import { eventually } from '@jinqiao/test-kit/eventually';
import { operations } from '../src/definition.js';
import { LiveViewers } from '../src/live-viewers.store.js';
import type { StreamOverview } from '../src/stream-overview.js';
import { FakeHouse } from './fake-house.js';

let house: FakeHouse;
let service: RunningService;
let origin: string;

/** A service that would say much: 60 partitions, one of them behind. */
const partitions = Array.from({ length: 60 }, (_, partition) => ({
  topic: 'jinqiao.products.v1',
  partition,
  committedOffset: partition === 7 ? '4' : '9',
  endOffset: '9',
  lag: partition === 7 ? '5' : '0',
}));

async function start(): Promise<void> {
  const env = await house.environment(({ service: name }) => ({
    body: { outbox: null, groups: [{ group: name, partitions }], projections: [], deadLetters: [] },
  }));
  service = await createService(operations, { ...env, SAMPLE_EVERY_MS: '100' });
  await service.app.listen(0, '127.0.0.1');
  origin = await service.app.getUrl();
}

beforeAll(async () => {
  house = await FakeHouse.open();
  await start();
});
afterAll(async () => {
  await service.close();
  await house.close();
});

const follow = async (headers: Record<string, string> = {}, signal: AbortSignal = AbortSignal.timeout(30_000)) =>
  fetch(`${origin}/v1/operations/streams/live`, { headers: { authorization: await house.bearer('operator'), ...headers }, signal });
const viewers = () => service.app.get(LiveViewers).count();

/** Events one by one, as they come. */
async function* events(answer: Response): AsyncGenerator<{ id: string; overview: StreamOverview }> {
  let text = '';
  for await (const chunk of answer.body ?? []) {
    text += Buffer.from(chunk).toString();
    const whole = text.split('\n\n');
    text = whole.pop() ?? '';
    for (const block of whole) {
      const [, id, data] = /^event: streams\nid: (.+)\ndata: (.+)$/.exec(block) ?? [];
      if (id !== undefined && data !== undefined) yield { id, overview: JSON.parse(data) as StreamOverview };
    }
  }
}

async function firstOf(answer: Response): Promise<StreamOverview | undefined> {
  for await (const { overview } of events(answer)) return overview;
  return undefined;
}

/** How many came until the end. */
async function countOf(answer: Response): Promise<number> {
  const ids: string[] = [];
  for await (const { id } of events(answer)) ids.push(id);
  return ids.length;
}

test('every look comes as an event, whole, without the partitions that are quiet', async () => {
  const answer = await follow();
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
  const ids: string[] = [];
  for await (const { id, overview } of events(answer)) {
    ids.push(id);
    expect(overview.services[3]?.groups[0]).toMatchObject({ group: 'query', lag: '5', partitions: [{ partition: 7 }] });
    if (ids.length === 3) break;
  }
  expect(ids).toEqual([...new Set(ids)].sort());
  await eventually(() => expect(viewers()).toBe(0));
});

test('one who comes back with the id of his last event goes on with the newest', async () => {
  const answer = await follow({ 'last-event-id': '2018-12-04T00:00:00.000Z' });
  for await (const { id } of events(answer)) {
    expect(Date.parse(id)).toBeGreaterThan(Date.parse('2018-12-04T00:00:00.000Z'));
    break;
  }
});

test('one who goes without a word is let go', async () => {
  const leaving = new AbortController();
  const answer = await follow({}, leaving.signal);
  await eventually(() => expect(viewers()).toBe(1));
  leaving.abort();
  await eventually(() => expect(viewers()).toBe(0));
  await answer.body?.cancel().catch(() => undefined);
});

test('one who does not read costs little, and others go on', async () => {
  const { port } = new URL(origin);
  const socket = connect(Number(port), '127.0.0.1');
  socket.pause();
  socket.write(`GET /v1/operations/streams/live HTTP/1.1\r\nhost: x\r\nauthorization: ${await house.bearer('operator')}\r\n\r\n`);
  await eventually(() => expect(viewers()).toBe(1));
  expect(await firstOf(await follow())).toBeDefined();
  socket.destroy();
  await eventually(() => expect(viewers()).toBe(0));
});

test('without the role of an operator nobody looks on, and a question by HEAD leaves nothing open', async () => {
  expect((await follow({ authorization: await house.bearer('maker') })).status).toBe(403);
  expect((await follow({ authorization: 'Bearer x' })).status).toBe(401);
  const asked = await fetch(`${origin}/v1/operations/streams/live`, {
    method: 'HEAD',
    headers: { authorization: await house.bearer('operator') },
  });
  expect([asked.status, viewers()]).toEqual([200, 0]);
});

test('it ends when the token does', async () => {
  const token = await house.issuer.token({ roles: ['operator'], exp: Math.floor(Date.now() / 1000) + 2 });
  const answer = await follow({ authorization: `Bearer ${token}` });
  expect(await countOf(answer)).toBeGreaterThan(0);
  await eventually(() => expect(viewers()).toBe(0));
});

test('it ends orderly when the service stops', async () => {
  const answer = await follow();
  const read = countOf(answer);
  await eventually(() => expect(viewers()).toBe(1));
  await service.close();
  expect(await read).toBeGreaterThanOrEqual(0);
  await start();
});
