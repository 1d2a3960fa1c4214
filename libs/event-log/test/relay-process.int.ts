import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { eventually } from '@jinqiao/test-kit/eventually';
import { append } from '../src/append.js';
import { Relay } from '../src/relay.js';
import { divideOutbox } from '../src/shards.js';
import { inPoolTransaction } from '../src/transaction.js';
import { watchTopic } from './topic-watch.js';
import type { TopicWatch } from './topic-watch.js';
import { changeTo, createWriteSide, eventOf, silent } from './write-side.js';
import type { WriteSide } from './write-side.js';

const institutionId = randomUUID();

describe('A relay’s process', () => {
  let topic: TopicWatch;
  let side: WriteSide;
  let child: ChildProcess;
  let next: Relay;

  beforeAll(async () => {
    topic = await watchTopic();
  });
  afterAll(() => topic.kafka.close());

  beforeEach(async () => {
    side = await createWriteSide();
    next = new Relay({ pool: side.openPool(), stream: topic.kafka, source: '/test', log: silent });
  });
  afterEach(async () => {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    await next.stop();
    await side.close();
  });

  /** Starts the process and waits until it holds a publish at the moment. */
  async function startHolding(pauseAt: 'before' | 'after'): Promise<void> {
    startChild(pauseAt);
    const said: unknown[] = await Promise.race([once(child.stdout!, 'data'), once(child, 'exit')]);
    expect(String(said[0]).trim()).toBe(pauseAt);
  }

  function startChild(pauseAt: string): void {
    const sources = new URL('../../test-kit/typescript-sources.mjs', import.meta.url).href;
    const main = fileURLToPath(new URL('./relay-process.main.ts', import.meta.url));
    const flags = ['--experimental-transform-types', '--disable-warning=ExperimentalWarning', '--import', sources];
    child = spawn(process.execPath, [...flags, main], {
      env: { ...process.env, NODE_OPTIONS: '', SERVICE_URL: side.serviceUrl, PAUSE_AT: pauseAt },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
  }

  async function writeVersions(id: string, from: number, to: number): Promise<void> {
    const pool = side.openPool();
    for (let version = from; version <= to; version += 1) {
      await inPoolTransaction(pool, { institutionId }, (sql) =>
        append(sql, changeTo(id, version, institutionId), eventOf(id, version, institutionId)),
      );
    }
  }

  const pending = async (): Promise<number> => (await side.admin.query('SELECT FROM outbox')).rowCount ?? 0;
  const isDrained = () => eventually(async () => expect(await pending()).toBe(0));
  const epoch = async (): Promise<unknown> => (await side.admin.query<{ epoch: string }>('SELECT epoch FROM relay_lease')).rows[0]?.epoch;

  test('killed between the broker’s acknowledgement and the delete: its events come twice, none is lost, later ones follow', async () => {
    const id = randomUUID();
    await writeVersions(id, 1, 4);
    await startHolding('after');
    child.kill('SIGKILL');
    expect(await pending()).toBe(4);
    await writeVersions(id, 5, 6);
    next.start();
    await isDrained();
    await eventually(() => expect(topic.versionsOf(id)).toEqual([1, 2, 3, 4, 1, 2, 3, 4, 5, 6]));
    expect(await epoch()).toBe('2');
  });

  test('suspended while it holds the lease: replaced when the lease has run out, and stands by when it wakes', async () => {
    const id = randomUUID();
    await writeVersions(id, 1, 3);
    await startHolding('before');
    child.kill('SIGSTOP');
    next.start();
    await isDrained();
    await writeVersions(id, 4, 5);
    next.wake();
    await isDrained();
    expect(await epoch()).toBe('2');
    child.kill('SIGCONT');
    child.stdin!.write('go on\n');
    // It had read its batch before: that comes late, as a duplicate. It publishes nothing after it, and the lease stays where it is.
    await eventually(() => expect(topic.versionsOf(id)).toEqual([1, 2, 3, 4, 5, 1, 2, 3]));
    await writeVersions(id, 6, 7);
    next.wake();
    await isDrained();
    await eventually(() => expect(topic.versionsOf(id)).toEqual([1, 2, 3, 4, 5, 1, 2, 3, 6, 7]));
    expect(await epoch()).toBe('2');
  });

  test('killed with four shards in its hands while sixteen keys are written: another replica goes on, in order, with nothing lost', async () => {
    await divideOutbox(side.openPool(), 4);
    startChild('never');
    const leases = async () => (await side.admin.query('SELECT FROM relay_lease WHERE expires_at > clock_timestamp()')).rowCount;
    await eventually(async () => expect(await leases()).toBe(4));
    next.start();
    const ids = Array.from({ length: 16 }, () => randomUUID());
    const written = Promise.all(ids.map((id) => writeVersions(id, 1, 60)));
    await eventually(() => expect(topic.versionsOf(ids[0]!).length).toBeGreaterThan(10));
    child.kill('SIGKILL');
    await written;
    await isDrained();
    await eventually(() => {
      for (const id of ids) expect([...new Set(topic.versionsOf(id))]).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
    });
  }, 90_000);
});
