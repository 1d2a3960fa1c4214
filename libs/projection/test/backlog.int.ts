import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Topic } from '@jinqiao/contracts/event-contract';
import { connectKafka } from '@jinqiao/event-stream/kafka-event-stream';
import { eventually } from '@jinqiao/test-kit/eventually';
import { Kafka, logLevel } from 'kafkajs';
import { createReadSide, eventOf, silent } from './read-side.js';

/** `BACKLOG=50000` for the whole of fault 24. */
const events = Number(process.env['BACKLOG'] ?? 10_000);
const heapMb = 128;

test(`a backlog of ${events} events over 12 partitions is worked off by a process with a heap of ${heapMb} MB`, async () => {
  const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',');
  const topic = `backlog-${randomUUID()}` as Topic;
  const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: 12 }], waitForLeaders: true });
  await admin.disconnect();
  const stream = connectKafka({ brokers, clientId: 'backlog', log: { ...silent, debug: () => undefined } });
  // About 2 KB each, so that a fetch of 12 partitions is limited by bytes.
  const note = 'x'.repeat(1_500);
  for (let from = 0; from < events; from += 1_000)
    await stream.publish(Array.from({ length: 1_000 }, () => ({ ...eventOf(randomUUID(), 1, note), topic })));
  await stream.close();

  const side = await createReadSide();
  const sources = new URL('../../test-kit/typescript-sources.mjs', import.meta.url).href;
  const flags = [
    `--max-old-space-size=${heapMb}`,
    '--experimental-transform-types',
    '--disable-warning=ExperimentalWarning',
    '--import',
    sources,
  ];
  const child = spawn(process.execPath, [...flags, fileURLToPath(new URL('./backlog-process.main.ts', import.meta.url))], {
    env: { ...process.env, NODE_OPTIONS: '', SERVICE_URL: side.url, TOPIC: topic },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const seen: number[][] = [];
  child.stdout.on('data', (said) =>
    seen.push(
      ...String(said)
        .trim()
        .split('\n')
        .map((line) => line.split(' ').map(Number)),
    ),
  );
  try {
    await eventually(
      async () => {
        expect(child.exitCode ?? child.signalCode).toBeNull();
        expect((await side.admin.query('SELECT FROM known_product')).rowCount).toBe(events);
      },
      { timeoutMs: 200_000 },
    );
    expect((await side.admin.query('SELECT FROM effect')).rowCount).toBe(events);
    const most = (column: number): number => Math.max(...seen.map((figures) => figures[column] ?? 0));
    process.stdout.write(`backlog of ${events}: at most ${most(0)} MB of heap, ${most(1)} MB outside it, ${most(2)} MB resident\n`);
    expect(most(0)).toBeLessThan(heapMb);
  } finally {
    child.kill('SIGKILL');
    await once(child, 'exit').catch(() => undefined);
    await side.close();
  }
}, 300_000);
